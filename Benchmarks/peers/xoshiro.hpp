// Random numbers of the scalar C++ peers: xoshiro256++ (Blackman and Vigna, ACM TOMS 47, 2021) and the ziggurat of 256
// layers for normal scores (Marsaglia and Tsang, J. Statistical Software 5, 2000, in Doornik's form of 2005).

#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

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

    /// In the open interval (0, 1).
    double uniform() { return (double(next() >> 11) + 0.5) * 0x1p-53; }

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
