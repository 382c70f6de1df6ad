// A reference job as careful scalar Swift in one file: unsafe pointers, no vector types, no packages.
//
//     swiftc -O -wmo -parse-as-library -Xcc -march=native Scalar.swift -o scalar-swift
//     python3 jobs.py JOB.yaml JOB.txt && ./scalar-swift JOB.txt --paths N --repeat K
//
// The same methods as scalar.cpp: xoshiro256++ (Blackman and Vigna), the ziggurat of 256 layers (Marsaglia and Tsang, in
// Doornik's form), quantile tables for PERT and beta, exact quantiles by a histogram and a sort of the few cells that matter.

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

let levels: [Double] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]
let pieces = 16
let block = 64
let noiseDegree = 7

typealias Reals = UnsafeMutablePointer<Double>

func reals(_ count: Int) -> Reals {
    let memory = Reals.allocate(capacity: max(count, 1))
    memory.initialize(repeating: 0, count: max(count, 1))
    return memory
}

func fail(_ message: String) -> Never {
    fputs(message + "\n", stderr)
    exit(1)
}

// MARK: The job

struct Category {
    var stock = 0.0, growth = 0.0, growthSD = 0.0, arrivals = 0.0, arrivalsSD = 0.0, volatility = 0.0, moved = 0.0
}

struct Target {
    var series: Int, year: Int, atLeast: Double
}

struct Job {
    var name: String
    var years: Int
    var count: Int
    var correlated: Bool
    var connected: Bool
    var series: [String] = []
    var categories: [Category] = []
    var sums: [[Int]] = []
    var targets: [Target] = []
    var mix: Reals  // [to][from]
    var inward: Reals  // [to][from]
    var noise: Reals  // exp(s z - s^2 / 2) by powers of z, for each category
    var tables: [Reals] = []  // training (degree 7), leavers, attrition (degree 5): [category][piece][power]
    var reach = 0.0

    init(path: String) {
        guard let file = fopen(path, "r") else { fail("cannot read \(path)") }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let size = fread(&buffer, 1, buffer.count, file), size > 0 { text += buffer[..<size] }
        fclose(file)
        var words = text.split(whereSeparator: { $0 == 32 || $0 == 10 }).makeIterator()
        func word() -> String { String(decoding: words.next() ?? [], as: UTF8.self) }
        func real() -> Double { Double(word()) ?? .nan }
        func whole() -> Int { Int(word()) ?? 0 }

        name = word()
        let first = whole()
        years = whole() - first
        count = whole()
        let sumCount = whole(), targetCount = whole()
        correlated = whole() == 1
        connected = whole() == 1
        noise = reals(count * (noiseDegree + 1))
        for i in 0..<count {
            series.append(word())
            let v = (0..<14).map { _ in real() }  // stock; growth; training (four); arrivals; leavers; attrition; volatility
            guard v[13] <= 0.03 else { fail("a volatility above 0.03 needs a longer series") }
            categories.append(
                Category(stock: v[0], growth: v[1], growthSD: v[2], arrivals: v[7], arrivalsSD: v[8], volatility: v[13]))
            var factor = exp(-v[13] * v[13] / 2)
            for power in 0...noiseDegree {
                noise[i * (noiseDegree + 1) + power] = factor
                factor *= v[13] / Double(power + 1)
            }
        }
        for _ in 0..<sumCount {
            series.append(word())
            let size = whole()
            sums.append((0..<size).map { _ in whole() })
        }
        for _ in 0..<targetCount { targets.append(Target(series: whole(), year: whole(), atLeast: real())) }
        mix = reals(count * count)
        inward = reals(count * count)
        for k in 0..<count * count { mix[k] = real() }
        for i in 0..<count {
            for j in 0..<count {
                inward[j * count + i] = real()
                categories[i].moved += inward[j * count + i]
            }
        }
        guard whole() == pieces else { fail("\(path): not a job file of this version") }
        reach = real()
        let degrees = [whole(), whole(), whole()]
        guard whole() == 7, degrees == [7, 5, 5] else { fail("\(path): not a job file of this version") }
        let scale = Double(pieces) / (2 * reach)
        for degree in degrees {
            let table = reals(count * pieces * (degree + 1))
            for i in 0..<count {
                for power in 0...degree {
                    for k in 0..<pieces {
                        // From distances in scores to distances in pieces.
                        table[(i * pieces + k) * (degree + 1) + power] = real() / pow(scale, Double(power))
                    }
                }
            }
            tables.append(table)
        }
    }

    func first(of series: Int) -> Double {
        series < count ? categories[series].stock : sums[series - count].reduce(0) { $0 + categories[$1].stock }
    }
}

// MARK: Random scores

struct Generator {
    var a: UInt64 = 0, b: UInt64 = 0, c: UInt64 = 0, d: UInt64 = 0
    let edge: Reals, ratio: Reals

