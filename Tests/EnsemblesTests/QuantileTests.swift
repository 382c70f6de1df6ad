import Ensembles
import Randomness
import StockFlow
import Testing

/// Streams of values that a method for typical ones might get wrong.
enum Stream: CaseIterable {
  case normal, heavyTail, constant, twoClusters, mostlyZero, fewValues, withoutNumbers, drifting, huge, tiny, leftTail,
    infinite, nearlyEqual, fortyValues, outliers, far, hugeAndInfinite, tinyAndOutliers, mostlyInfinite

  func value(_ index: Int) -> Double {
    let u = (Double((index &* 2_654_435_761) & 0xFFFF_FFFF) + 0.5) * 0x1p-32
    let z = normalQuantile(u)
    switch self {
    case .normal: return 10 + 3 * z
    case .heavyTail: return exponential(3 * z)
    case .constant: return 0.1
    case .twoClusters: return index % 2 == 0 ? 1 + 1e-9 * z : 1e6 + z
    case .mostlyZero: return max(0, z - 0.3)
    case .fewValues: return (4 * u).rounded(.down)
    case .withoutNumbers: return index % 3 == 0 ? .nan : z
    case .drifting: return z + Double(index) / 20_000
    case .huge: return 1e300 * z
    case .tiny: return 1e-300 * z
    case .leftTail: return -exponential(3 * z)
    case .infinite: return index % 50 == 0 ? .infinity : index % 50 == 1 ? -.infinity : z
    case .fortyValues: return (40 * u).rounded(.down)
    case .outliers: return index % 997 == 5 ? (index % 2 == 0 ? 1e200 : -1e12) : z
    case .hugeAndInfinite: return index % 50 == 0 ? .infinity : index % 50 == 1 ? -.infinity : 1e300 * z
    case .tinyAndOutliers: return index % 100 == 7 ? 1e-163 : 1e-180 * z
    case .mostlyInfinite: return index % 50 == 0 ? z : .infinity
    case .far: return 1e14 + 8 * z
    case .nearlyEqual: return 1 + 0x1p-52 * (8 * u).rounded(.down)
    }
  }
}

struct QuantileTests {
  static let levels = [0, 0.001, 0.05, 0.25, 0.5, 0.9, 0.975, 1]

  func exact(_ values: [Double], _ level: Double) -> Double? {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty else { return nil }
    let position = level * Double(sorted.count - 1)
    let rank = min(Int(position), sorted.count - 1)
    let (lower, upper) = (sorted[rank], sorted[min(rank + 1, sorted.count - 1)])
    let value = lower == upper ? lower : lower + (position - Double(rank)) * (upper - lower)
    return value.isFinite ? value : nil
  }

  /// Both without a value, or equal but for the last bit, which the interpolation may round differently.
  func isSame(_ found: Double??, _ expected: Double?) -> Bool {
    guard let found, let expected else { return found == .some(nil) && expected == nil }
    return found.map { abs($0 - expected) <= 1e-15 * abs(expected) } ?? false
  }

  @Test(arguments: Stream.allCases, [1, 63, 1024, 1025, 4095, 4097, 20_000, 150_000])
  func `exact quantiles are those of the sorted values, or are left to a second run`(stream: Stream, count: Int) {
    let values = (0..<count).map(stream.value)
    for threads in [1, 3] {
      let found = sampleQuantiles(values, levels: Self.levels, threads: threads)
      guard let found else {
        // Only a stream that moves away from its beginning may leave its brackets.
        #expect(stream == .drifting)
        continue
      }
      for (level, quantile) in zip(Self.levels, found) {
        let expected = exact(values, level)
        if let expected, let quantile {
          // The interpolation may round differently in the last bit.
          #expect(abs(quantile - expected) <= 1e-15 * abs(expected), "\(stream) \(count) \(level)")
        } else {
          #expect((quantile == nil) == (expected == nil))
        }
      }
    }
  }

  @Test(arguments: [Stream.normal, .heavyTail, .mostlyZero, .fewValues], [1, 3, 7, 8, 14, 15, 99, 112, 113])
  func `any number of levels is answered exactly`(stream: Stream, count: Int) throws {
    let values = (0..<70_000).map(stream.value)
    let levels = (0..<count).map { (Double($0) + 0.5) / Double(count) }
    let found = try #require(sampleQuantiles(values, levels: levels, threads: 2))
    for (level, quantile) in zip(levels, found) {
      let expected = exact(values, level)
      // The interpolation may round differently in the last bit.
      #expect(abs((quantile ?? .nan) - (expected ?? .nan)) <= 1e-15 * abs(expected ?? .nan), "\(stream) \(level)")
    }
    #expect(found.count == count)
  }

