// A reference job as a hand-written program in vector lanes: the fastest peer that we know how to write.
//
//     g++ -O3 -march=native -std=c++20 vectorised.cpp -o vectorised
//     python3 jobs.py JOB.yaml JOB.txt && ./vectorised JOB.txt --paths N --repeat K
//
// Random numbers are Philox4x32-10 (Salmon et al., SC 2011), counted by path and group of four draws, eight paths a
// register. Scores come from 32-bit numbers, u = (n + 1/2) / 2^32, by piecewise polynomials whose coefficients are looked
// up in registers; so do PERT and beta, from tables in the job file (error at most 1e-9 standard deviations). Paths run in
// batches that stay in the first-level cache. Quantiles are exact: values are classified as they are made, and only those
// near a quantile (an interval found from the paths so far) are kept; if a quantile should fall outside its interval,
// the job runs again and keeps everything. AVX-512 where there is, else the same in plain loops.

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512BW__)
#include <immintrin.h>
#define LANES512 1
#endif

#define INLINE inline __attribute__((always_inline))

namespace {

constexpr int lanes = 8;
using Reals = double __attribute__((vector_size(64)));
using Words = uint64_t __attribute__((vector_size(64)));

INLINE Reals spread(double x) { return Reals{} + x; }
INLINE Reals load(const double *p) { return *reinterpret_cast<const Reals *>(p); }
INLINE void store(double *p, Reals x) { *reinterpret_cast<Reals *>(p) = x; }

#ifdef LANES512
INLINE Words product(Words a, uint32_t b) { return (Words)_mm512_mul_epu32((__m512i)a, _mm512_set1_epi64(b)); }
INLINE Words exclusive(Words a, Words b, uint64_t c) {
    return (Words)_mm512_ternarylogic_epi64((__m512i)a, (__m512i)b, _mm512_set1_epi64((long long)c), 0x96);
}
INLINE Words select(Words a, uint64_t mask, uint64_t other) {  // (a & mask) | other
    return (Words)_mm512_ternarylogic_epi64((__m512i)a, _mm512_set1_epi64((long long)mask), _mm512_set1_epi64((long long)other), 0xEA);
}
INLINE Reals lookup(const double *table, Words place) {  // by the low four bits
    return (Reals)_mm512_permutex2var_pd(_mm512_load_pd(table), (__m512i)place, _mm512_load_pd(table + 8));
}
INLINE Reals gather(const double *table, Words place) { return (Reals)_mm512_i64gather_pd((__m512i)place, table, 8); }
INLINE Reals larger(Reals a, Reals b) { return (Reals)_mm512_max_pd((__m512d)a, (__m512d)b); }
INLINE Reals smaller(Reals a, Reals b) { return (Reals)_mm512_min_pd((__m512d)a, (__m512d)b); }
INLINE Reals fused(Reals a, Reals b, Reals c) { return (Reals)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c); }
INLINE Reals fusedNegative(Reals a, Reals b, Reals c) { return (Reals)_mm512_fnmadd_pd((__m512d)a, (__m512d)b, (__m512d)c); }
INLINE unsigned below(Reals a, double b) { return _mm512_cmp_pd_mask((__m512d)a, _mm512_set1_pd(b), _CMP_LT_OQ); }
#else
INLINE Words product(Words a, uint32_t b) { return (a & 0xffffffffull) * (Words{} + b); }
INLINE Words exclusive(Words a, Words b, uint64_t c) { return a ^ b ^ c; }
INLINE Words select(Words a, uint64_t mask, uint64_t other) { return (a & mask) | other; }
INLINE Reals gather(const double *table, Words place) {
    Reals result;
    for (int lane = 0; lane < lanes; lane++) result[lane] = table[place[lane]];
    return result;
}
INLINE Reals lookup(const double *table, Words place) { return gather(table, place & 15); }
INLINE Reals larger(Reals a, Reals b) { return a > b ? a : b; }
INLINE Reals smaller(Reals a, Reals b) { return a < b ? a : b; }
INLINE Reals fused(Reals a, Reals b, Reals c) { return a * b + c; }  // contracted where the machine can
INLINE Reals fusedNegative(Reals a, Reals b, Reals c) {
    for (int lane = 0; lane < lanes; lane++) c[lane] = std::fma(-a[lane], b[lane], c[lane]);
    return c;
}
INLINE unsigned below(Reals a, double b) {
    unsigned mask = 0;
    for (int lane = 0; lane < lanes; lane++) mask |= unsigned(a[lane] < b) << lane;
    return mask;
}
#endif

// MARK: The job

constexpr double levels[7] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
constexpr int pieces = 16, normalDegree = 7;

struct Target {
    int series, year;
    double atLeast;
};

