// A reference job as careful scalar C++: no vector types, no intrinsics; the compiler may still do what it can.
//
//     g++ -O3 -march=native -std=c++20 scalar.cpp -o scalar
//     python3 jobs.py JOB.yaml JOB.txt && ./scalar JOB.txt --paths N --repeat K
//
// xoshiro256++ (Blackman and Vigna), the ziggurat of 256 layers (Marsaglia and Tsang, in Doornik's form), quantile tables
// for PERT and beta, 64 paths at a time, exact quantiles by a histogram and a sort of the few cells that matter.

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include "job.hpp"
#include "xoshiro.hpp"

namespace {

constexpr int block = 64, noiseDegree = 7;

/// What is made of the job once, as compiled code is.
struct Prepared {
    const Job &job;
    std::vector<double> noise;      // [category][power]: exp(s z - s^2 / 2) by powers of z
    std::vector<double> tables[3];  // [category][piece][power]: one piece's coefficients side by side

    explicit Prepared(const Job &job) : job(job) {
        for (const Category &c : job.categories) {
            if (c.volatility > 0.03) std::fprintf(stderr, "a volatility above 0.03 needs a longer series\n"), std::exit(1);
            double factor = std::exp(-c.volatility * c.volatility / 2);
            for (int k = 0; k <= noiseDegree; k++) noise.push_back(factor), factor *= c.volatility / (k + 1);
        }
        for (int kind = 0; kind < 3; kind++) {
            size_t powers = job.degree[kind] + 1;
            tables[kind].resize(job.tables[kind].size());
            for (size_t i = 0; i < size_t(job.count); i++)
                for (size_t power = 0; power < powers; power++)
                    for (size_t k = 0; k < pieces; k++)
                        tables[kind][(i * pieces + k) * powers + power] = job.tables[kind][(i * powers + power) * pieces + k];
        }
    }
};

template <int degree>
inline double quantile(const double *table, double z, double scale) {
    double where = z * scale + pieces / 2;
    int piece = std::clamp(int(where), 0, pieces - 1);
    double distance = where - piece - 0.5;
    const double *c = table + piece * (degree + 1);
    double value = c[degree];
    for (int power = degree - 1; power >= 0; power--) value = value * distance + c[power];
    return value;
}

// MARK: Exact quantiles

struct Picker {
    std::vector<uint32_t> counts;
    std::vector<uint16_t> places;
    std::vector<uint8_t> marked;
    std::vector<double> kept;