  @Test(arguments: [Stream.normal, .heavyTail, .mostlyZero, .twoClusters], [20_000, 150_000])
  func `thousands of levels, neighbouring and equal ones, are exact`(stream: Stream, count: Int) throws {
    let values = (0..<count).map(stream.value)
    let sorted = values.sorted()
    let levels = (0...3000).map { Double($0) / 3000 } + (0..<500).map { 0.5 + Double($0) * 1e-6 } + [0.25, 0.25]
    let found = try #require(sampleQuantiles(values, levels: levels, threads: 2))
    for (level, quantile) in zip(levels, found) {
      let position = level * Double(count - 1)
      let rank = min(Int(position), count - 1)
      let (lower, upper) = (sorted[rank], sorted[min(rank + 1, count - 1)])
      let expected = lower == upper ? lower : lower + (position - Double(rank)) * (upper - lower)
      // The interpolation may round differently in the last bit.
      #expect(abs((quantile ?? .nan) - expected) <= 1e-15 * abs(expected), "\(stream) \(level)")
    }
  }

  @Test func `even levels of a million values need no second run`() throws {
    let values = (0..<1_000_000).map(Stream.normal.value)
    let sorted = values.sorted()
    let levels = (1..<20).map { Double($0) / 20 }
    let found = try #require(sampleQuantiles(values, levels: levels, threads: 2))
    for (level, quantile) in zip(levels, found) {
      let position = level * Double(values.count - 1)
      let (lower, upper) = (sorted[Int(position)], sorted[Int(position) + 1])
      // The interpolation may round differently in the last bit.
      #expect(abs((quantile ?? .nan) - (lower + (position - position.rounded(.down)) * (upper - lower))) <= 1e-14)
    }
  }

