// What the C++ peers share: the job as jobs.py writes it, the result as check.py reads it, the command line and the clock.

#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

constexpr double levels[7] = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
constexpr int pieces = 16, normalDegree = 7;

struct Target {
    int series, year;
    double atLeast;
};

/// Means and deviations of normals; training is offset + width * Beta(alpha, beta); leavers and attrition are betas.
struct Category {
    double stock, growth, growthSd, offset, width, alpha, beta, arrivals, arrivalsSd;
    double leaversAlpha, leaversBeta, attritionAlpha, attritionBeta, volatility;
    double moved;  // the share that transitions take away in a year
};

struct Job {
    std::string name;
    int first = 0, years = 0, count = 0;
    bool correlated = false, connected = false;
    std::vector<std::string> series;  // categories, then sums
    std::vector<Category> categories;
    std::vector<std::vector<int>> sums;
    std::vector<Target> targets;
    std::vector<double> mix;     // [score][independent score], a lower triangle
    std::vector<double> inward;  // [to][from], rates a year
    // Tables of quantile functions for those who use them, in distances from the middle of a piece.
    int degree[3] = {};
    std::vector<double> tables[3];  // [category][power][piece] of training, leavers, attrition; distances in pieces
    std::vector<double> normal;     // [power][64]
    double reach = 0, scale = 0;    // tables reach from -reach to reach; pieces a unit of the score

    double start(size_t series) const {
        if (series < categories.size()) return categories[series].stock;
        double sum = 0;
        for (int part : sums[series - categories.size()]) sum += categories[part].stock;
        return sum;
    }
};

inline void readModel(std::ifstream &file, Job &job) {
    int last = 0, sums = 0, targets = 0;
    file >> job.name >> job.first >> last >> job.count >> sums >> targets >> job.correlated >> job.connected;
    job.years = last - job.first;
    for (int i = 0; i < job.count; i++) {
        std::string name;
        Category c{};
        file >> name >> c.stock >> c.growth >> c.growthSd >> c.offset >> c.width >> c.alpha >> c.beta >> c.arrivals >> c.arrivalsSd;
        file >> c.leaversAlpha >> c.leaversBeta >> c.attritionAlpha >> c.attritionBeta >> c.volatility;
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
    job.mix.resize(size_t(job.count) * job.count), job.inward.resize(job.mix.size());
    for (double &value : job.mix) file >> value;
    for (int i = 0; i < job.count; i++)
        for (int j = 0; j < job.count; j++) {
            double &rate = job.inward[size_t(j) * job.count + i];
            file >> rate;
            job.categories[i].moved += rate;
        }
}

/// False if the tables are not those that the programs are written for.
inline bool readTables(std::ifstream &file, Job &job) {
    int given = 0, degree = 0;
    file >> given >> job.reach >> job.degree[0] >> job.degree[1] >> job.degree[2] >> degree;
    if (given != pieces || degree != normalDegree || job.degree[0] != 7 || job.degree[1] != 5 || job.degree[2] != 5) return false;
    job.scale = pieces / (2 * job.reach);
    for (int kind = 0; kind < 3; kind++) {
        job.tables[kind].resize(size_t(job.count) * (job.degree[kind] + 1) * pieces);
        double *value = job.tables[kind].data();
        for (int i = 0; i < job.count; i++) {
            double unit = 1;  // from distances in scores to distances in pieces
            for (int power = 0; power <= job.degree[kind]; power++, unit *= job.scale)
                for (int k = 0; k < pieces; k++, value++) {
                    file >> *value;
                    *value /= unit;
                }
        }
    }
    job.normal.resize((normalDegree + 1) * 64);
    for (double &value : job.normal) file >> value;
    return true;
}

inline Job read(const char *path) {
    std::ifstream file(path);
    Job job;
    readModel(file, job);
    if (!file || !readTables(file, job) || !file) {
        std::fprintf(stderr, "%s: not a job file of this version\n", path);
        std::exit(1);
    }
    return job;
}

struct Result {
    std::vector<double> mean, sd, quantiles, probabilities;  // [series][year], [series][year][level], [target]

    /// Room for everything, with the baseline year, which is certain.
    explicit Result(const Job &job) {
        size_t years = job.years + 1;
        mean.resize(job.series.size() * years), sd.resize(mean.size()), quantiles.resize(mean.size() * 7);
        for (size_t series = 0; series < job.series.size(); series++) {
            mean[series * years] = job.start(series);
            std::fill_n(quantiles.begin() + series * years * 7, 7, job.start(series));
        }
    }
};

inline void print(const char *peer, const Job &job, const Result &result, size_t paths, const std::vector<double> &seconds) {
    size_t years = job.years + 1;
    std::printf("{\"peer\": \"%s\", \"job\": \"%s\", \"paths\": %zu, \"threads\": 1, \"seconds\": [", peer, job.name.c_str(), paths);
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

/// The program of a peer: PROGRAM JOB.txt [--paths N] [--repeat K]. `prepare` makes of a job what is not timed (and is
/// kept from run to run); `work(prepared, paths)` is warmed up with few paths, then timed.
template <class Prepare, class Work>
int program(const char *peer, int count, char **arguments, Prepare prepare, Work work) {
    const char *path = nullptr;
    size_t paths = 1000000;
    int repeat = 1;
    for (int k = 1; k < count; k++) {
        std::string word = arguments[k];
        if (word == "--paths" && k + 1 < count) paths = std::strtoull(arguments[++k], nullptr, 10);
        else if (word == "--repeat" && k + 1 < count) repeat = std::max(1, std::atoi(arguments[++k]));
        else if (word == "--threads" && k + 1 < count) k++;
        else path = arguments[k];
    }
    if (path == nullptr || paths < 2) {
        std::fprintf(stderr, "usage: %s JOB.txt [--paths N] [--repeat K]\n", arguments[0]);
        return 2;
    }
    const Job job = read(path);
    auto prepared = prepare(job);
    Result result = work(prepared, std::min<size_t>(paths, 20000));
    std::vector<double> seconds;
    for (int k = 0; k < repeat; k++) {
        auto start = std::chrono::steady_clock::now();
        result = work(prepared, paths);
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    print(peer, job, result, paths, seconds);
    return 0;
}
