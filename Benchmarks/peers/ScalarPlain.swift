// A reference job as plain scalar Swift: arrays and structs, one path after the other, every distribution drawn by its
// textbook method.
//
//     swiftc -O -wmo -parse-as-library -Xcc -march=native Reference.swift ScalarPlain.swift -o scalar-swift-plain
//     python3 jobs.py JOB.yaml JOB.txt && ./scalar-swift-plain JOB.txt --paths N --repeat K
//
// xoshiro256++, normals by the polar method (Marsaglia and Bray, SIAM Review 6, 1964), beta from two gammas by rejection
// (Marsaglia and Tsang, ACM TOMS 26, 2000), exp for the noise, quantiles by sorting.

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

// MARK: Distributions

struct Generator {
    private var bits = Xoshiro(seed: 1)
    private var spare: Double?

    mutating func uniform() -> Double { bits.uniform() }

    mutating func normal() -> Double {
        if let kept = spare {
            spare = nil
            return kept
        }
        while true {
            let x = 2 * bits.uniform() - 1, y = 2 * bits.uniform() - 1
            let square = x * x + y * y
            guard square < 1 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            spare = y * factor
            return x * factor
        }
    }
}

/// A gamma variable of unit scale. Every shape of the reference jobs is at least 1, which the method needs.
struct Gamma {
    private let d: Double, c: Double

    init(shape: Double) {
        d = shape - 1.0 / 3
        c = 1 / (9 * d).squareRoot()
    }

    func draw(_ generator: inout Generator) -> Double {
        while true {
            let x = generator.normal(), root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root, u = generator.uniform()
            if u < 1 - 0.0331 * (x * x) * (x * x) { return d * v }
            if log(u) < 0.5 * x * x + d * (1 - v + log(v)) { return d * v }
        }
    }
}

struct Beta {
    private let first: Gamma, second: Gamma

    init(_ alpha: Double, _ beta: Double) {
        first = Gamma(shape: alpha)
        second = Gamma(shape: beta)
    }

    func draw(_ generator: inout Generator) -> Double {
        let x = first.draw(&generator), y = second.draw(&generator)
        return x / (x + y)
    }
}

struct Flows {
    let training: Beta, leavers: Beta, attrition: Beta

    init(_ category: Category) {
        training = Beta(category.alpha, category.beta)
        leavers = Beta(category.leaversAlpha, category.leaversBeta)
        attrition = Beta(category.attritionAlpha, category.attritionBeta)
    }
}

// MARK: The simulation

/// Values [series and year after the baseline][path].
func simulate(_ job: Job, paths: Int) -> [[Double]] {
    var generator = Generator()
    let count = job.count, years = job.years
    let flows = job.categories.map(Flows.init)
    var values = [[Double]](repeating: [Double](repeating: 0, count: paths), count: job.series.count * years)
    let zeros = [Double](repeating: 0, count: count)
    var scores = zeros, keep = zeros, entrants = zeros, scale = zeros, stock = zeros, next = zeros
    for path in 0..<paths {
        for i in 0..<count { scores[i] = generator.normal() }
        for i in 0..<count {
            let category = job.categories[i]
            var score = 0.0
            for j in 0...i { score += job.mix[i * count + j] * scores[j] }
            let exits = flows[i].leavers.draw(&generator) + flows[i].attrition.draw(&generator) + category.moved
            keep[i] = 1 + category.growth + category.growthSD * score - min(exits, 1)
            scale[i] = 1 / max(exits, 1)
            entrants[i] = category.offset + category.width * flows[i].training.draw(&generator)
            entrants[i] += category.arrivals + category.arrivalsSD * generator.normal()
            stock[i] = category.stock
        }
        for year in 0..<years {
            for j in 0..<count {
                next[j] = stock[j] * keep[j] + entrants[j]
                if job.connected {
                    for i in 0..<count { next[j] += job.inward[j * count + i] * stock[i] * scale[i] }
                }
            }
            for i in 0..<count {
                let volatility = job.categories[i].volatility
                stock[i] = max(next[i], 0) * exp(volatility * generator.normal() - volatility * volatility / 2)
                values[i * years + year][path] = stock[i]
            }
            for (s, parts) in job.sums.enumerated() {
                var sum = 0.0
                for part in parts { sum += stock[part] }
                values[(count + s) * years + year][path] = sum
            }
        }
    }
    return values
}

/// Quantiles of type 7 of sorted values.
func quantiles(ofSorted values: [Double]) -> [Double] {
    levels.map { level in
        let place = level * Double(values.count - 1), below = Int(place)
        let above = min(below + 1, values.count - 1)
        return values[below] + (place - Double(below)) * (values[above] - values[below])
    }
}

func work(_ job: Job, paths: Int) -> Result {
    var values = simulate(job, paths: paths)
    var result = Result()
    for target in job.targets {
        let reached = values[target.series * job.years + target.year - 1].count { $0 >= target.atLeast }
        result.probabilities.append(Double(reached) / Double(paths))
    }
    for series in job.series.indices {
        let start = job.start(of: series)
        var means = [start], sds = [0.0], found = [[Double](repeating: start, count: levels.count)]
        for row in series * job.years..<(series + 1) * job.years {
            let mean = values[row].reduce(0, +) / Double(paths)
            let squares = values[row].reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            means.append(mean)
            sds.append((squares / Double(paths - 1)).squareRoot())
            values[row].sort()
            found.append(quantiles(ofSorted: values[row]))
        }
        result.mean.append(means)
        result.sd.append(sds)
        result.quantiles.append(found)
    }
    return result
}

@main
enum Program {
    static func main() { run("scalar Swift, textbook generators", prepare: { $0 }, work: work) }
}
