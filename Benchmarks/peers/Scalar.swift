// A reference job as careful scalar Swift: unsafe pointers, no vector types, no packages.
//
//     swiftc -O -wmo -parse-as-library -Xcc -march=native Reference.swift Scalar.swift -o scalar-swift
//     python3 jobs.py JOB.yaml JOB.txt && ./scalar-swift JOB.txt --paths N --repeat K
//
// The same methods as scalar.cpp: xoshiro256++ (Blackman and Vigna), the ziggurat of 256 layers (Marsaglia and Tsang, in
// Doornik's form), quantile tables for PERT and beta, exact quantiles by a histogram and a sort of the few cells that matter.

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

let block = 64
let noiseDegree = 7

typealias Reals = UnsafeMutablePointer<Double>

func reals(_ count: Int) -> Reals {
    let memory = Reals.allocate(capacity: max(count, 1))
    memory.initialize(repeating: 0, count: max(count, 1))
    return memory
}

func reals(_ values: [Double]) -> Reals {
    let memory = reals(values.count)
    for (place, value) in values.enumerated() { memory[place] = value }
    return memory
}

// MARK: The job

/// What is made of the job once, as compiled code is; and memory that lasts from run to run.
final class Prepared {
    let job: Job
    let mix: Reals, inward: Reals
    let noise: Reals  // [category][power]: exp(s z - s^2 / 2) by powers of z
    let tables: [Reals]  // training (degree 7), leavers, attrition (degree 5): [category][piece][power]
    private var memory = reals(1), have = 1

    init(_ job: Job) {
        self.job = job
        mix = reals(job.mix)
        inward = reals(job.inward)
        noise = reals(job.count * (noiseDegree + 1))
        for (i, category) in job.categories.enumerated() {
            guard category.volatility <= 0.03 else { fail("a volatility above 0.03 needs a longer series") }
            var factor = exp(-category.volatility * category.volatility / 2)
            for power in 0...noiseDegree {
                noise[i * (noiseDegree + 1) + power] = factor
                factor *= category.volatility / Double(power + 1)
            }
        }
        tables = zip(job.degrees, job.tables).map { degree, given in
            let table = reals(given.count), powers = degree + 1
            for i in 0..<job.count {
                for power in 0..<powers {
                    for k in 0..<pieces {
                        table[(i * pieces + k) * powers + power] = given[(i * powers + power) * pieces + k]
                    }
                }
            }
            return table
        }
    }

    /// The values of all paths; the same memory in every run.
    func values(_ need: Int) -> Reals {
        if need > have {
            memory.deallocate()
            memory = .allocate(capacity: need)
            have = need
        }
        return memory
    }
}

// MARK: Random scores

struct Generator {
    var bits: Xoshiro
    let edge: Reals, ratio: Reals

    init(seed: UInt64) {
        bits = Xoshiro(seed: seed)
        edge = reals(257)
        ratio = reals(256)
        let r = 3.6541528853610088, area = 0.00492867323399
        var f = exp(-r * r / 2)
        edge[0] = area / f
        edge[1] = r
        for k in 2..<256 {
            edge[k] = (-2 * log(area / edge[k - 1] + f)).squareRoot()
            f = exp(-edge[k] * edge[k] / 2)
        }
        for k in 0..<256 { ratio[k] = edge[k + 1] / edge[k] }
    }

    @inline(__always) mutating func normal() -> Double {
        let word = bits.next()
        let layer = Int(truncatingIfNeeded: word & 255)
        let u = Double(Int64(bitPattern: word) >> 11) * 0x1p-52  // -1 ..< 1
        if abs(u) < ratio[layer] { return u * edge[layer] }
        return rare(layer, u)
    }

    @inline(never) mutating func rare(_ layer: Int, _ u: Double) -> Double {
        var layer = layer, u = u
        while true {
            if abs(u) < ratio[layer] { return u * edge[layer] }
            if layer == 0 {
                while true {
                    let x = -log(bits.uniform()) / edge[1], y = -log(bits.uniform())
                    if 2 * y >= x * x { return u < 0 ? -edge[1] - x : edge[1] + x }
                }
            }
            let x = u * edge[layer]
            let low = exp(-0.5 * (edge[layer] * edge[layer] - x * x))
            let high = exp(-0.5 * (edge[layer + 1] * edge[layer + 1] - x * x))
            if high + bits.uniform() * (low - high) < 1 { return x }
            let word = bits.next()
            layer = Int(truncatingIfNeeded: word & 255)
            u = Double(Int64(bitPattern: word) >> 11) * 0x1p-52
        }
    }
}