  @Test(arguments: 1...17, [1, 2, 40])
  func `a few values, finite or not, have their quantiles on any number of threads`(count: Int, threads: Int) {
    let finite = (0..<count).map { Double(($0 * 7) % 5) }
    let infinite = (0..<count).map { $0 % 2 == 0 ? Double.infinity : -.infinity }
    let mixed: [Double] = (0..<count).map { index in [.nan, -.infinity, Double(index)][index % 3] }
    for values in [finite, infinite, mixed] {
      let levels = [0, 0.3, 0.5, 1]
      let found = sampleQuantiles(values, levels: levels, threads: threads)
      for (index, level) in levels.enumerated() { #expect(isSame(found?[index], exact(values, level)), "\(values)") }
    }
  }

  @Test func `brackets reach further the more quantiles there are`() {
    let reaches = [0, 1, 147, 10_000, 10_000_000_000].map { ExactQuantiles.usualReach(quantiles: $0) }
    #expect(zip(reaches, reaches.dropFirst()).allSatisfy { $0 <= $1 })
    // 1e-3/5/2 = 1e-4 is reached at 3.72, below the least one; with 10,000 quantiles 1e-8 at 5.612 (scipy.stats.norm.isf).
    #expect(reaches.first == 4.5 && abs(reaches[3] - 5.612) < 0.001 && reaches[4].isFinite)
  }

  @Test(arguments: [QuantilePrecision.exact, .histogram], [0, 1, 2, 3, 9, 200])
  func `waves follow each other to the end, the first of two or six blocks for brackets and of one for bins`(
    precision: QuantilePrecision, blocks: Int
  ) {
    for (first, most) in [(0, 16), (min(9, blocks), 16), (min(1, blocks), 16), (0, 256), (min(1, blocks), 256)] {
      let waves = Array(Waves(from: first, to: blocks, for: precision, most: most))
      #expect(waves.flatMap { $0 } == Array(first..<blocks))
      #expect(waves.allSatisfy { $0.count <= most && !$0.isEmpty })
      let expected = precision == .histogram ? 1 : most == 16 ? 6 : 2
      if first == 0, blocks > 0 { #expect(waves[0].count == min(expected, blocks)) }
    }
  }

  @Test(arguments: 2...40)
  func `few values have the quantiles of their order`(count: Int) {
    let values = (0..<count).map { Double(($0 * 7) % count) }
    let levels = [0.25, 0.5, 0.8]
    for level in levels {
      #expect(isSame(sampleQuantiles(values, levels: [level], threads: 1)?.first, exact(values, level)), "\(level)")
    }
    // Some are not finite.
    let mixed = values.map { $0 < 4 ? $0 : .infinity }
    for level in [0.0, 0.05] {
      #expect(isSame(sampleQuantiles(mixed, levels: [level], threads: 1)?.first, exact(mixed, level)), "\(level)")
    }
  }

  @Test(arguments: [[0.9, 0.1], [0.5, 0.1, 0.9], [0.5, 0.5], [1, 0]], [1000, 2000, 50_000])
  func `levels come in any order`(levels: [Double], count: Int) {
    let values = (0..<count).map(Stream.normal.value)
    let expected = levels.map { exact(values, $0) }
    for (quantile, expected) in zip(sampleQuantiles(values, levels: levels, threads: 2) ?? [], expected) {
      #expect(isSame(quantile, expected))
    }
    #expect(sampleQuantiles(values, levels: levels, threads: 2)?.count == levels.count)
  }

  @Test func `no levels want no quantiles`() {
    #expect(sampleQuantiles((0..<20_000).map(Stream.normal.value), levels: [], threads: 2) == [])
  }

  @Test func `bins give quantiles within a few thousandths of the spread`() throws {
    for stream in [Stream.normal, .mostlyZero, .withoutNumbers] {
      let values = (0..<150_000).map(stream.value)
      let found = try #require(sampleQuantiles(values, levels: [0.05, 0.5, 0.95], threads: 2, precision: .histogram))
      for (level, quantile) in zip([0.05, 0.5, 0.95], found) {
        let expected = try #require(exact(values, level))
        let spread = stream == .normal ? 3.0 : 1
        // Twice the range of 1,024 values, about 13 standard deviations, in 4,096 bins.
        #expect(abs(try #require(quantile) - expected) < 0.0035 * spread, "\(stream) \(level)")
      }
    }
  }

  @Test func `bins about 0 give no negative quantile of what is not negative`() throws {
    // A few values far away make the bins wide: 60 to a bin of which most lie near 0.
    let values = (0..<50_000).map { $0 % 1000 == 7 ? 1e5 : abs(Stream.normal.value($0)) }
    let levels = [0.01, 0.1, 0.5, 0.9]
    let found = try #require(sampleQuantiles(values, levels: levels, threads: 2, precision: .histogram))
    for quantile in found { #expect(try #require(quantile) >= 0) }
    // Where some values are negative their bin may say so.
    let lower = values.map { $0 - 1 }
    let negative = try #require(sampleQuantiles(lower, levels: [0.01], threads: 2, precision: .histogram))
    #expect(try #require(negative[0]) < 0)
  }

  @Test(arguments: [33_500, 131_900, 10_000], [QuantilePrecision.histogram, .exact])
  func `threads that sit out a wave are not counted again`(paths: Int, precision: QuantilePrecision) throws {
    // 33 and 129 blocks: the last wave is a single one, for which one thread is enough.
    func quantiles(_ threads: Int) throws -> [[Double?]] {
      var options = options(paths, threads: threads)
      options.quantiles = precision
      return try simulated(mixedScenario(), options).series.flatMap { $0.years.map(\.quantiles) }
    }
    let expected = try quantiles(1)
    for threads in [2, 3, 8] { #expect(try quantiles(threads) == expected, "\(threads) threads") }
  }

  @Test func `bins give shared values exactly`() throws {
    for (stream, level, expected) in [(Stream.constant, 0.5, 0.1), (.mostlyZero, 0.25, 0), (.fewValues, 0.6, 2)] {
      let values = (0..<5000).map(stream.value)
      let found = try #require(sampleQuantiles(values, levels: [level], threads: 2, precision: .histogram))
      #expect(found == [expected])
    }
    #expect(
      sampleQuantiles([Double](repeating: 0, count: 3000), levels: [0, 1], threads: 1, precision: .histogram) == [0, 0])
  }

  @Test func `limits met under a wanted precision are counted once`() throws {
    var model = mixedScenario()
    model.categories.append(
      category("poor", stock: [2019: 1], [.inMigration: drawn(.normal(mean: -0.2, sd: 1))]))
    func warnings(_ size: EnsembleOptions.Size) throws -> [String] {
      var options = options(1)
      options.size = size
      return try reached(model, options).header.warnings.map { $0.message(.en) }
    }
    // The precision is reached with the first 10,000 paths.
    #expect(try warnings(.precision(0.3)) == warnings(.paths(10_000)))
  }

  @Test func `the histogram answers as the exact method does, but for the width of a bin`() throws {
    let mixed = mixedScenario()
    var options = options(50_000)
    let exact = try simulated(mixed, options)
    options.quantiles = .histogram
    let binned = try simulated(mixed, options)
    for (one, other) in zip(exact.series, binned.series) {
      for (year, (left, right)) in zip(one.years, other.years).enumerated() {
        #expect(left.mean == right.mean && left.standardDeviation == right.standardDeviation)
        for (a, b) in zip(left.quantiles, right.quantiles) {
          #expect((a == nil) == (b == nil), "\(one.id) \(year)")
          guard let a, let b, let sd = left.standardDeviation else { continue }
          #expect(abs(a - b) <= 0.004 * sd + 1e-8 * abs(a), "\(one.id) \(year)")
        }
      }
    }
  }
}