struct Job {
    std::string name;
    int first = 0, years = 0, count = 0;
    bool correlated = false, connected = false;
    std::vector<std::string> series;
    std::vector<std::vector<int>> sums;
    std::vector<Target> targets;
    std::vector<double> stock, growth, arrivals, volatility, mix, moves, moved;
    int degree[3] = {};  // of the tables of training, leavers, attrition: [category][power][piece]
    double *tables[3] = {};
    double *normal = nullptr;         // [power][64]
    double *normalMiddle = nullptr;   // [power][16], the pieces for 2^-8 <= t < 1
    double reach = 0, scale = 0;  // tables reach from -reach to reach; pieces a unit of z
};

double *aligned(size_t count) {
    // Huge pages where the system gives them: the time is not to be spent in page faults.
    size_t bytes = (count * sizeof(double) + (1 << 21) - 1) & ~size_t((1 << 21) - 1);
    void *memory = std::aligned_alloc(1 << 21, bytes);
    if (memory == nullptr) std::abort();
    madvise(memory, bytes, MADV_HUGEPAGE);
    return static_cast<double *>(memory);
}

Job read(const char *path) {
    std::ifstream file(path);
    if (!file) {
        std::fprintf(stderr, "cannot read %s\n", path);
        std::exit(1);
    }
    Job job;
    int last, sums, targets;
    auto reals = [&](size_t n) {
        std::vector<double> values(n);
        for (double &value : values) file >> value;
        return values;
    };
    auto fill = [&](size_t n) {
        double *values = aligned(n);
        for (size_t k = 0; k < n; k++) file >> values[k];
        return values;
    };
    file >> job.name >> job.first >> last >> job.count >> sums >> targets >> job.correlated >> job.connected;
    job.years = last - job.first;
    for (int i = 0; i < job.count; i++) {
        std::string name;
        file >> name;
        job.series.push_back(name);
        auto v = reals(14);  // stock; growth; training (four); arrivals; leavers; attrition; volatility
        job.stock.push_back(v[0]);
        job.growth.insert(job.growth.end(), {v[1], v[2]});
        job.arrivals.insert(job.arrivals.end(), {v[7], v[8]});
        job.volatility.push_back(v[13]);
    }
    for (int k = 0; k < sums; k++) {
        std::string name;
        int size;
        file >> name >> size;
        job.series.push_back(name);
        std::vector<int> parts(size);
        for (int &part : parts) file >> part;
        job.sums.push_back(parts);
    }
    job.targets.resize(targets);
    for (Target &target : job.targets) file >> target.series >> target.year >> target.atLeast;
    job.mix = reals(size_t(job.count) * job.count);
    job.moves = reals(size_t(job.count) * job.count);
    for (int i = 0; i < job.count; i++) {
        double sum = 0;
        for (int j = 0; j < job.count; j++) sum += job.moves[i * job.count + j];
        job.moved.push_back(sum);
    }
    int given, degree;
    file >> given >> job.reach >> job.degree[0] >> job.degree[1] >> job.degree[2] >> degree;
    if (given != pieces || degree != normalDegree || job.degree[0] != 7 || job.degree[1] != 5 || job.degree[2] != 5) {
        std::fprintf(stderr, "%s: another kind of tables than this program's\n", path);
        std::exit(1);
    }
    job.scale = pieces / (2 * job.reach);
    for (int kind = 0; kind < 3; kind++) {
        // From distances in z to distances in pieces.
        int powers = job.degree[kind] + 1;
        job.tables[kind] = fill(size_t(job.count) * powers * pieces);
        for (int row = 0; row < job.count * powers; row++)
            for (int k = 0; k < pieces; k++) job.tables[kind][row * pieces + k] /= std::pow(job.scale, row % powers);
    }
    job.normal = fill((normalDegree + 1) * 64);
    job.normalMiddle = aligned((normalDegree + 1) * 16);
    for (int power = 0; power <= normalDegree; power++)
        for (int k = 0; k < 16; k++) job.normalMiddle[power * 16 + ((46 + k) & 15)] = job.normal[power * 64 + 46 + k];
    if (!file) {
        std::fprintf(stderr, "%s: not a job file\n", path);
        std::exit(1);
    }
    return job;
}

// MARK: Random scores