    init(seed: UInt64) {
        var seed = seed
        func split() -> UInt64 {  // SplitMix64
            seed &+= 0x9E37_79B9_7F4A_7C15
            var z = (seed ^ (seed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
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
        (a, b, c, d) = (split(), split(), split(), split())
    }

    @inline(__always) mutating func next() -> UInt64 {
        let sum = a &+ d
        let result = ((sum << 23) | (sum >> 41)) &+ a
        let t = b << 17
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= t
        d = (d << 45) | (d >> 19)
        return result
    }

    @inline(__always) mutating func normal() -> Double {
        let bits = next()
        let layer = Int(truncatingIfNeeded: bits & 255)
        let u = Double(Int64(bitPattern: bits) >> 11) * 0x1p-52  // -1 ..< 1
        if abs(u) < ratio[layer] { return u * edge[layer] }
        return rare(layer, u)
    }

    @inline(never) mutating func rare(_ layer: Int, _ u: Double) -> Double {
        func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }
        var layer = layer, u = u
        while true {
            if abs(u) < ratio[layer] { return u * edge[layer] }
            if layer == 0 {
                while true {
                    let x = -log(uniform()) / edge[1], y = -log(uniform())
                    if 2 * y >= x * x { return u < 0 ? -edge[1] - x : edge[1] + x }
                }
            }
            let x = u * edge[layer]
            let low = exp(-0.5 * (edge[layer] * edge[layer] - x * x))
            let high = exp(-0.5 * (edge[layer + 1] * edge[layer + 1] - x * x))
            if high + uniform() * (low - high) < 1 { return x }
            let bits = next()
            layer = Int(truncatingIfNeeded: bits & 255)
            u = Double(Int64(bitPattern: bits) >> 11) * 0x1p-52
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

struct Result {
    var mean: [[Double]] = [], sd: [[Double]] = [], quantiles: [[[Double]]] = [], probabilities: [Double] = []
}

/// Fills values [series][year after the baseline][path].
func simulate(_ job: Job, paths: Int, into values: Reals) {
    var generator = Generator(seed: 1)
    let count = job.count, years = job.years
    let scale = Double(pieces) / (2 * job.reach)
    let keep = reals(count * block), entrants = reals(count * block), exits = reals(count * block)
    let stock = reals(count * block), then = reals(count * block), scores = reals(count), sum = reals(block)
    defer { for memory in [keep, entrants, exits, stock, then, scores, sum] { memory.deallocate() } }
    let training = job.tables[0], leavers = job.tables[1], attrition = job.tables[2]
    let mix = job.mix, inward = job.inward
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
                    let c = job.noise + i &* (noiseDegree + 1), at = i &* block
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

/// The values of all paths; the same memory in every run.
final class Room {
    private var memory = reals(1), have = 1
    func values(_ need: Int) -> Reals {
        if need > have {
            memory.deallocate()
            memory = .allocate(capacity: need)
            have = need
        }
        return memory
    }
}

func work(_ job: Job, paths: Int, room: Room) -> Result {
    let values = room.values(job.series.count * job.years * paths)
    simulate(job, paths: paths, into: values)
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
        let first = job.first(of: series)
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

// MARK: The program

func list(_ values: [String]) -> String { "[" + values.joined(separator: ", ") + "]" }
func list(_ values: [Double]) -> String { list(values.map { "\($0)" }) }
func table(_ names: [String], _ values: [String]) -> String {
    "{" + zip(names, values).map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
}

func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

@main
enum Program {
    static func main() {
        var path: String?
        var paths = 1_000_000, repeats = 1
        var words = CommandLine.arguments.dropFirst().makeIterator()
        while let word = words.next() {
            switch word {
            case "--paths": paths = words.next().flatMap { Int($0) } ?? 0
            case "--repeat": repeats = words.next().flatMap { Int($0) } ?? 1
            case "--threads": _ = words.next()
            default: path = word
            }
        }
        guard let path, paths > 1 else { fail("usage: scalar-swift JOB.txt [--paths N] [--repeat K]") }
        let job = Job(path: path), room = Room()
        var result = work(job, paths: min(paths, 20_000), room: room)
        var times: [Double] = []
        for _ in 0..<repeats {
            let start = seconds()
            result = work(job, paths: paths, room: room)
            times.append(seconds() - start)
        }
        let parts = [
            "\"peer\": \"scalar Swift\"", "\"job\": \"\(job.name)\"", "\"paths\": \(paths)", "\"threads\": 1",
            "\"seconds\": " + list(times),
            "\"mean\": " + table(job.series, result.mean.map { list($0) }),
            "\"sd\": " + table(job.series, result.sd.map { list($0) }),
            "\"quantiles\": " + table(job.series, result.quantiles.map { list($0.map { list($0) }) }),
            "\"probabilities\": " + table(job.targets.map { job.series[$0.series] }, result.probabilities.map { "\($0)" }),
        ]
        print("{" + parts.joined(separator: ", ") + "}")
    }
}
