// What the Swift peers share: the job as jobs.py writes it, xoshiro256++, the result as check.py reads it, the program.

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

let levels: [Double] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]
let pieces = 16

func fail(_ message: String) -> Never {
    fputs(message + "\n", stderr)
    exit(1)
}

// MARK: The job

/// Means and deviations of normals; training is offset + width * Beta(alpha, beta); leavers and attrition are betas.
struct Category {
    var stock = 0.0, growth = 0.0, growthSD = 0.0, offset = 0.0, width = 0.0, alpha = 0.0, beta = 0.0
    var arrivals = 0.0, arrivalsSD = 0.0, leaversAlpha = 0.0, leaversBeta = 0.0, attritionAlpha = 0.0, attritionBeta = 0.0
    var volatility = 0.0
    var moved = 0.0  // the share that transitions take away in a year
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
    var series: [String] = []  // categories, then sums
    var categories: [Category] = []
    var sums: [[Int]] = []
    var targets: [Target] = []
    var mix: [Double]  // [score][independent score], a lower triangle
    var inward: [Double]  // [to][from], rates a year
    // Tables of quantile functions for those who use them: training, leavers, attrition.
    var degrees: [Int] = []
    var tables: [[Double]] = []  // [category][power][piece]; distances from the middle, in pieces
    var scale = 0.0  // pieces a unit of the score

    init(path: String) {
        var file = Words(path: path)
        name = file.word()
        let first = file.whole()
        years = file.whole() - first
        count = file.whole()
        let sumCount = file.whole(), targetCount = file.whole()
        correlated = file.whole() == 1
        connected = file.whole() == 1
        for _ in 0..<count {
            series.append(file.word())
            let v = (0..<14).map { _ in file.real() }
            categories.append(
                Category(
                    stock: v[0], growth: v[1], growthSD: v[2], offset: v[3], width: v[4], alpha: v[5], beta: v[6],
                    arrivals: v[7], arrivalsSD: v[8], leaversAlpha: v[9], leaversBeta: v[10], attritionAlpha: v[11],
                    attritionBeta: v[12], volatility: v[13]))
        }
        for _ in 0..<sumCount {
            series.append(file.word())
            let size = file.whole()
            sums.append((0..<size).map { _ in file.whole() })
        }
        for _ in 0..<targetCount { targets.append(Target(series: file.whole(), year: file.whole(), atLeast: file.real())) }
        mix = (0..<count * count).map { _ in file.real() }
        inward = [Double](repeating: 0, count: count * count)
        for i in 0..<count {
            for j in 0..<count {
                inward[j * count + i] = file.real()
                categories[i].moved += inward[j * count + i]
            }
        }
        guard readTables(&file) else { fail("\(path): not a job file of this version") }
    }

    private mutating func readTables(_ file: inout Words) -> Bool {
        guard file.whole() == pieces else { return false }
        scale = Double(pieces) / (2 * file.real())
        degrees = [file.whole(), file.whole(), file.whole()]
        guard file.whole() == 7, degrees == [7, 5, 5] else { return false }
        for degree in degrees {
            var table: [Double] = []
            for _ in 0..<count {
                var unit = 1.0  // from distances in scores to distances in pieces
                for _ in 0...degree {
                    for _ in 0..<pieces { table.append(file.real() / unit) }
                    unit *= scale
                }
            }
            tables.append(table)
        }
        return true
    }

    func start(of series: Int) -> Double {
        series < count ? categories[series].stock : sums[series - count].reduce(0) { $0 + categories[$1].stock }
    }
}

/// The words and numbers of a file, one after the other.
private struct Words {
    private var words: IndexingIterator<[ArraySlice<UInt8>]>

    init(path: String) {
        guard let file = fopen(path, "r") else { fail("cannot read \(path)") }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let size = fread(&buffer, 1, buffer.count, file), size > 0 { text += buffer[..<size] }
        fclose(file)
        words = text.split(whereSeparator: { $0 == 32 || $0 == 10 }).makeIterator()
    }

    mutating func word() -> String { String(decoding: words.next() ?? [], as: UTF8.self) }
    mutating func real() -> Double { Double(word()) ?? .nan }
    mutating func whole() -> Int { Int(word()) ?? 0 }
}

// MARK: Random numbers

/// xoshiro256++ (Blackman and Vigna, ACM TOMS 47, 2021).
struct Xoshiro: RandomNumberGenerator {
    private var a: UInt64, b: UInt64, c: UInt64, d: UInt64

    init(seed: UInt64) {
        var seed = seed
        func split() -> UInt64 {  // SplitMix64
            seed &+= 0x9E37_79B9_7F4A_7C15
            var z = (seed ^ (seed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
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

    /// In the open interval (0, 1).
    @inline(__always) mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }
}

// MARK: The program

struct Result {
    var mean: [[Double]] = [], sd: [[Double]] = [], quantiles: [[[Double]]] = [], probabilities: [Double] = []
}

private func list(_ values: [String]) -> String { "[" + values.joined(separator: ", ") + "]" }
private func list(_ values: [Double]) -> String { list(values.map { "\($0)" }) }
private func table(_ names: [String], _ values: [String]) -> String {
    "{" + zip(names, values).map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
}

private func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// The program of a peer: PROGRAM JOB.txt [--paths N] [--repeat K]. `prepare` makes of a job what is not timed;
/// `work(prepared, paths)` is warmed up with few paths, then timed.
func run<Prepared>(_ peer: String, prepare: (Job) -> Prepared, work: (Prepared, Int) -> Result) {
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
    guard let path, paths > 1 else { fail("usage: PROGRAM JOB.txt [--paths N] [--repeat K]") }
    let job = Job(path: path), prepared = prepare(job)
    var result = work(prepared, min(paths, 20_000))
    var times: [Double] = []
    for _ in 0..<repeats {
        let start = seconds()
        result = work(prepared, paths)
        times.append(seconds() - start)
    }
    let parts = [
        "\"peer\": \"\(peer)\"", "\"job\": \"\(job.name)\"", "\"paths\": \(paths)", "\"threads\": 1",
        "\"seconds\": " + list(times),
        "\"mean\": " + table(job.series, result.mean.map { list($0) }),
        "\"sd\": " + table(job.series, result.sd.map { list($0) }),
        "\"quantiles\": " + table(job.series, result.quantiles.map { list($0.map { list($0) }) }),
        "\"probabilities\": " + table(job.targets.map { job.series[$0.series] }, result.probabilities.map { "\($0)" }),
    ]
    print("{" + parts.joined(separator: ", ") + "}")
}
