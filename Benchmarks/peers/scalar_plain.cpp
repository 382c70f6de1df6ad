// A reference job as plain scalar C++: one path after the other, every distribution drawn by its textbook method.
//
//     g++ -O3 -march=native -std=c++20 scalar_plain.cpp -o scalar-plain
//     python3 jobs.py JOB.yaml JOB.txt && ./scalar-plain JOB.txt --paths N --repeat K
//
// xoshiro256++ with a ziggurat for normals, beta from two gammas by rejection (Marsaglia and Tsang, ACM TOMS 26, 2000),
// std::exp for the noise, quantiles by std::nth_element.

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "job.hpp"
#include "xoshiro.hpp"

namespace {

/// A gamma variable of unit scale. Every shape of the reference jobs is at least 1, which the method needs.
class Gamma {
public:
    explicit Gamma(double shape) : d(shape - 1.0 / 3), c(1 / std::sqrt(9 * d)) {}

    double draw(Generator &generator) const {
        while (true) {
            double x = generator.normal(), root = 1 + c * x;
            if (root <= 0) continue;
            double v = root * root * root, u = generator.uniform();
            if (u < 1 - 0.0331 * (x * x) * (x * x)) return d * v;
            if (std::log(u) < 0.5 * x * x + d * (1 - v + std::log(v))) return d * v;
        }
    }

private:
    double d, c;
};

class Beta {
public:
    Beta(double alpha, double beta) : first(alpha), second(beta) {}

    double draw(Generator &generator) const {
        double x = first.draw(generator), y = second.draw(generator);
        return x / (x + y);
    }

private:
    Gamma first, second;
};

struct Flows {
    Beta training, leavers, attrition;

    explicit Flows(const Category &c)
        : training(c.alpha, c.beta), leavers(c.leaversAlpha, c.leaversBeta), attrition(c.attritionAlpha, c.attritionBeta) {}
};

/// Fills values [series][year after the baseline][path].
void simulate(const Job &job, size_t paths, std::vector<double> &values) {
    Generator generator(1);
    const size_t count = job.count, years = job.years;
    const std::vector<Flows> flows(job.categories.begin(), job.categories.end());
    std::vector<double> scores(count), keep(count), entrants(count), scale(count), stock(count), next(count);
    for (size_t path = 0; path < paths; path++) {
        for (double &score : scores) score = generator.normal();
        for (size_t i = 0; i < count; i++) {
            const Category &c = job.categories[i];
            double score = 0;
            for (size_t j = 0; j <= i; j++) score += job.mix[i * count + j] * scores[j];
            double exits = flows[i].leavers.draw(generator) + flows[i].attrition.draw(generator) + c.moved;
            keep[i] = 1 + c.growth + c.growthSd * score - std::min(exits, 1.0);
            scale[i] = 1 / std::max(exits, 1.0);
            entrants[i] = c.offset + c.width * flows[i].training.draw(generator);
            entrants[i] += c.arrivals + c.arrivalsSd * generator.normal();
            stock[i] = c.stock;
        }
        for (size_t year = 0; year < years; year++) {
            for (size_t j = 0; j < count; j++) {
                next[j] = stock[j] * keep[j] + entrants[j];
                if (job.connected)
                    for (size_t i = 0; i < count; i++) next[j] += job.inward[j * count + i] * stock[i] * scale[i];
            }
            for (size_t i = 0; i < count; i++) {
                double volatility = job.categories[i].volatility;
                stock[i] = std::max(next[i], 0.0) * std::exp(volatility * generator.normal() - volatility * volatility / 2);
                values[(i * years + year) * paths + path] = stock[i];
            }
            for (size_t s = 0; s < job.sums.size(); s++) {
                double sum = 0;
                for (int part : job.sums[s]) sum += stock[part];
                values[((count + s) * years + year) * paths + path] = sum;
            }
        }
    }
}

/// Quantiles of type 7 of a row, which is left partly ordered.
void quantiles(double *row, size_t paths, double *out) {
    double *from = row;
    for (int level = 0; level < 7; level++) {
        double place = levels[level] * double(paths - 1);
        double *at = row + size_t(place);
        std::nth_element(from, at, row + paths);
        double above = at + 1 < row + paths ? *std::min_element(at + 1, row + paths) : *at;
        out[level] = *at + (place - std::floor(place)) * (above - *at);
        from = at;
    }
}

Result work(const Job &job, size_t paths) {
    const size_t years = job.years;
    std::vector<double> values(job.series.size() * years * paths);
    simulate(job, paths, values);
    Result result(job);
    for (const Target &target : job.targets) {
        const double *row = &values[(target.series * years + target.year - 1) * paths];
        auto reached = std::count_if(row, row + paths, [&](double value) { return value >= target.atLeast; });
        result.probabilities.push_back(double(reached) / double(paths));
    }
    for (size_t series = 0; series < job.series.size(); series++)
        for (size_t year = 0; year < years; year++) {
            double *row = &values[(series * years + year) * paths], sum = 0, squares = 0;
            for (size_t k = 0; k < paths; k++) sum += row[k];
            double mean = sum / double(paths);
            for (size_t k = 0; k < paths; k++) squares += (row[k] - mean) * (row[k] - mean);
            size_t cell = series * (years + 1) + year + 1;
            result.mean[cell] = mean;
            result.sd[cell] = std::sqrt(squares / double(paths - 1));
            quantiles(row, paths, &result.quantiles[cell * 7]);
        }
    return result;
}

}  // namespace

int main(int count, char **arguments) {
    return program("scalar C++, textbook generators", count, arguments, [](const Job &job) { return job; }, work);
}
