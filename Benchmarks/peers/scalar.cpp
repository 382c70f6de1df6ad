// A reference job as careful scalar C++: no vector types, no intrinsics; the compiler may still do what it can.
//
//     g++ -O3 -march=native -std=c++20 scalar.cpp -o scalar
//     python3 jobs.py JOB.yaml JOB.txt && ./scalar JOB.txt --paths N --repeat K
//
// xoshiro256++ (Blackman and Vigna), the ziggurat of 256 layers (Marsaglia and Tsang, in Doornik's form), quantile tables
// for PERT and beta, 64 paths at a time, exact quantiles by a histogram and a sort of the few cells that matter.

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace {

constexpr double levels[7] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
constexpr int pieces = 16, block = 64, noiseDegree = 7;

// MARK: The job

struct Target {
    int series, year;
    double atLeast;
};

struct Category {
    double stock, growth, growthSd, offset, width, alpha, beta, arrivals, arrivalsSd;
    double leaversAlpha, leaversBeta, attritionAlpha, attritionBeta, volatility, moved;
    double noise[noiseDegree + 1];  // exp(s z - s^2 / 2) by powers of z
};

struct Job {
    std::string name;
    int first = 0, years = 0, count = 0;
    bool correlated = false, connected = false;
    std::vector<std::string> series;
    std::vector<Category> categories;
    std::vector<std::vector<int>> sums;
    std::vector<Target> targets;
    std::vector<double> mix, inward;  // inward: [to][from]
    int degree[3] = {};
    std::vector<double> tables[3];  // [category][piece][power]: one piece's coefficients side by side
    double reach = 0;
};

Job read(const char *path) {
    std::ifstream file(path);
    Job job;
    int last = 0, sums = 0, targets = 0, given = 0, ignored = 0;
    file >> job.name >> job.first >> last >> job.count >> sums >> targets >> job.correlated >> job.connected;
    job.years = last - job.first;
    for (int i = 0; i < job.count; i++) {
        std::string name;
        Category c{};
        file >> name >> c.stock >> c.growth >> c.growthSd >> c.offset >> c.width >> c.alpha >> c.beta >> c.arrivals >> c.arrivalsSd;
        file >> c.leaversAlpha >> c.leaversBeta >> c.attritionAlpha >> c.attritionBeta >> c.volatility;
        double factor = std::exp(-c.volatility * c.volatility / 2);
        for (int k = 0; k <= noiseDegree; k++) c.noise[k] = factor, factor *= c.volatility / (k + 1);
        if (c.volatility > 0.03) std::fprintf(stderr, "a volatility above 0.03 needs a longer series\n"), std::exit(1);
        job.series.push_back(name);
        job.categories.push_back(c);
    }
    for (int k = 0; k < sums; k++) {
        std::string name;
        int size = 0;
        file >> name >> size;
        job.series.push_back(name);
        job.sums.emplace_back(size);
        for (int &part : job.sums.back()) file >> part;
    }
    job.targets.resize(targets);
    for (Target &target : job.targets) file >> target.series >> target.year >> target.atLeast;
    size_t square = size_t(job.count) * job.count;
    job.mix.resize(square), job.inward.resize(square);
    for (double &value : job.mix) file >> value;
    for (int i = 0; i < job.count; i++)
        for (int j = 0; j < job.count; j++) {
            file >> job.inward[size_t(j) * job.count + i];
            job.categories[i].moved += job.inward[size_t(j) * job.count + i];
        }
    file >> given >> job.reach >> job.degree[0] >> job.degree[1] >> job.degree[2] >> ignored;
    double scale = pieces / (2 * job.reach);
    for (int kind = 0; kind < 3; kind++) {
        int powers = job.degree[kind] + 1;
        job.tables[kind].resize(size_t(job.count) * pieces * powers);
        for (int i = 0; i < job.count; i++)
            for (int power = 0; power < powers; power++)
                for (int k = 0; k < pieces; k++) {
                    double &value = job.tables[kind][(size_t(i) * pieces + k) * powers + power];
                    file >> value;
                    value /= std::pow(scale, power);  // from distances in scores to distances in pieces
                }
    }
    if (!file || given != pieces || job.degree[0] != 7 || job.degree[1] != 5 || job.degree[2] != 5) {
        std::fprintf(stderr, "%s: not a job file of this version\n", path);
        std::exit(1);
    }
    return job;
}

// MARK: Random scores

class Generator {
public:
    explicit Generator(uint64_t seed) {
        for (uint64_t &word : state) {  // SplitMix64
            uint64_t z = seed += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            word = z ^ (z >> 31);
        }
        constexpr double r = 3.6541528853610088, area = 0.00492867323399;
        double f = std::exp(-r * r / 2);
        edge[0] = area / f, edge[1] = r, edge[256] = 0;
        for (int k = 2; k < 256; k++) {
            edge[k] = std::sqrt(-2 * std::log(area / edge[k - 1] + f));
            f = std::exp(-edge[k] * edge[k] / 2);
        }
        for (int k = 0; k < 256; k++) ratio[k] = edge[k + 1] / edge[k];
    }

    uint64_t next() {
        uint64_t result = std::rotl(state[0] + state[3], 23) + state[0], t = state[1] << 17;
        state[2] ^= state[0], state[3] ^= state[1], state[1] ^= state[2], state[0] ^= state[3];
        state[2] ^= t;
        state[3] = std::rotl(state[3], 45);
        return result;
    }

    double normal() {
        uint64_t bits = next();
        int layer = int(bits & 255);
        double u = double(int64_t(bits) >> 11) * 0x1p-52;  // -1 ..< 1
        if (std::abs(u) < ratio[layer]) [[likely]] return u * edge[layer];
        return rare(layer, u);
    }

private:
    uint64_t state[4];
    double edge[257], ratio[256];

    double uniform() { return (double(next() >> 11) + 0.5) * 0x1p-53; }

    __attribute__((noinline)) double rare(int layer, double u) {
        while (true) {
            if (std::abs(u) < ratio[layer]) return u * edge[layer];
            if (layer == 0) {
                double x, y;
                do x = -std::log(uniform()) / edge[1], y = -std::log(uniform());
                while (2 * y < x * x);
                return u < 0 ? -edge[1] - x : edge[1] + x;
            }
            double x = u * edge[layer];
            double low = std::exp(-0.5 * (edge[layer] * edge[layer] - x * x));
            double high = std::exp(-0.5 * (edge[layer + 1] * edge[layer + 1] - x * x));
            if (high + uniform() * (low - high) < 1) return x;
            uint64_t bits = next();
            layer = int(bits & 255);
            u = double(int64_t(bits) >> 11) * 0x1p-52;
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

struct Result {
    std::vector<double> mean, sd, quantiles, probabilities;  // [series][year], [series][year][level], [target]
};

/// Fills values [series][year after the baseline][path]; `stride` is the room of a row.
void simulate(const Job &job, size_t paths, double *values, size_t stride) {
    Generator generator(1);
    const int count = job.count, years = job.years;
    const double scale = pieces / (2 * job.reach);
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
                double training = quantile<7>(&job.tables[0][size_t(i) * pieces * 8], generator.normal(), scale);
                double arrivals = c.arrivals + c.arrivalsSd * generator.normal();
                double out = quantile<5>(&job.tables[1][size_t(i) * pieces * 6], generator.normal(), scale) +
                             quantile<5>(&job.tables[2][size_t(i) * pieces * 6], generator.normal(), scale) + c.moved;
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
                const double *c = job.categories[i].noise;
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

Result work(const Job &job, size_t paths) {
    const size_t seriesCount = job.series.size(), years = job.years, stride = paths;
    double *values = room(seriesCount * years * stride);
    simulate(job, paths, values, stride);
    Result result;
    for (auto part : {&result.mean, &result.sd}) part->assign(seriesCount * (years + 1), 0);
    result.quantiles.assign(seriesCount * (years + 1) * 7, 0);
    for (const Target &target : job.targets) {
        const double *row = values + (target.series * years + target.year - 1) * stride;
        result.probabilities.push_back(double(std::count_if(row, row + paths, [&](double v) { return v >= target.atLeast; })) / double(paths));
    }
    Picker picker;
    for (size_t series = 0; series < seriesCount; series++) {
        double first = 0;
        if (series < size_t(job.count)) first = job.categories[series].stock;
        else
            for (int part : job.sums[series - job.count]) first += job.categories[part].stock;
        size_t cell = series * (years + 1);
        result.mean[cell] = first;
        std::fill_n(&result.quantiles[cell * 7], 7, first);
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

void print(const Job &job, const Result &result, size_t paths, const std::vector<double> &seconds) {
    size_t years = job.years + 1;
    std::printf("{\"peer\": \"scalar C++\", \"job\": \"%s\", \"paths\": %zu, \"threads\": 1, \"seconds\": [", job.name.c_str(), paths);
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
        std::fprintf(stderr, "usage: scalar JOB.txt [--paths N] [--repeat K]\n");
        return 2;
    }
    Job job = read(path);
    work(job, std::min<size_t>(paths, 20000));
    std::vector<double> seconds;
    Result result;
    for (int k = 0; k < repeat; k++) {
        auto start = std::chrono::steady_clock::now();
        result = work(job, paths);
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    print(job, result, paths, seconds);
}