@inline(__always) func quantile(degree: Int, _ table: Reals, _ z: Double, _ scale: Double) -> Double {
    let position = z * scale + Double(pieces / 2)
    let piece = min(max(Int32(position), 0), Int32(pieces - 1))
    let distance = position - Double(piece) - 0.5
    let c = table + Int(piece) &* (degree &+ 1)
    var value = c[degree]
    var power = degree &- 1
    while power >= 0 {
        value = value * distance + c[power]
        power &-= 1
    }
    return value
}

// MARK: Exact quantiles

struct Picker {
    var counts: UnsafeMutablePointer<UInt32> = .allocate(capacity: 16384)
    var marked: UnsafeMutablePointer<Bool> = .allocate(capacity: 16384)
    var places: UnsafeMutablePointer<UInt16>
    var kept: [Double] = []

    init(paths: Int) { places = .allocate(capacity: paths) }

    /// Quantiles of type 7 of x[0 ..< n] by a histogram; only the cells with the needed ranks are sorted.
    mutating func quantiles(_ x: Reals, _ n: Int, mean: Double, sd: Double) -> [Double] {
        var ranks: [Int] = []
        for level in levels {
            let place = Int(level * Double(n - 1))
            ranks += [place, min(place + 1, n - 1)]
        }
        // Five standard deviations on both sides; what is farther out falls into the last cells.
        var cells = 16
        while cells < 16384 && cells < n / 16 { cells *= 2 }
        let low = mean - 5 * sd, scale = sd > 0 ? Double(cells) / (10 * sd) : 0
        counts.initialize(repeating: 0, count: cells)
        marked.initialize(repeating: false, count: cells)
        kept.removeAll(keepingCapacity: true)
        let top = Double(cells) - 0.5
        for k in 0..<n {
            let place = UInt16(truncatingIfNeeded: Int32(min(max((x[k] - low) * scale, 0), top)))
            places[k] = place
            counts[Int(place)] &+= 1
        }
        var local = [Int](repeating: 0, count: 14)
        var before = 0, dropped = 0, next = 0
        for cell in 0..<cells where next < 14 {
            let after = before + Int(counts[cell])
            if ranks[next] < after {
                marked[cell] = true
                while next < 14 && ranks[next] < after {
                    local[next] = ranks[next] - dropped
                    next += 1
                }
            } else {
                dropped += Int(counts[cell])
            }
            before = after
        }
        for k in 0..<n where marked[Int(places[k])] { kept.append(x[k]) }
        kept.sort()
        return levels.indices.map { level in
            let part = levels[level] * Double(n - 1) - Double(ranks[2 * level])
            let a = kept[local[2 * level]], b = kept[local[2 * level + 1]]
            return a + part * (b - a)
        }
    }
}

// MARK: The simulation

