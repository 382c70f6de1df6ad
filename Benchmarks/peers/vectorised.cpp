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
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "job.hpp"

#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512BW__)
#include <immintrin.h>
#define LANES512 1
#endif

#define INLINE inline __attribute__((always_inline))

namespace {

constexpr int lanes = 8;
using Reals = double __attribute__((vector_size(64)));
using Words = uint64_t __attribute__((vector_size(64)));

INLINE Reals spread(double x) { return Reals{x, x, x, x, x, x, x, x}; }
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

double *aligned(size_t count) {
    // Huge pages where the system gives them: the time is not to be spent in page faults.
    size_t bytes = (count * sizeof(double) + (1 << 21) - 1) & ~size_t((1 << 21) - 1);
    void *memory = std::aligned_alloc(1 << 21, bytes);
    if (memory == nullptr) std::abort();
    madvise(memory, bytes, MADV_HUGEPAGE);
    return static_cast<double *>(memory);
}

double *aligned(const std::vector<double> &values) {
    return std::copy(values.begin(), values.end(), aligned(values.size())) - values.size();
}

/// What is made of the job once, as compiled code is; and memory that lasts from run to run.
struct Space {
    const Job &job;
    double *tables[3];     // training, leavers, attrition: [category][power][piece]
    double *normal;        // [power][64]
    double *normalMiddle;  // [power][16], the pieces for 2^-8 <= t < 1
    double *kept = nullptr, *scores = nullptr, *state = nullptr;
    size_t keptSize = 0, scoresSize = 0, stateSize = 0;

    explicit Space(const Job &job) : job(job), normal(aligned(job.normal)), normalMiddle(aligned((normalDegree + 1) * 16)) {
        for (int kind = 0; kind < 3; kind++) tables[kind] = aligned(job.tables[kind]);
        for (int power = 0; power <= normalDegree; power++)
            for (int k = 0; k < 16; k++) normalMiddle[power * 16 + ((46 + k) & 15)] = normal[power * 64 + 46 + k];
    }

