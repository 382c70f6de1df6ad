import Randomness

/// Exact quantiles of one output without keeping or sorting all of its values.
///
/// A first block of paths shows where the values lie and sets the bins. From then on every value is counted in its bin,
/// and kept where one of the wanted order statistics can still lie: within `reach` standard deviations, √(p(1−p)n), of
/// its rank. As n grows these brackets shrink and kept values are dropped; in the end the wanted ones are selected from
/// the few bins that hold them. Values that many paths share ("atoms") are counted instead of kept. Where a wanted rank falls outside its bracket after all (about once in 10⁶ quantiles at `reach` 5), or too much would have to be
/// kept, `quantiles` says so by returning `nil`, and the caller computes the paths again with `OrderStatistics`: the
/// answer is exact either way.
///
/// - Complexity: O(n) with a small constant, O(levels · (√n + n/bins)) memory, at most some 500,000 values.
struct ExactQuantiles: Sendable {
  let levels: [Double]
  private let reach: Double
  private let binCount: Int
  private(set) var sieve = Sieve.everything
  private(set) var count = 0
  /// Values per bin so far.
  private var counts: [Int] = []
  /// Values of the bins that are wanted now.
  private var kept: [Double] = []
  private var atoms: Atoms = Atoms()
  private var isAbandoned = false
  /// Values there were when the brackets were last narrowed.
  private var narrowedAt = 0

  /// More kept values than this are too many.
  static let mostKept = 1 << 19

  init(levels: [Double], reach: Double, binCount: Int) {
    self.levels = levels
    self.reach = reach
    self.binCount = binCount
  }

  /// Takes over what the threads have sifted with `sieve`, and sets the next one.
  mutating func add(_ parts: [SiftedValues]) {
    if counts.isEmpty {
      begin(with: parts.flatMap { Array($0.kept) })
    } else {
      for part in parts { add(part) }
    }
    if kept.count > Self.mostKept { abandon() }
    narrow()
  }

  /// What lies between two brackets is counted in the last bin before the upper one: no finer place is ever asked for.
  private mutating func add(_ part: SiftedValues) {
    countSole(part.soleCount)
    count += part.numbers
    let inBrackets = countKept(part.kept)
    var below = 0
    for bracket in 0..<sieve.brackets.count {
      let upTo = part.countBelow(bracket: bracket, of: sieve)
      if upTo > below { counts[sieve.brackets[bracket].lowerBound - 1] += upTo - below }
      below = upTo + inBrackets[bracket]
    }
    if part.numbers > below { counts[binCount - 1] += part.numbers - below }
    if !isAbandoned { atoms.countOut(part.kept, keeping: &kept) }
  }

  /// Counts kept values in their bins, and returns how many are in each bracket.
  private mutating func countKept(_ values: ArraySlice<Double>) -> [Int] {
    let before = (0..<sieve.brackets.count).map { counts[sieve.brackets[$0]].reduce(0, +) }
    for value in values { counts[sieve.bins.place(of: value)] += 1 }
    return (0..<sieve.brackets.count).map { counts[sieve.brackets[$0]].reduce(0, +) - before[$0] }
  }

  private mutating func countSole(_ number: Int) {
    guard number > 0, let sole = sieve.soleValue else { return }
    counts[sieve.bins.place(of: sole)] += number
    count += number
    atoms.add(number, of: sole)
  }

  /// Sets the bins after a first sample. Every fourth value shows well enough where they should lie.
  private mutating func begin(with values: [Double]) {
    guard !values.isEmpty, !levels.isEmpty else { return }
    let step = values.count >= PathBlock.paths ? 4 : 1
    let sorted = stride(from: 0, to: values.count, by: step).map { values[$0] }.sorted()
    count = sorted.count
    // Values that occur twice are rare where nothing is shared.
    let hasTies = zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
    atoms = hasTies ? Atoms(sorted: values.sorted()) : Atoms()
    let low = rank(of: levels.min() ?? 0, reach: -reach) ?? 0
    let high = rank(of: levels.max() ?? 1, reach: reach) ?? count - 1
    let bins = ValueBins(from: sorted[low], to: sorted[high], count: binCount)
    count = values.count
    counts = Array(repeating: 0, count: binCount)
    for value in values { counts[bins.place(of: value)] += 1 }
    atoms.countOut(values[...], keeping: &kept)
    let isSole = count >= PathBlock.paths / 2 && values.allSatisfy { $0 == values[0] }
    sieve = Sieve(keeping: BinSet(0..<binCount), of: bins, soleValue: isSole ? values[0] : nil)
  }

  private mutating func abandon() {
    isAbandoned = true
    kept = []
    sieve = Sieve(keeping: BinSet(), of: sieve.bins, soleValue: nil)
  }

  /// The rank `reach` standard deviations from that of a level; nil beyond the ends.
  private func rank(of level: Double, reach: Double) -> Int? {
    let spread = reach * (level * (1 - level) * Double(count)).squareRoot() + (reach < 0 ? -4 : 4)
    let rank = level * Double(count - 1) + spread
    return rank >= 0 && rank <= Double(count - 1) ? Int(rank) : nil
  }

  /// Wants only the bins in which a level's rank may end, and drops the values of the others.
  private mutating func narrow() {
    guard !isAbandoned, !counts.isEmpty, count >= 2 * narrowedAt else { return }
    narrowedAt = count
    let ranks = BinRanks(counts)
    var wanted = BinSet()
    for level in levels {
      let first = rank(of: level, reach: -reach).map { ranks.bin(of: $0) } ?? 0
      let last = rank(of: level, reach: reach).map { ranks.bin(of: $0) } ?? counts.count - 1
      for bin in first...last where sieve.wanted.contains(bin) { wanted.insert(bin) }
    }
    let narrower = Sieve(keeping: wanted, of: sieve.bins, soleValue: sieve.soleValue)
    guard !(narrower.wanted == sieve.wanted) else { return }
    sieve = narrower
    sieve.wanted.keepWanted(&kept, in: sieve.bins)
  }

  /// One quantile per level, interpolated linearly between order statistics (type 7 of Hyndman and Fan 1996), each
  /// `nil` without values; `nil` altogether where a rank was not kept.
  func quantiles() -> [Double?]? {
    guard count > 0 else { return levels.map { _ in nil } }
    guard !isAbandoned else { return nil }
    let ranks = levels.map { InterpolatedQuantiles.ranks(of: $0, count: count) }
    let statistics = orderStatistics(of: ranks.flatMap { [$0.lower, $0.upper] })
    return InterpolatedQuantiles.quantiles(levels, count: count) { statistics[$0] ?? nil }
  }

  /// The values of 0-based ranks; nil where a rank was not kept.
  private func orderStatistics(of ranks: [Int]) -> [Int: Double?] {
    let sums = BinRanks(counts)
    var contents = BinContents(Set(ranks.map { sums.bin(of: $0) }).filter { sieve.wanted.contains($0) }, of: sieve.bins)
    contents.add(kept)
    var found: [Int: Double?] = [:]
    for rank in Set(ranks).sorted() {
      let bin = sums.bin(of: rank)
      found[rank] = contents.value(at: rank - sums.below(bin), in: bin, with: atoms)
    }
    return found
  }
}