/// Fills values [series][year after the baseline][path].
func simulate(_ prepared: Prepared, paths: Int, into values: Reals) {
    let job = prepared.job
    var generator = Generator(seed: 1)
    let count = job.count, years = job.years
    let scale = job.scale
    let keep = reals(count * block), entrants = reals(count * block), exits = reals(count * block)
    let stock = reals(count * block), then = reals(count * block), scores = reals(count), sum = reals(block)
    defer { for memory in [keep, entrants, exits, stock, then, scores, sum] { memory.deallocate() } }
    let training = prepared.tables[0], leavers = prepared.tables[1], attrition = prepared.tables[2]
    let mix = prepared.mix, inward = prepared.inward, noise = prepared.noise
    job.categories.withUnsafeBufferPointer { categories in
        var start = 0
        while start < paths {
            let size = min(block, paths - start)
            var over = false
            for p in 0..<block {
                for i in 0..<count { scores[i] = generator.normal() }
                for i in 0..<count {
                    let c = categories[i]
                    var z = scores[i]
                    if job.correlated {
                        z = 0
                        for j in 0...i { z += mix[i &* count &+ j] * scores[j] }
                    }
                    let trained = quantile(degree: 7, training + i &* pieces &* 8, generator.normal(), scale)
                    let arrived = c.arrivals + c.arrivalsSD * generator.normal()
                    let left = quantile(degree: 5, leavers + i &* pieces &* 6, generator.normal(), scale)
                    let retired = quantile(degree: 5, attrition + i &* pieces &* 6, generator.normal(), scale)
                    let out = left + retired + c.moved
                    if out > 1 { over = true }
                    let at = i &* block &+ p
                    keep[at] = 1 + c.growth + c.growthSD * z - min(out, 1)
                    entrants[at] = trained + arrived
                    exits[at] = out
                    stock[at] = c.stock
                }
            }
            for year in 0..<years {
                for k in 0..<count &* block { then[k] = stock[k] * keep[k] + entrants[k] }
                if job.connected {
                    if over { for k in 0..<count &* block { stock[k] /= max(exits[k], 1) } }
                    var j = 0
                    while j &+ 4 <= count {  // four rows at once: each stock is read once for all of them
                        let to = then + j &* block
                        for i in 0..<count {
                            let rate = inward + (j &* count &+ i), from = stock + i &* block
                            let a = rate[0], b = rate[count], c = rate[2 &* count], d = rate[3 &* count]
                            for p in 0..<block {
                                let x = from[p]
                                to[p] += a * x
                                to[block &+ p] += b * x
                                to[2 &* block &+ p] += c * x
                                to[3 &* block &+ p] += d * x
                            }
                        }
                        j &+= 4
                    }
                    while j < count {
                        for i in 0..<count {
                            let rate = inward[j &* count &+ i]
                            for p in 0..<block { then[j &* block &+ p] += rate * stock[i &* block &+ p] }
                        }
                        j &+= 1
                    }
                }
                for i in 0..<count {
                    let c = noise + i &* (noiseDegree + 1), at = i &* block
                    for p in 0..<block {
                        let z = generator.normal()
                        var factor = c[7] * z + c[6]
                        factor = factor * z + c[5]
                        factor = factor * z + c[4]
                        factor = factor * z + c[3]
                        factor = factor * z + c[2]
                        factor = factor * z + c[1]
                        factor = factor * z + c[0]
                        stock[at &+ p] = max(then[at &+ p], 0) * factor
                    }
                    (values + ((i * years + year) * paths + start)).update(from: stock + at, count: size)
                }
                for (s, parts) in job.sums.enumerated() {
                    sum.update(repeating: 0, count: block)
                    for part in parts { for p in 0..<block { sum[p] += stock[part &* block &+ p] } }
                    (values + (((count + s) * years + year) * paths + start)).update(from: sum, count: size)
                }
            }
            start += block
        }
    }
    generator.edge.deallocate()
    generator.ratio.deallocate()
}

func work(_ prepared: Prepared, paths: Int) -> Result {
    let job = prepared.job, values = prepared.values(job.series.count * job.years * paths)
    simulate(prepared, paths: paths, into: values)
    var result = Result()
    for target in job.targets {
        let row = values + (target.series * job.years + target.year - 1) * paths
        var reached = 0
        for k in 0..<paths where row[k] >= target.atLeast { reached &+= 1 }
        result.probabilities.append(Double(reached) / Double(paths))
    }
    var picker = Picker(paths: paths)
    defer { picker.places.deallocate(); picker.counts.deallocate(); picker.marked.deallocate() }
    let n = Double(paths)
    for series in job.series.indices {
        let first = job.start(of: series)
        var means = [first], sds = [0.0], quantiles = [[Double](repeating: first, count: 7)]
        for year in 0..<job.years {
            let row = values + (series * job.years + year) * paths
            // Four sums, so that additions need not wait for one another.
            var s0 = 0.0, s1 = 0.0, s2 = 0.0, s3 = 0.0, q0 = 0.0, q1 = 0.0, q2 = 0.0, q3 = 0.0
            var k = 0
            while k &+ 4 <= paths {
                let d0 = row[k] - first, d1 = row[k &+ 1] - first, d2 = row[k &+ 2] - first, d3 = row[k &+ 3] - first
                s0 += d0; s1 += d1; s2 += d2; s3 += d3
                q0 += d0 * d0; q1 += d1 * d1; q2 += d2 * d2; q3 += d3 * d3
                k &+= 4
            }
            while k < paths { let d = row[k] - first; s0 += d; q0 += d * d; k &+= 1 }
            let sum = s0 + s1 + s2 + s3, squares = q0 + q1 + q2 + q3
            means.append(first + sum / n)
            sds.append(max(0, (squares - sum * sum / n) / (n - 1)).squareRoot())
            quantiles.append(picker.quantiles(row, paths, mean: means.last!, sd: sds.last!))
        }
        result.mean.append(means)
        result.sd.append(sds)
        result.quantiles.append(quantiles)
    }
    return result
}

@main
enum Program {
    static func main() { run("scalar Swift, our tables", prepare: Prepared.init, work: work) }
}