/// Four registers of 32-bit numbers (in the low halves of 64-bit lanes, the high halves are noise).
INLINE void philox(Words path, uint32_t group, Words out[4]) {
    constexpr uint32_t seed0 = 1, seed1 = 0;
    Words c0 = path, c1 = path >> 32, c2 = Words{} + group, c3 = Words{};
    uint32_t k0 = seed0, k1 = seed1;
#pragma GCC unroll 10
    for (int round = 0; round < 10; round++) {
        Words a = product(c0, 0xD2511F53u), b = product(c2, 0xCD9E8D57u);
        c0 = exclusive(b >> 32, c1, k0);
        c1 = b;
        c2 = exclusive(a >> 32, c3, k1);
        c3 = a;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    out[0] = c0, out[1] = c1, out[2] = c2, out[3] = c3;
}

/// The normal score of x = 2u - 1, given t = 1 - x^2; `piece` finds the coefficients.
template <class Piece>
INLINE Reals score(Reals x, Reals t, Piece piece) {
    Words bits = (Words)t;
    Words place = bits >> 51;
    Reals fraction = (Reals)select(bits, (1ull << 51) - 1, 1023ull << 52);
    Reals value = piece(normalDegree, place);
#pragma GCC unroll 8
    for (int power = normalDegree - 1; power >= 0; power--) value = fused(value, fraction, piece(power, place));
    return value * x;
}

/// Scores of all draws of a batch: scores[draw][path of the batch].
template <int batch>
void draw(const Job &job, uint64_t start, int draws, double *scores) {
    const double *middle = job.normalMiddle, *all = job.normal;
    const Words step = {0, 1, 2, 3, 4, 5, 6, 7};
    for (int group = 0; group * 4 < draws; group++) {
        double *row = scores + size_t(group) * 4 * batch;
        for (int v = 0; v < batch; v += lanes) {
            Words numbers[4];
            philox(step + (start + v), group, numbers);
            Reals x[4], t[4];
            for (int k = 0; k < 4; k++) {
                Reals shifted = (Reals)select(numbers[k], 0xffffffffull, 0x433ull << 52);  // 2^52 + n
                x[k] = fused(shifted - (0x1p52 + 0x1p31), spread(0x1p-31), spread(0x1p-32));
                t[k] = fusedNegative(x[k], x[k], spread(1 - 0x1p-53));
            }
            for (int k = 0; k < 4; k++)
                store(row + k * batch + v, score(x[k], t[k], [&](int power, Words place) { return lookup(middle + power * 16, place); }));
            if (__builtin_expect(below(smaller(smaller(t[0], t[1]), smaller(t[2], t[3])), 0x1p-8), 0))
                for (int k = 0; k < 4; k++)
                    store(row + k * batch + v,
                          score(x[k], t[k], [&](int power, Words place) { return gather(all + power * 64, place & 63); }));
        }
    }
}

/// A quantile function from its table; `scale` is the number of pieces a unit of z.
template <int degree>
INLINE Reals quantile(const double *table, Reals z, double scale) {
    Reals where = fused(z, spread(scale), spread(pieces / 2 - 0.5));
    Reals rounded = where + 0x1.8p52;  // leaves the nearest whole number in the low bits
    Words place = (Words)rounded;
    Reals distance = where - (rounded - 0x1.8p52);
    Reals value = lookup(table + degree * pieces, place);
#pragma GCC unroll 8
    for (int power = degree - 1; power >= 0; power--) value = fused(value, distance, lookup(table + power * pieces, place));
    return value;
}

// MARK: Exact order statistics

/// Values at ascending ranks among x[0 ..< n]: a histogram finds the cells of the ranks, only those cells are sorted.
struct Picker {
    std::vector<uint32_t> counts;
    std::vector<uint8_t> marked;
    std::vector<double> kept;
    double low = 0, scale = 0;
    int cells = 0;

    template <class Body>
    INLINE void eachPlace(const double *x, size_t n, Body body) {
        size_t k = 0;
#ifdef LANES512
        const __m256i top = _mm256_set1_epi32(cells - 1);
        alignas(64) int place[32];
        for (; k + 32 <= n; k += 32) {
            for (int v = 0; v < 32; v += 8) {
                __m512d y = _mm512_mul_pd(_mm512_sub_pd(_mm512_loadu_pd(x + k + v), _mm512_set1_pd(low)), _mm512_set1_pd(scale));
                _mm256_store_si256((__m256i *)(place + v), _mm256_min_epi32(_mm512_cvttpd_epi32(y), top));
            }
            body(x + k, place, 32);
        }
#endif
        for (; k < n; k++) {
            int place = std::min(int((x[k] - low) * scale), cells - 1);
            body(x + k, &place, 1);
        }
    }

    void pick(const double *x, size_t n, const size_t *ranks, int count, double *out) {
        if (count == 0) return;
        double high = low = x[0];
        size_t k = 0;
#ifdef LANES512
        if (n >= 32) {
            __m512d a = _mm512_loadu_pd(x), b = a, c = a, d = a;
            for (; k + 16 <= n; k += 16) {
                __m512d p = _mm512_loadu_pd(x + k), q = _mm512_loadu_pd(x + k + 8);
                a = _mm512_min_pd(a, p), b = _mm512_max_pd(b, p), c = _mm512_min_pd(c, q), d = _mm512_max_pd(d, q);
            }
            low = _mm512_reduce_min_pd(_mm512_min_pd(a, c)), high = _mm512_reduce_max_pd(_mm512_max_pd(b, d));
        }
#endif
        for (; k < n; k++) low = std::min(low, x[k]), high = std::max(high, x[k]);
        if (!(high > low)) {
            std::fill(out, out + count, low);
            return;
        }
        cells = int(std::clamp<size_t>(std::bit_ceil(n / 16), 16, 4096));
        scale = cells / (high - low);
        // Two histograms by turns: equal neighbours need not wait for one another.
        counts.assign(size_t(cells) * 2, 0);
        uint32_t *even = counts.data(), *odd = even + cells;
        eachPlace(x, n, [&](const double *, const int *place, int size) {
            for (int j = 0; j + 1 < size; j += 2) even[place[j]]++, odd[place[j + 1]]++;
            if (size & 1) even[place[size - 1]]++;
        });
        marked.assign(cells + 8, 0);
        size_t before = 0, dropped = 0;
        size_t local[16];
        int next = 0;
        for (int cell = 0; cell < cells && next < count; cell++) {
            size_t inside = size_t(even[cell]) + odd[cell];
            bool wanted = false;
            while (next < count && ranks[next] < before + inside) local[next] = ranks[next] - dropped, next++, wanted = true;
            if (wanted) marked[cell] = 1;
            else dropped += inside;
            before += inside;
        }
        kept.resize(n + 8);
        double *end = kept.data();
        eachPlace(x, n, [&](const double *from, const int *place, int size) {
#ifdef LANES512
            if (size == 32) {
                for (int v = 0; v < 32; v += 16) {
                    __m512i flags = _mm512_i32gather_epi32(_mm512_load_si512(place + v), marked.data(), 1);
                    unsigned mask = _mm512_test_epi32_mask(flags, _mm512_set1_epi32(1));
                    if (mask == 0) continue;
                    for (; mask != 0; mask &= mask - 1) *end++ = from[v + __builtin_ctz(mask)];
                }
                return;
            }
#endif
            for (int j = 0; j < size; j++)
                if (marked[place[j]]) *end++ = from[j];
        });
        std::sort(kept.data(), end);
        for (int j = 0; j < count; j++) out[j] = kept[local[j]];
    }
};

/// The places of the values that quantiles of type 7 need, ascending, two a level.
void ranksOf(size_t n, size_t ranks[14]) {
    for (int level = 0; level < 7; level++) {
        size_t place = size_t(levels[level] * double(n - 1));
        ranks[2 * level] = place;
        ranks[2 * level + 1] = std::min(place + 1, n - 1);
    }
}

/// One series in one year: its sums, and the values that may be its quantiles.
///
/// Fourteen bounds make seven intervals, one around each level; a value's class is the number of bounds not above it (as a
/// float, which keeps the order), so it is odd inside an interval. Values inside are kept, the others only counted.
struct Output {
    alignas(64) float bounds[16];
    Reals sum = {}, squares = {};
    double shift = 0;
    double *kept = nullptr;
    size_t size = 0, capacity = 0;
    bool everything = true;
    alignas(64) uint32_t nibblesLow[16] = {}, nibblesHigh[16] = {};  // bytes: counts of classes 0, 4, 8, 12 and 2, 6, 10, 14
    int batches = 0;
    uint64_t outside[8] = {};

    void flush() {
        for (int lane = 0; lane < 16; lane++)
            for (int k = 0; k < 4; k++) {
                outside[2 * k] += nibblesLow[lane] >> (8 * k) & 255;
                outside[2 * k + 1] += nibblesHigh[lane] >> (8 * k) & 255;
            }
        std::memset(nibblesLow, 0, sizeof nibblesLow);
        std::memset(nibblesHigh, 0, sizeof nibblesHigh);
        batches = 0;
    }

    INLINE int classOf(double value) const {
        int c = 0;
        for (int k = 0; k < 14; k++) c += float(value) >= bounds[k];
        return c;
    }

    template <int batch>
    INLINE void add(const double *values) {
        Reals a = sum, b = squares;
        for (int v = 0; v < batch; v += lanes) {
            Reals d = load(values + v) - shift;
            a += d;
            b = fused(d, d, b);
        }
        sum = a, squares = b;
        if (everything) {
            double *to = kept + size;
#ifdef LANES512
            for (int v = 0; v < batch; v += lanes) _mm512_stream_pd(to + v, _mm512_load_pd(values + v));
#else
            std::memcpy(to, values, batch * sizeof(double));
#endif
            size += batch;
            return;
        }
#ifdef LANES512
        const __m512 limits = _mm512_load_ps(bounds), middle = _mm512_set1_ps(bounds[7]);
        double *end = kept + size;
        __m512i counts = _mm512_setzero_si512();
        for (int v = 0; v < batch; v += 16) {
            __m512d first = _mm512_load_pd(values + v), second = _mm512_load_pd(values + v + 8);
            __m512 x = _mm512_insertf32x8(_mm512_castps256_ps512(_mm512_cvtpd_ps(first)), _mm512_cvtpd_ps(second), 1);
            // A binary search in the sixteen bounds; the place always points one bound ahead of the half it leaves.
            __m512i place = _mm512_maskz_mov_epi32(_mm512_cmp_ps_mask(x, middle, _CMP_GE_OQ), _mm512_set1_epi32(8));
            for (int half = 4; half >= 1; half /= 2) {
                __m512 bound = _mm512_permutexvar_ps(_mm512_add_epi32(place, _mm512_set1_epi32(half - 1)), limits);
                place = _mm512_mask_add_epi32(place, _mm512_cmp_ps_mask(x, bound, _CMP_GE_OQ), place, _mm512_set1_epi32(half));
            }
            unsigned inside = _mm512_test_epi32_mask(place, _mm512_set1_epi32(1));
            // Half-bytes: class 2k counts in bits 4k ..< 4k + 4.
            counts = _mm512_add_epi32(
                counts, _mm512_maskz_sllv_epi32((__mmask16)~inside, _mm512_set1_epi32(1), _mm512_add_epi32(place, place)));
            _mm512_storeu_pd(end, _mm512_maskz_compress_pd((__mmask8)inside, first));
            end += __builtin_popcount(inside & 255);
            _mm512_storeu_pd(end, _mm512_maskz_compress_pd((__mmask8)(inside >> 8), second));
            end += __builtin_popcount(inside >> 8);
        }
        size = end - kept;
        const __m512i low = _mm512_set1_epi32(0x0f0f0f0f);
        _mm512_store_si512(nibblesLow, _mm512_add_epi32(_mm512_load_si512(nibblesLow), _mm512_and_si512(counts, low)));
        _mm512_store_si512(nibblesHigh, _mm512_add_epi32(_mm512_load_si512(nibblesHigh),
                                                         _mm512_and_si512(_mm512_srli_epi32(counts, 4), low)));
        if (++batches * (batch / 16) > 230) flush();
#else
        for (int v = 0; v < batch; v++) addOne(values[v]);
#endif
    }

    INLINE void addOne(double value) {
        int c = everything ? 1 : classOf(value);
        if (c & 1) kept[size++] = value;
        else outside[c / 2]++;
    }

    /// Values at ascending ranks among all values so far; false if one was not kept.
    bool pick(Picker &picker, std::vector<double> &space, const size_t *ranks, int count, double *out) {
        flush();
        if (everything) {
            picker.pick(kept, size, ranks, count, out);
            return true;
        }
        // Sort the kept values into their intervals.
        if (space.size() < size + 64) space.resize(size + 64);
        size_t inside[8] = {}, start[8];
        classes.resize(size);
        for (size_t k = 0; k < size; k++) inside[classes[k] = uint8_t(classOf(kept[k]) / 2)]++;
        start[0] = 0;
        for (int k = 1; k < 8; k++) start[k] = start[k - 1] + inside[k - 1];
        size_t at[8];
        std::copy(start, start + 8, at);
        for (size_t k = 0; k < size; k++) space[at[classes[k]]++] = kept[k];
        size_t before = 0;
        int next = 0;
        for (int k = 0; k < 7 && next < count; k++) {
            before += outside[k];
            if (ranks[next] < before) return false;
            size_t local[16];
            int wanted = 0;
            while (next + wanted < count && ranks[next + wanted] < before + inside[k]) {
                local[wanted] = ranks[next + wanted] - before;
                wanted++;
            }
            picker.pick(space.data() + start[k], inside[k], local, wanted, out + next);
            next += wanted;
            before += inside[k];
        }
        return next == count;
    }

    /// Narrows the intervals to five standard errors on both sides of each quantile of the paths so far.
    bool narrow(Picker &picker, std::vector<double> &space, size_t n) {
        size_t ranks[14];
        double values[14];
        for (int level = 0; level < 7; level++) {
            double p = levels[level], spread = 5 * std::sqrt(double(n) * p * (1 - p)) + 2;
            ranks[2 * level] = size_t(std::max(0.0, p * double(n) - spread));
            ranks[2 * level + 1] = std::min(n - 1, size_t(p * double(n) + spread));
            if (level > 0 && ranks[2 * level] <= ranks[2 * level - 1]) return false;
        }
        if (!pick(picker, space, ranks, 14, values)) return false;
        float fresh[16];
        for (int k = 0; k < 14; k++) fresh[k] = std::nextafter(float(values[k]), k & 1 ? INFINITY : -INFINITY);
        fresh[14] = fresh[15] = INFINITY;
        for (int k = 1; k < 14; k++)
            if (!(fresh[k] > fresh[k - 1])) return false;
        // What was outside stays in the same gap, since every new interval lies within the old one of its level.
        for (int k = 0; !everything && k < 14; k++)
            if (k & 1 ? fresh[k] > bounds[k] : fresh[k] < bounds[k]) return false;
        std::memcpy(bounds, fresh, sizeof bounds);
        everything = false;
        size_t all = size;
        size = 0;
        for (size_t k = 0; k < all; k++) addOne(kept[k]);
        return true;
    }

    static inline std::vector<uint8_t> classes;
};

// MARK: The simulation

struct Result {
    std::vector<double> mean, sd, quantiles, probabilities;  // [series][year], [series][year][level], [target]
};

/// Memory that lasts from run to run.
struct Space {
    double *kept = nullptr, *scores = nullptr, *state = nullptr;
    size_t keptSize = 0, scoresSize = 0, stateSize = 0;

    static double *sized(double *&memory, size_t &have, size_t need) {
        if (need > have) {
            std::free(memory);
            memory = aligned(need);
            have = need;
        }
        return memory;
    }
};

constexpr int noiseDegree = 8;

template <int batch>
struct Simulation {
    const Job &job;
    int count, years, seriesCount, draws;
    std::vector<double> noise;    // [category][power]: exp(s z - s^2 / 2)
    std::vector<double> inward;   // [to][from]
    double *scores, *keep, *entrants, *leave, *stock, *next, *totals;

    Simulation(const Job &job, Space &space)
        : job(job), count(job.count), years(job.years), seriesCount(int(job.series.size())), draws(job.count * (5 + job.years)) {
        scores = Space::sized(space.scores, space.scoresSize, size_t(draws + 4) * batch);
        size_t row = size_t(count) * batch;
        // Series of all years, then rates and entrants.
        keep = Space::sized(space.state, space.stateSize, row * 4 + size_t(seriesCount) * batch * (years + 2));
        entrants = keep + row;
        leave = entrants + row;
        stock = leave + row;
        for (double s : job.volatility) {
            double y = s * job.reach, left = 1, factor = std::exp(-s * s / 2);
            for (int k = 0; k <= noiseDegree; k++) {
                noise.push_back(factor);
                factor *= s / (k + 1);
                left *= y / (k + 1);
            }
            if (left > 1e-10) {
                std::fprintf(stderr, "a volatility of %g needs a longer series\n", s);
                std::exit(1);
            }
        }
        inward.resize(size_t(count) * count);
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++) inward[size_t(j) * count + i] = job.moves[size_t(i) * count + j];
    }

    /// Rates and entrants of the batch from its scores; true if exits of some path exceed 1 where transitions leave.
    bool flows() {
        const double *growth = scores, *training = growth + count * batch, *arrivals = training + count * batch;
        const double *leavers = arrivals + count * batch, *attrition = leavers + count * batch;
        unsigned over = 0;
        for (int i = 0; i < count; i++) {
            const double *trainingTable = job.tables[0] + size_t(i) * 8 * pieces;
            const double *leaversTable = job.tables[1] + size_t(i) * 6 * pieces;
            const double *attritionTable = job.tables[2] + size_t(i) * 6 * pieces;
            const double *mix = job.mix.data() + size_t(i) * count;
            Reals most = {};
            for (int v = 0; v < batch; v += lanes) {
                size_t at = size_t(i) * batch + v;
                Reals z = load(growth + at);
                if (job.correlated) {
                    z *= mix[i];
                    for (int j = 0; j < i; j++) z = fused(load(growth + j * batch + v), spread(mix[j]), z);
                }
                Reals exits = quantile<5>(leaversTable, load(leavers + at), job.scale) +
                              quantile<5>(attritionTable, load(attrition + at), job.scale) + job.moved[i];
                Reals kept = fused(z, spread(job.growth[2 * i + 1]), spread(1 + job.growth[2 * i]));
                store(keep + at, kept - smaller(exits, spread(1)));
                store(leave + at, exits);
                Reals arrived = fused(load(arrivals + at), spread(job.arrivals[2 * i + 1]), spread(job.arrivals[2 * i]));
                store(entrants + at, arrived + quantile<7>(trainingTable, load(training + at), job.scale));
                most = larger(most, exits);
            }
            over |= ~below(most, 1.0000000000000002) & 255;
        }
        return job.connected && over != 0;
    }

    /// next[j] = entrants[j] + keep[j] * now[j] + sum over i of inward[j][i] * now[i], six rows by 32 paths at a time.
    void move(const double *now, double *next) {
        constexpr int across = batch < 32 ? batch / lanes : 4;
        for (int v = 0; v < batch; v += across * lanes) {
            int j = 0;
            for (; j + 6 <= count; j += 6) moveRows<6, across>(now, next, j, v);
            for (; j < count; j++) moveRows<1, across>(now, next, j, v);
        }
    }

    template <int rows, int across>
    INLINE void moveRows(const double *now, double *next, int j, int v) {
        Reals sum[rows][across];
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < across; c++) {
                size_t at = size_t(j + r) * batch + v + c * lanes;
                sum[r][c] = load(next + at);
            }
        const double *rates = inward.data() + size_t(j) * count;
        for (int i = 0; i < count; i++) {
            Reals from[across];
            for (int c = 0; c < across; c++) from[c] = load(now + size_t(i) * batch + v + c * lanes);
            for (int r = 0; r < rows; r++) {
                Reals rate = spread(rates[r * count + i]);
                for (int c = 0; c < across; c++) sum[r][c] = fused(rate, from[c], sum[r][c]);
            }
        }
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < across; c++) store(next + size_t(j + r) * batch + v + c * lanes, sum[r][c]);
    }

    /// One batch; afterwards `stock` holds [year][series][path].
    void run(uint64_t start) {
        draw<batch>(job, start, draws, scores);
        bool over = flows();
        size_t row = size_t(seriesCount) * batch;
        for (int i = 0; i < count; i++)
            for (int v = 0; v < batch; v += lanes) store(stock + i * batch + v, spread(job.stock[i]));
        double *scaled = stock + row * (years + 1);
        const double *z = scores + size_t(5) * count * batch;
        for (int year = 1; year <= years; year++, z += count * batch) {
            const double *now = stock + row * (year - 1);
            double *then = stock + row * year;
            for (int k = 0; k < count * batch; k += lanes) store(then + k, fused(load(now + k), load(keep + k), load(entrants + k)));
            if (job.connected) {
                if (over)
                    for (int k = 0; k < count * batch; k += lanes)
                        store(scaled + k, load(now + k) / larger(load(leave + k), spread(1)));
                move(over ? scaled : now, then);
            }
            for (int i = 0; i < count; i++) {
                const double *c = noise.data() + i * (noiseDegree + 1);
                for (int v = 0; v < batch; v += lanes) {
                    size_t at = size_t(i) * batch + v;
                    Reals x = load(z + at), factor = spread(c[noiseDegree]);
#pragma GCC unroll 8
                    for (int power = noiseDegree - 1; power >= 0; power--) factor = fused(factor, x, spread(c[power]));
                    store(then + at, larger(load(then + at), Reals{}) * factor);
                }
            }
            for (size_t s = 0; s < job.sums.size(); s++)
                for (int v = 0; v < batch; v += lanes) {
                    Reals sum = {};
                    for (int part : job.sums[s]) sum += load(then + size_t(part) * batch + v);
                    store(then + (count + s) * batch + v, sum);
                }
        }
    }
};