    /// Quantiles of type 7 of x[0 ..< n] by a histogram; only the cells with the needed ranks are sorted.
    void quantiles(const double *x, size_t n, double mean, double sd, double *out) {
        size_t ranks[14], local[14];
        for (int level = 0; level < 7; level++) {
            ranks[2 * level] = size_t(levels[level] * double(n - 1));
            ranks[2 * level + 1] = std::min(ranks[2 * level] + 1, n - 1);
        }
        // Five standard deviations on both sides; what is farther out falls into the last cells.
        const int cells = int(std::clamp<size_t>(std::bit_ceil(n / 16), 16, 16384));
        const double low = mean - 5 * sd, scale = sd > 0 ? cells / (10 * sd) : 0;
        counts.assign(cells, 0), marked.assign(cells, 0), places.resize(n), kept.clear();
        for (size_t k = 0; k < n; k++) {
            int place = int((x[k] - low) * scale);
            places[k] = uint16_t(std::min(std::max(place, 0), cells - 1));
        }
        for (size_t k = 0; k < n; k++) counts[places[k]]++;
        size_t before = 0, dropped = 0;
        for (int cell = 0, next = 0; cell < cells && next < 14; cell++) {
            if (ranks[next] < before + counts[cell]) {
                marked[cell] = 1;
                for (; next < 14 && ranks[next] < before + counts[cell]; next++) local[next] = ranks[next] - dropped;
            } else {
                dropped += counts[cell];
            }
            before += counts[cell];
        }
        for (size_t k = 0; k < n; k++)
            if (marked[places[k]]) kept.push_back(x[k]);
        std::sort(kept.begin(), kept.end());
        for (int level = 0; level < 7; level++) {
            double part = levels[level] * double(n - 1) - double(ranks[2 * level]);
            double a = kept[local[2 * level]], b = kept[local[2 * level + 1]];
            out[level] = a + part * (b - a);
        }
    }
};

// MARK: The simulation

/// Fills values [series][year after the baseline][path]; `stride` is the room of a row.
void simulate(const Prepared &prepared, size_t paths, double *values, size_t stride) {
    const Job &job = prepared.job;
    Generator generator(1);
    const int count = job.count, years = job.years;
    const double scale = job.scale;
    std::vector<double> memory(size_t(5) * count * block), scores(count);
    double *keep = memory.data(), *entrants = keep + count * block, *exits = entrants + count * block;
    double *stock = exits + count * block, *then = stock + count * block;
    for (size_t start = 0; start < paths; start += block) {
        size_t size = std::min<size_t>(block, paths - start);
        bool over = false;
        for (int p = 0; p < block; p++) {
            for (double &score : scores) score = generator.normal();
            for (int i = 0; i < count; i++) {
                const Category &c = job.categories[i];
                double z = scores[i];
                if (job.correlated) {
                    z = 0;
                    for (int j = 0; j <= i; j++) z += job.mix[i * count + j] * scores[j];
                }
                double training = quantile<7>(&prepared.tables[0][size_t(i) * pieces * 8], generator.normal(), scale);
                double arrivals = c.arrivals + c.arrivalsSd * generator.normal();
                double out = quantile<5>(&prepared.tables[1][size_t(i) * pieces * 6], generator.normal(), scale) +
                             quantile<5>(&prepared.tables[2][size_t(i) * pieces * 6], generator.normal(), scale) + c.moved;
                over |= out > 1;
                keep[i * block + p] = 1 + c.growth + c.growthSd * z - std::min(out, 1.0);
                entrants[i * block + p] = training + arrivals;
                exits[i * block + p] = out;
                stock[i * block + p] = c.stock;
            }
        }
        for (int year = 0; year < years; year++) {
            for (int k = 0; k < count * block; k++) then[k] = stock[k] * keep[k] + entrants[k];
            if (job.connected) {
                if (over)
                    for (int k = 0; k < count * block; k++) stock[k] /= std::max(exits[k], 1.0);
                int j = 0;
                for (; j + 4 <= count; j += 4)  // four rows at once: each stock is read once for all of them
                    for (int i = 0; i < count; i++) {
                        const double *rate = &job.inward[size_t(j) * count + i], *from = stock + i * block;
                        double a = rate[0], b = rate[count], c = rate[2 * count], d = rate[3 * count];
                        double *to = then + j * block;
                        for (int p = 0; p < block; p++) {
                            to[p] += a * from[p], to[block + p] += b * from[p];
                            to[2 * block + p] += c * from[p], to[3 * block + p] += d * from[p];
                        }
                    }
                for (; j < count; j++)
                    for (int i = 0; i < count; i++)
                        for (int p = 0; p < block; p++) then[j * block + p] += job.inward[size_t(j) * count + i] * stock[i * block + p];
            }
            for (int i = 0; i < count; i++) {
                const double *c = &prepared.noise[size_t(i) * (noiseDegree + 1)];
                double *row = values + (size_t(i) * years + year) * stride + start;
                for (int p = 0; p < block; p++) {
                    double z = generator.normal(), factor = c[noiseDegree];
                    for (int power = noiseDegree - 1; power >= 0; power--) factor = factor * z + c[power];
                    stock[i * block + p] = std::max(then[i * block + p], 0.0) * factor;
                }
                std::copy(stock + i * block, stock + i * block + size, row);
            }
            for (size_t s = 0; s < job.sums.size(); s++) {
                double sum[block] = {};
                for (int part : job.sums[s])
                    for (int p = 0; p < block; p++) sum[p] += stock[part * block + p];
                std::copy(sum, sum + size, values + (size_t(count + s) * years + year) * stride + start);
            }
        }
    }
}

/// The values of all paths; the same memory in every run.
double *room(size_t need) {
    static std::unique_ptr<double[]> memory;
    static size_t have = 0;
    if (need > have) memory.reset(new double[need]), have = need;
    return memory.get();
}

Result work(const Prepared &prepared, size_t paths) {
    const Job &job = prepared.job;
    const size_t seriesCount = job.series.size(), years = job.years, stride = paths;
    double *values = room(seriesCount * years * stride);
    simulate(prepared, paths, values, stride);
    Result result(job);
    for (const Target &target : job.targets) {
        const double *row = values + (target.series * years + target.year - 1) * stride;
        result.probabilities.push_back(double(std::count_if(row, row + paths, [&](double v) { return v >= target.atLeast; })) / double(paths));
    }
    Picker picker;
    for (size_t series = 0; series < seriesCount; series++) {
        const double first = job.start(series);
        size_t cell = series * (years + 1);
        for (size_t year = 0; year < years; year++) {
            const double *row = values + (series * years + year) * stride;
            double sum[8] = {}, squares[8] = {};  // eight sums, so that additions need not wait for one another
            for (size_t k = 0; k < paths; k++) {
                double d = row[k] - first;
                sum[k % 8] += d, squares[k % 8] += d * d;
            }
            for (int k = 1; k < 8; k++) sum[0] += sum[k], squares[0] += squares[k];
            cell++;
            result.mean[cell] = first + sum[0] / double(paths);
            result.sd[cell] = std::sqrt(std::max(0.0, squares[0] - sum[0] * sum[0] / double(paths)) / double(paths - 1));
            picker.quantiles(row, paths, result.mean[cell], result.sd[cell], &result.quantiles[cell * 7]);
        }
    }
    return result;
}

}  // namespace

int main(int count, char **arguments) {
    return program("scalar C++, our tables", count, arguments, [](const Job &job) { return Prepared(job); }, work);
}