    static double *sized(double *&memory, size_t &have, size_t need) {
        if (need > have) {
            std::free(memory);
            memory = aligned(need);
            have = need;
        }
        return memory;
    }
};

// MARK: Random scores

/// 32-bit numbers for `side` registers of paths: four of each (in the low halves of 64-bit lanes, the high halves are noise).
template <int side>
INLINE void philox(const Words (&path)[side], uint32_t group, Words (&out)[4 * side]) {
    constexpr uint32_t seed0 = 1, seed1 = 0;
    Words c0[side], c1[side], c2[side], c3[side];
    for (int s = 0; s < side; s++) c0[s] = path[s], c1[s] = path[s] >> 32, c2[s] = Words{} + group, c3[s] = Words{};
    uint32_t k0 = seed0, k1 = seed1;
#pragma GCC unroll 10
    for (int round = 0; round < 10; round++) {
#pragma GCC unroll 2
        for (int s = 0; s < side; s++) {
            Words a = product(c0[s], 0xD2511F53u), b = product(c2[s], 0xCD9E8D57u);
            c0[s] = exclusive(b >> 32, c1[s], k0);
            c1[s] = b;
            c2[s] = exclusive(a >> 32, c3[s], k1);
            c3[s] = a;
        }
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    for (int s = 0; s < side; s++) out[s] = c0[s], out[side + s] = c1[s], out[2 * side + s] = c2[s], out[3 * side + s] = c3[s];
}

/// Normal scores of x = 2u - 1, given t = 1 - x^2, for several registers at once; `piece` finds coefficients.
template <int width, class Piece>
INLINE void scoresOf(const Reals (&x)[width], const Reals (&t)[width], Reals (&value)[width], Piece piece) {
    Words place[width];
    Reals fraction[width];
#pragma GCC unroll 8
    for (int k = 0; k < width; k++) {
        place[k] = (Words)t[k] >> 51;
        fraction[k] = (Reals)select((Words)t[k], (1ull << 51) - 1, 1023ull << 52);
        value[k] = piece(normalDegree, place[k]);
    }
#pragma GCC unroll 8
    for (int power = normalDegree - 1; power >= 0; power--)
#pragma GCC unroll 8
        for (int k = 0; k < width; k++) value[k] = fused(value[k], fraction[k], piece(power, place[k]));
#pragma GCC unroll 8
    for (int k = 0; k < width; k++) value[k] *= x[k];
}

/// Scores of all draws of a batch: scores[draw][path of the batch].
template <int batch>
void draw(const Space &space, uint64_t start, int draws, double *scores) {
    constexpr int side = 2, width = 4 * side;
    const double *middle = space.normalMiddle, *all = space.normal;
    const Words step = {0, 1, 2, 3, 4, 5, 6, 7};
    for (int group = 0; group * 4 < draws; group++) {
        double *row = scores + size_t(group) * 4 * batch;
        for (int v = 0; v < batch; v += side * lanes) {
            Words path[side], numbers[width];
            for (int s = 0; s < side; s++) path[s] = step + (start + v + s * lanes);
            philox<side>(path, group, numbers);
            Reals x[width], t[width], z[width], least = spread(1);
#pragma GCC unroll 8
            for (int k = 0; k < width; k++) {
                Reals shifted = (Reals)select(numbers[k], 0xffffffffull, 0x433ull << 52);  // 2^52 + n
                x[k] = fused(shifted - (0x1p52 + 0x1p31), spread(0x1p-31), spread(0x1p-32));
                t[k] = fusedNegative(x[k], x[k], spread(1 - 0x1p-53));
                least = smaller(least, t[k]);
            }
            scoresOf<width>(x, t, z, [&](int power, Words place) { return lookup(middle + power * 16, place); });
#pragma GCC unroll 8
            for (int k = 0; k < width; k++) store(row + (k / side) * batch + v + (k % side) * lanes, z[k]);
            if (__builtin_expect(below(least, 0x1p-8), 0)) {
                Reals far[width], near[width];
                for (int k = 0; k < width; k++) far[k] = x[k], near[k] = t[k];
#pragma GCC unroll 1
                for (int k = 0; k < width; k++) {
                    if (!below(near[k], 0x1p-8)) continue;
                    Reals one[1];
                    scoresOf<1>({far[k]}, {near[k]}, one, [&](int power, Words place) { return gather(all + power * 64, place & 63); });
                    store(row + (k / side) * batch + v + (k % side) * lanes, one[0]);
                }
            }
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

/// The places of the values that quantiles of type 7 need, ascending, two a level.
void ranksOf(size_t n, size_t ranks[14]) {
    for (int level = 0; level < 7; level++) {
        size_t place = size_t(levels[level] * double(n - 1));
        ranks[2 * level] = place;
        ranks[2 * level + 1] = std::min(place + 1, n - 1);
    }
}

/// Seven intervals of values, one around each level, between fourteen bounds.
///
/// A value's class is the number of bounds not above it as a float (which keeps the order): odd inside an interval.
struct Intervals {
    alignas(64) float bounds[16];  // the last two are infinite

    INLINE int classOf(float value) const {
        int c = 0;
        for (int k = 0; k < 14; k++) c += value >= bounds[k];
        return c;
    }

#ifdef LANES512
    /// A binary search in the sixteen bounds.
    static INLINE __m512i classesOf(__m512 x, __m512 limits, __m512 middle) {
        __m512i place = _mm512_maskz_mov_epi32(_mm512_cmp_ps_mask(x, middle, _CMP_GE_OQ), _mm512_set1_epi32(8));
        for (int half = 4; half >= 1; half /= 2) {
            __m512 bound = _mm512_permutexvar_ps(_mm512_add_epi32(place, _mm512_set1_epi32(half - 1)), limits);
            place = _mm512_mask_add_epi32(place, _mm512_cmp_ps_mask(x, bound, _CMP_GE_OQ), place, _mm512_set1_epi32(half));
        }
        return place;
    }
    static INLINE __m512 floats(__m512d first, __m512d second) {
        return _mm512_insertf32x8(_mm512_castps256_ps512(_mm512_cvtpd_ps(first)), _mm512_cvtpd_ps(second), 1);
    }
#endif
};

/// Finds values at given ranks: a histogram tells the cells of the ranks, and only what is in those cells is sorted.
struct Picker {
    std::vector<uint16_t> places;
    std::vector<uint32_t> counts;
    std::vector<uint8_t> marked;
    std::vector<double> kept;
    int cells = 0;

    /// Equal cells between the least and the greatest of x[0 ..< n].
    void spreadOut(const double *x, size_t n) {
        size_t k = 0;
        double low = x[0], high = x[0];
#ifdef LANES512
        __m512d least = _mm512_set1_pd(low), most = least;
        for (; k + 8 <= n; k += 8) {
            __m512d v = _mm512_loadu_pd(x + k);
            least = _mm512_min_pd(least, v), most = _mm512_max_pd(most, v);
        }
        low = _mm512_reduce_min_pd(least), high = _mm512_reduce_max_pd(most);
#endif
        for (; k < n; k++) low = std::min(low, x[k]), high = std::max(high, x[k]);
        size(n);
        double scale = high > low ? cells / (high - low) : 0;
        k = 0;
#ifdef LANES512
        const __m256i top = _mm256_set1_epi32(cells - 1);
        for (; k + 8 <= n; k += 8) {
            __m512d y = _mm512_mul_pd(_mm512_sub_pd(_mm512_loadu_pd(x + k), _mm512_set1_pd(low)), _mm512_set1_pd(scale));
            _mm_storeu_si128((__m128i *)(places.data() + k), _mm256_cvtepi32_epi16(_mm256_min_epi32(_mm512_cvttpd_epi32(y), top)));
        }
#endif
        for (; k < n; k++) places[k] = uint16_t(std::min(int((x[k] - low) * scale), cells - 1));
    }

    /// Equal cells within each interval, for values that are all inside one.
    void spreadOut(const double *x, size_t n, const Intervals &intervals) {
        size(n);
        int each = cells / 7;
        alignas(64) float low[16] = {}, scale[16] = {}, base[16] = {};
        for (int c = 1; c < 14; c += 2) {
            low[c] = intervals.bounds[c - 1];
            scale[c] = float(each) / (intervals.bounds[c] - intervals.bounds[c - 1]);
            base[c] = float((c / 2) * each);
        }
        auto placeOf = [&](float value, int c) { return base[c] + std::min((value - low[c]) * scale[c], float(each) - 0.5f); };
        size_t k = 0;
#ifdef LANES512
        const __m512 limits = _mm512_load_ps(intervals.bounds), middle = _mm512_set1_ps(intervals.bounds[7]);
        const __m512 lows = _mm512_load_ps(low), scales = _mm512_load_ps(scale), bases = _mm512_load_ps(base);
        for (; k + 16 <= n; k += 16) {
            __m512 v = Intervals::floats(_mm512_loadu_pd(x + k), _mm512_loadu_pd(x + k + 8));
            __m512i c = Intervals::classesOf(v, limits, middle);
            __m512 inside = _mm512_mul_ps(_mm512_sub_ps(v, _mm512_permutexvar_ps(c, lows)), _mm512_permutexvar_ps(c, scales));
            inside = _mm512_add_ps(_mm512_min_ps(inside, _mm512_set1_ps(float(each) - 0.5f)), _mm512_permutexvar_ps(c, bases));
            _mm256_storeu_si256((__m256i *)(places.data() + k), _mm512_cvtepi32_epi16(_mm512_cvttps_epi32(inside)));
        }
#endif
        for (; k < n; k++) places[k] = uint16_t(placeOf(float(x[k]), intervals.classOf(float(x[k]))));
    }

    void size(size_t n) {
        cells = int(std::clamp<size_t>(std::bit_ceil(n / 16), 112, 8192)) / 7 * 7;
        if (places.size() < n + 64) places.resize(n + 64);
    }

    /// Values at ascending ranks among x and those outside, of which outside[k] lie before interval k; false if there are
    /// ranks that are not inside. Without `outside` all values are in x.
    bool pick(const double *x, size_t n, const uint64_t *outside, const size_t *ranks, int count, double *out) {
        // Two histograms by turns: equal neighbours need not wait for one another.
        counts.assign(size_t(cells) * 2, 0);
        uint32_t *even = counts.data(), *odd = even + cells;
        size_t k = 0;
        for (; k + 4 <= n; k += 4) {
            even[places[k]]++, odd[places[k + 1]]++;
            even[places[k + 2]]++, odd[places[k + 3]]++;
        }
        for (; k < n; k++) even[places[k]]++;
        marked.assign(cells + 8, 0);
        size_t before = 0, dropped = 0, local[14];
        int next = 0;
        for (int cell = 0; cell < cells && next < count; cell++) {
            if (outside != nullptr && cell % (cells / 7) == 0) {
                before += outside[cell / (cells / 7)], dropped += outside[cell / (cells / 7)];
                if (ranks[next] < before) return false;
            }
            size_t inside = size_t(even[cell]) + odd[cell];
            if (ranks[next] < before + inside) {
                marked[cell] = 1;
                while (next < count && ranks[next] < before + inside) local[next] = ranks[next] - dropped, next++;
            } else {
                dropped += inside;
            }
            before += inside;
        }
        if (next < count) return false;
        if (kept.size() < n + 16) kept.resize(n + 16);
        double *end = kept.data();
        k = 0;
#ifdef LANES512
        for (; k + 16 <= n; k += 16) {
            __m512i place = _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(places.data() + k)));
            __m512i flags = _mm512_i32gather_epi32(place, marked.data(), 1);
            unsigned mask = _mm512_test_epi32_mask(flags, _mm512_set1_epi32(1));
            for (; mask != 0; mask &= mask - 1) *end++ = x[k + __builtin_ctz(mask)];
        }
#endif
        for (; k < n; k++)
            if (marked[places[k]]) *end++ = x[k];
        std::sort(kept.data(), end);
        for (int j = 0; j < count; j++) out[j] = kept[local[j]];
        return true;
    }
};

/// One series in one year: its sums, and the values that may be its quantiles.
///
/// At first all values are kept; once there are intervals, only those inside, and the others are counted.
struct Output {
    Intervals intervals;
    Reals sum = {}, squares = {};
    double shift = 0;
    double *kept = nullptr;
    size_t size = 0;
    bool everything = true;
    alignas(64) uint32_t evenNibbles[16] = {}, oddNibbles[16] = {};  // in bytes: values of gaps 0, 2, 4, 6 and 1, 3, 5, 7
    int additions = 0;
    uint64_t outside[8] = {};  // values in the gap before each interval, and after the last

    void flush() {
        for (int lane = 0; lane < 16; lane++)
            for (int k = 0; k < 4; k++) {
                outside[2 * k] += evenNibbles[lane] >> (8 * k) & 255;
                outside[2 * k + 1] += oddNibbles[lane] >> (8 * k) & 255;
            }
        std::memset(evenNibbles, 0, sizeof evenNibbles);
        std::memset(oddNibbles, 0, sizeof oddNibbles);
        additions = 0;
    }

    /// Keeps or counts `batch` values; they may be kept ones further on.
    template <int batch>
    INLINE void sift(const double *values) {
#ifdef LANES512
        const __m512 limits = _mm512_load_ps(intervals.bounds), middle = _mm512_set1_ps(intervals.bounds[7]);
        double *end = kept + size;
        __m512i counts = _mm512_setzero_si512();
        for (int v = 0; v < batch; v += 16) {
            __m512d first = _mm512_loadu_pd(values + v), second = _mm512_loadu_pd(values + v + 8);
            __m512i place = Intervals::classesOf(Intervals::floats(first, second), limits, middle);
            unsigned inside = _mm512_test_epi32_mask(place, _mm512_set1_epi32(1));
            // Half-bytes: gap k, which is class 2k, counts in bits 4k ..< 4k + 4.
            __m512i one = _mm512_maskz_sllv_epi32((__mmask16)~inside, _mm512_set1_epi32(1), _mm512_add_epi32(place, place));
            counts = _mm512_add_epi32(counts, one);
            _mm512_storeu_pd(end, _mm512_maskz_compress_pd((__mmask8)inside, first));
            end += __builtin_popcount(inside & 255);
            _mm512_storeu_pd(end, _mm512_maskz_compress_pd((__mmask8)(inside >> 8), second));
            end += __builtin_popcount(inside >> 8);
        }
        size = end - kept;
        const __m512i low = _mm512_set1_epi32(0x0f0f0f0f);
        __m512i even = _mm512_and_si512(counts, low), odd = _mm512_and_si512(_mm512_srli_epi32(counts, 4), low);
        _mm512_store_si512(evenNibbles, _mm512_add_epi32(_mm512_load_si512(evenNibbles), even));
        _mm512_store_si512(oddNibbles, _mm512_add_epi32(_mm512_load_si512(oddNibbles), odd));
        if (++additions * (batch / 16) > 250) flush();
#else
        for (int v = 0; v < batch; v++) siftOne(values[v]);
#endif
    }

    INLINE void siftOne(double value) {
        int c = everything ? 1 : intervals.classOf(float(value));
        if (c & 1) kept[size++] = value;
        else outside[c / 2]++;
    }

    template <int batch>
    INLINE void add(const double *values) {
        Reals a = sum, b = squares;
        for (int v = 0; v < batch; v += lanes) {
            Reals d = load(values + v) - spread(shift);
            a += d;
            b = fused(d, d, b);
        }
        sum = a, squares = b;
        if (!everything) {
            sift<batch>(values);
            return;
        }
        double *to = kept + size;
#ifdef LANES512
        for (int v = 0; v < batch; v += lanes) _mm512_stream_pd(to + v, _mm512_load_pd(values + v));
#else
        std::memcpy(to, values, batch * sizeof(double));
#endif
        size += batch;
    }

    void addOne(double value) {
        double d = value - shift;
        sum[0] += d;
        squares[0] += d * d;
        siftOne(value);
    }

    /// Values at ascending ranks among all values so far; false if one was not kept.
    bool pick(Picker &picker, const size_t *ranks, int count, double *out) {
        flush();
        if (everything) picker.spreadOut(kept, size);
        else picker.spreadOut(kept, size, intervals);
        return picker.pick(kept, size, everything ? nullptr : outside, ranks, count, out);
    }

    /// Narrows the intervals to five standard errors on both sides of each quantile of the n paths so far.
    bool narrow(Picker &picker, size_t n) {
        size_t ranks[14];
        double values[14];
        for (int level = 0; level < 7; level++) {
            double p = levels[level], around = 5 * std::sqrt(double(n) * p * (1 - p)) + 2;
            ranks[2 * level] = size_t(std::max(0.0, p * double(n) - around));
            ranks[2 * level + 1] = std::min(n - 1, size_t(p * double(n) + around));
            if (level > 0 && ranks[2 * level] <= ranks[2 * level - 1]) return false;
        }
        if (!pick(picker, ranks, 14, values)) return false;
        Intervals fresh;
        for (int k = 0; k < 14; k++) fresh.bounds[k] = std::nextafter(float(values[k]), k & 1 ? INFINITY : -INFINITY);
        fresh.bounds[14] = fresh.bounds[15] = INFINITY;
        for (int k = 1; k < 14; k++)
            if (!(fresh.bounds[k] > fresh.bounds[k - 1])) return false;
        // What was outside must stay in the same gap: every new interval within the old one of its level.
        for (int k = 0; !everything && k < 14; k++)
            if (k & 1 ? fresh.bounds[k] > intervals.bounds[k] : fresh.bounds[k] < intervals.bounds[k]) return false;
        intervals = fresh;
        everything = false;
        size_t all = size, k = 0;
        size = 0;
        for (; k + 32 <= all; k += 32) sift<32>(kept + k);
        for (; k < all; k++) siftOne(kept[k]);
        return true;
    }
};

// MARK: The simulation

constexpr int noiseDegree = 7;

template <int batch>
struct Simulation {
    const Space &space;
    const Job &job;
    int count, years, seriesCount, draws;
    std::vector<double> noise;  // [category][power]: exp(s z - s^2 / 2)
    double *scores, *keep, *entrants, *leave, *stock, *next, *totals;

    explicit Simulation(Space &space)
        : space(space), job(space.job), count(job.count), years(job.years), seriesCount(int(job.series.size())), draws(job.count * (5 + job.years)) {
        scores = Space::sized(space.scores, space.scoresSize, size_t(draws + 4) * batch);
        size_t row = size_t(count) * batch;
        // Series of all years, then rates and entrants.
        keep = Space::sized(space.state, space.stateSize, row * 4 + size_t(seriesCount) * batch * (years + 2));
        entrants = keep + row;
        leave = entrants + row;
        stock = leave + row;
        for (const Category &c : job.categories) {
            double s = c.volatility, y = s * job.reach, left = 1, factor = std::exp(-s * s / 2);
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
    }

    /// Rates and entrants of the batch from its scores; true if exits of some path exceed 1 where transitions leave.
    bool flows() {
        const double *growth = scores, *training = growth + count * batch, *arrivals = training + count * batch;
        const double *leavers = arrivals + count * batch, *attrition = leavers + count * batch;
        unsigned over = 0;
        for (int i = 0; i < count; i++) {
            const Category &c = job.categories[i];
            const double *trainingTable = space.tables[0] + size_t(i) * 8 * pieces;
            const double *leaversTable = space.tables[1] + size_t(i) * 6 * pieces;
            const double *attritionTable = space.tables[2] + size_t(i) * 6 * pieces;
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
                              quantile<5>(attritionTable, load(attrition + at), job.scale) + c.moved;
                Reals kept = fused(z, spread(c.growthSd), spread(1 + c.growth));
                store(keep + at, kept - smaller(exits, spread(1)));
                store(leave + at, exits);
                Reals arrived = fused(load(arrivals + at), spread(c.arrivalsSd), spread(c.arrivals));
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
        const double *rates = job.inward.data() + size_t(j) * count;
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
        draw<batch>(space, start, draws, scores);
        bool over = flows();
        size_t row = size_t(seriesCount) * batch;
        for (int i = 0; i < count; i++)
            for (int v = 0; v < batch; v += lanes) store(stock + i * batch + v, spread(job.categories[i].stock));
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
bool simulate(size_t paths, Space &space, bool narrowing, Result &result) {
    const Job &job = space.job;
    Simulation<batch> simulation(space);
    const int seriesCount = simulation.seriesCount, years = job.years;
    const size_t outputs = size_t(seriesCount) * years;
    const size_t room = ((narrowing ? paths / 5 + 16384 : paths) + 2 * batch) & ~size_t(batch - 1);
    double *kept = Space::sized(space.kept, space.keptSize, outputs * room);
    std::vector<Output> output(outputs);  // [year][series]
    for (size_t k = 0; k < outputs; k++) {
        output[k].kept = kept + k * room;
        output[k].shift = job.start(k % seriesCount);
    }
    std::vector<uint64_t> reached(job.targets.size());
    Picker picker;
    size_t stage = 4096;

    for (size_t start = 0; start < paths; start += batch) {
        if (narrowing && start == stage) {
            for (Output &o : output)
                if (!o.narrow(picker, start)) return false;
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
                for (size_t v = 0; v < valid; v++) output[k].addOne(values[k * batch + v]);
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
            if (!o.pick(picker, ranks, 14, picked)) return false;
            for (int level = 0; level < 7; level++) {
                double part = levels[level] * double(paths - 1) - double(ranks[2 * level]);
                result.quantiles[cell * 7 + level] = picked[2 * level] + part * (picked[2 * level + 1] - picked[2 * level]);
            }
        }
    result.probabilities.clear();
    for (uint64_t count : reached) result.probabilities.push_back(double(count) / double(paths));
    return true;
}

Result work(Space &space, size_t paths) {
    Result result(space.job);
    bool small = space.job.count <= 12;
    auto once = [&](bool narrowing) {
        return small ? simulate<64>(paths, space, narrowing, result) : simulate<32>(paths, space, narrowing, result);
    };
    if (!(paths >= 100000 && once(true))) once(false);
    return result;
}

}  // namespace

int main(int count, char **arguments) {
    return program("vectorised C++", count, arguments, [](const Job &job) { return Space(job); }, work);
}