template <int batch>
bool simulate(const Job &job, size_t paths, Space &space, bool narrowing, Result &result) {
    Simulation<batch> simulation(job, space);
    const int seriesCount = simulation.seriesCount, years = job.years;
    const size_t outputs = size_t(seriesCount) * years;
    const size_t room = ((narrowing ? paths / 5 + 16384 : paths) + 2 * batch) & ~size_t(batch - 1);
    double *kept = Space::sized(space.kept, space.keptSize, outputs * room);
    std::vector<Output> output(outputs);  // [year][series]
    std::vector<double> baseline(job.stock);
    for (auto &parts : job.sums) {
        double sum = 0;
        for (int part : parts) sum += job.stock[part];
        baseline.push_back(sum);
    }
    for (size_t k = 0; k < outputs; k++) {
        output[k].kept = kept + k * room;
        output[k].capacity = room;
        output[k].shift = baseline[k % seriesCount];
    }
    std::vector<uint64_t> reached(job.targets.size());
    Picker picker;
    std::vector<double> sorted;
    size_t stage = 4096;

    for (size_t start = 0; start < paths; start += batch) {
        if (narrowing && start == stage) {
            for (Output &o : output)
                if (!o.narrow(picker, sorted, start)) return false;
            stage *= 8;
        }
        simulation.run(start);
        const double *values = simulation.stock + size_t(seriesCount) * batch;
        size_t valid = std::min<size_t>(batch, paths - start);
        if (valid == batch) {
            for (size_t k = 0; k < outputs; k++) {
                output[k].template add<batch>(values + k * batch);
                if (narrowing && output[k].size + batch + 8 > room) return false;
            }
        } else {
            for (size_t k = 0; k < outputs; k++)
                for (size_t v = 0; v < valid; v++) {
                    double d = values[k * batch + v] - output[k].shift;
                    output[k].sum[0] += d;
                    output[k].squares[0] += d * d;
                    output[k].addOne(values[k * batch + v]);
                }
        }
        for (size_t t = 0; t < job.targets.size(); t++) {
            const Target &target = job.targets[t];
            const double *row = simulation.stock + (size_t(target.year) * seriesCount + target.series) * batch;
            uint64_t count = 0;
            if (valid == batch)
                for (int v = 0; v < batch; v += lanes) count += lanes - __builtin_popcount(below(load(row + v), target.atLeast));
            else
                for (size_t v = 0; v < valid; v++) count += row[v] >= target.atLeast;
            reached[t] += count;
        }
    }

    const size_t cells = size_t(seriesCount) * (years + 1);
    result.mean.assign(cells, 0), result.sd.assign(cells, 0), result.quantiles.assign(cells * 7, 0);
    size_t ranks[14];
    ranksOf(paths, ranks);
    for (int series = 0; series < seriesCount; series++)
        for (int year = 1; year <= years; year++) {
            Output &o = output[size_t(year - 1) * seriesCount + series];
            size_t cell = size_t(series) * (years + 1) + year;
            double sum = 0, squares = 0, picked[14];
            for (int lane = 0; lane < lanes; lane++) sum += o.sum[lane], squares += o.squares[lane];
            result.mean[cell] = o.shift + sum / double(paths);
            result.sd[cell] = std::sqrt(std::max(0.0, squares - sum * sum / double(paths)) / double(paths - 1));
            if (!o.pick(picker, sorted, ranks, 14, picked)) return false;
            for (int level = 0; level < 7; level++) {
                double part = levels[level] * double(paths - 1) - double(ranks[2 * level]);
                result.quantiles[cell * 7 + level] = picked[2 * level] + part * (picked[2 * level + 1] - picked[2 * level]);
            }
        }
    result.probabilities.clear();
    for (uint64_t count : reached) result.probabilities.push_back(double(count) / double(paths));
    return true;
}

Result work(const Job &job, size_t paths, Space &space) {
    Result result;
    bool small = job.count <= 12;
    auto once = [&](bool narrowing) {
        return small ? simulate<64>(job, paths, space, narrowing, result) : simulate<32>(job, paths, space, narrowing, result);
    };
    if (!(paths >= 100000 && once(true))) once(false);
    for (size_t series = 0; series < job.series.size(); series++) {
        double value = 0;
        if (series < size_t(job.count)) value = job.stock[series];
        else
            for (int part : job.sums[series - job.count]) value += job.stock[part];
        size_t cell = series * (job.years + 1);
        result.mean[cell] = value;
        std::fill_n(result.quantiles.begin() + cell * 7, 7, value);
    }
    return result;
}

// MARK: Output

void print(const Job &job, const Result &result, size_t paths, const std::vector<double> &seconds) {
    size_t years = job.years + 1;
    std::printf("{\"peer\": \"vectorised C++\", \"job\": \"%s\", \"paths\": %zu, \"threads\": 1, \"seconds\": [", job.name.c_str(), paths);
    for (size_t k = 0; k < seconds.size(); k++) std::printf("%s%.6f", k ? ", " : "", seconds[k]);
    std::printf("]");
    auto table = [&](const char *title, const std::vector<double> &values, size_t deep) {
        std::printf(", \"%s\": {", title);
        for (size_t s = 0; s < job.series.size(); s++) {
            std::printf("%s\"%s\": [", s ? ", " : "", job.series[s].c_str());
            for (size_t y = 0; y < years; y++) {
                std::printf(deep > 1 ? "%s[" : "%s", y ? ", " : "");
                for (size_t k = 0; k < deep; k++) std::printf("%s%.17g", k ? ", " : "", values[(s * years + y) * deep + k]);
                if (deep > 1) std::printf("]");
            }
            std::printf("]");
        }
        std::printf("}");
    };
    table("mean", result.mean, 1);
    table("sd", result.sd, 1);
    table("quantiles", result.quantiles, 7);
    std::printf(", \"probabilities\": {");
    for (size_t t = 0; t < job.targets.size(); t++)
        std::printf("%s\"%s\": %.17g", t ? ", " : "", job.series[job.targets[t].series].c_str(), result.probabilities[t]);
    std::printf("}}\n");
}

}  // namespace

int main(int count, char **arguments) {
    const char *path = nullptr;
    size_t paths = 1000000;
    int repeat = 1;
    for (int k = 1; k < count; k++) {
        std::string word = arguments[k];
        if (word == "--paths" && k + 1 < count) paths = std::strtoull(arguments[++k], nullptr, 10);
        else if (word == "--repeat" && k + 1 < count) repeat = std::atoi(arguments[++k]);
        else if (word == "--threads" && k + 1 < count) k++;
        else path = arguments[k];
    }
    if (path == nullptr || paths < 2) {
        std::fprintf(stderr, "usage: vectorised JOB.txt [--paths N] [--repeat K]\n");
        return 2;
    }
    Job job = read(path);
    Space space;
    work(job, std::min<size_t>(paths, 20000), space);
    std::vector<double> seconds;
    Result result;
    for (int k = 0; k < repeat; k++) {
        auto start = std::chrono::steady_clock::now();
        result = work(job, paths, space);
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    print(job, result, paths, seconds);
}
