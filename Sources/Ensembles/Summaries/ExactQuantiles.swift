import Randomness

/// Exact quantiles of one output, mostly at no more levels than there may be brackets (`LevelGroups`), without keeping or
/// sorting all of its values.
///
/// The first paths show where the values lie. From then on a value is kept only where one of the wanted order statistics
/// can still be: in a bracket of `reach` standard deviations of a rank around every level; the others are counted. Of
/// all N paths n are known: the wanted rank lies √(p(1−p)n(1−n/N)) about its share of them (the hypergeometric
/// law). As n grows the brackets shrink and kept values are dropped; in the end the wanted ones are selected from the
/// few cells that hold them. Values that many paths share ("atoms") are counted instead of kept. Where a wanted rank falls
/// outside its bracket after all (in about one ensemble of a thousand at the usual reach), or too much would have to be kept,
/// `quantiles` says so by returning `nil`, and the caller computes the paths again with `OrderStatistics`: the answer is
/// exact either way.
///
/// - Complexity: O(n) with a small constant, O(levels · √n) memory, at most some 500,000 values.
package struct ExactQuantiles: Sendable {
  /// Ascending.
  let levels: [Double]
  private let reach: Double
  /// How many paths there will be, where that is known.
  private let paths: Int?
  private(set) var sieve = Sieve.keepingAll
  /// Values that are numbers so far.
  private(set) var count = 0
  private var brackets: Brackets?
  /// Values in every gap of the brackets.
  private var gaps = InlineArray<8, Int>(repeating: 0)
  private var atoms = Atoms()
  private var isAbandoned = false
  /// Values there were when the brackets were last narrowed.
  private var narrowedAt = 0

  /// More kept values than this are too many.
  static let mostKept = 1 << 19
  /// Fewer values than this are all kept.
  static let leastNarrowed = 2048

  /// How many standard deviations brackets of so many quantiles reach so that any is missed in about one ensemble of a
  /// thousand: what it costs to compute that one again is little against what wider brackets would cost all.
  package static func usualReach(quantiles: Int) -> Double {
    // Brackets are narrowed some five times. Not less than 4.5, because ranks at far levels are not quite normal.
    max(4.5, -normalQuantile(1e-3 / 5 / 2 / Double(max(1, quantiles))))
  }

  init(levels: [Double], reach: Double, paths: Int?) {
    self.levels = levels
    self.reach = reach
    self.paths = paths
  }

  /// Takes over what the threads have counted of the first `seen` paths, and sets the next sieve.
  mutating func add(_ shares: SharesOfColumn, seen: Int, with search: inout CellSearch) {
    takeCounts(of: shares)
    let isDue = Self.isDue(count, narrowedAt) && Self.isWorthwhile(seen: seen, of: paths)
    if !isAbandoned && (shares.keptCount > Self.mostKept || count > UInt32.max) { abandon(shares) }
    guard isDue, !isAbandoned else { return }
    narrow(shares, seen: seen, with: &search)
  }

  /// Whether there are about twice as many values; not exactly, because waves of blocks seldom are.
  private static func isDue(_ count: Int, _ narrowedAt: Int) -> Bool {
    count >= max(leastNarrowed, narrowedAt / 8 * 15)
  }

  /// Whether so many paths are still to come that narrower brackets save more than they cost.
  private static func isWorthwhile(seen: Int, of paths: Int?) -> Bool { paths.map { 2 * ($0 - seen) > seen } ?? true }

  private mutating func takeCounts(of shares: SharesOfColumn) {
    let sole = sieve.soleValue
    var (numbers, equal) = (0, 0)
    shares.forEach { share in
      numbers += share.numbers
      equal += share.soleCount
      addToGaps(share.takeGaps())
    }
    count += numbers + equal
    if let sole, equal > 0 { addAtom(sole, equal) }
    guard !atoms.values.isEmpty, numbers > 0 else { return }
    shares.forEach { share in share.kept.keep { !atoms.count($0) } }
  }

  private mutating func addToGaps(_ more: InlineArray<8, Int>) {
    for gap in more.indices { gaps[gap] += more[gap] }
  }

  /// Counts a shared value where it lies.
  private mutating func addAtom(_ value: Double, _ number: Int) {
    if let brackets, brackets.bracket(of: value) == nil {
      gaps[brackets.gap(of: value)] += number
    } else {
      atoms.add(number, of: value)
    }
  }

  /// Counts the kept values in cells; the first time their coding is set before, and shared values are looked for.
  private mutating func arrange(_ shares: SharesOfColumn, with search: inout CellSearch) {
    if let brackets { return search.arrange(shares, in: brackets, gaps: gaps, atoms: atoms) }
    let range = shares.usualRange(ofOneIn: max(1, count / 256))
    let everything = Brackets.everything(on: ValueCoding(from: range.lower, to: range.upper))
    replaceBrackets(by: everything)
    search.arrange(shares, in: everything, gaps: gaps, atoms: atoms)
    guard search.hasTies(shares) else { return }
    let sorted = shares.values.sorted()
    atoms = Atoms(sorted: sorted)
    shares.forEach { share in share.kept.keep { !atoms.count($0) } }
    sieve = .bracketing(everything, sole: sorted.first == sorted.last ? sorted.first : nil)
    search.arrange(shares, in: everything, gaps: gaps, atoms: atoms)
  }

  private mutating func abandon(_ shares: SharesOfColumn) {
    isAbandoned = true
    shares.forEach { $0.kept.removeAll() }
    replaceBrackets(by: Brackets([], on: ValueCoding(from: 0, to: 1)))
  }

  private mutating func replaceBrackets(by fresh: Brackets) {
    brackets = fresh
    gaps = InlineArray(repeating: 0)
    sieve = .bracketing(fresh, sole: sieve.soleValue)
  }

  /// How far from its share of `count` values the wanted rank of a level may lie.
  private static func spread(_ level: Double, _ reach: Double, _ count: Int, seen: Int, of paths: Int?) -> Double {
    let left = paths.map { 1 - Double(min(seen, $0)) / Double($0) } ?? 1
    return reach * (level * (1 - level) * Double(count) * left).squareRoot() + 4
  }

  /// The ranks `reach` standard deviations from that of a level.
  private func ranks(around level: Double, seen: Int) -> (lower: Int, middle: Int, upper: Int) {
    let spread = Self.spread(level, reach, count, seen: seen, of: paths)
    let middle = level * Double(count - 1)
    return (Int((middle - spread).rounded(.down)), Int(middle), Int((middle + spread).rounded(.up)))
  }

  /// The most values of so many paths that are usually kept at the same time, and no more than 65,536: beyond, memory is
  /// taken as it is needed.
  static func usuallyKept(levels: [Double], reach: Double, paths: Int, blocksPerWave: Int) -> Int {
    var (kept, most, seen, narrowedAt, share) = (0.0, 0.0, 0, 0, 1.0)
    let blocks = (paths + PathBlock.paths - 1) / PathBlock.paths
    for wave in Waves(from: 0, to: blocks, for: .exact, most: blocksPerWave) {
      let next = min(paths, wave.upperBound * PathBlock.paths)
      kept += Double(next - seen) * share
      most = max(most, kept)
      seen = next
      guard isDue(seen, narrowedAt), isWorthwhile(seen: seen, of: paths) else { continue }
      narrowedAt = seen
      let ranks = levels.reduce(0) { $0 + 2 * spread($1, reach, seen, seen: seen, of: paths) }
      // A tenth more, because brackets end where cells do.
      share = min(1, 1.1 * ranks / Double(seen))
      kept = min(kept, share * Double(seen))
    }
    return min(Int(1.05 * most), 1 << 16)
  }

  /// Wants only the brackets in which a level's rank may end, and drops the values outside them.
  private mutating func narrow(_ shares: SharesOfColumn, seen: Int, with search: inout CellSearch) {
    narrowedAt = count
    arrange(shares, with: &search)
    guard let old = brackets else { return }
    var wanted: [Brackets.Bracket] = []
    wanted.reserveCapacity(levels.count)
    // Values between ranks that are looked for, each counted once.
    var (inside, counted) = (0, 0)
    for level in levels {
      let ranks = ranks(around: level, seen: seen)
      guard let bracket = search.bracket(from: ranks.lower, to: ranks.upper, around: ranks.middle) else {
        return abandon(shares)
      }
      wanted.append(bracket)
      let end = min(ranks.upper, count)
      inside += max(0, end - max(ranks.lower, counted))
      counted = max(counted, end)
    }
    let fresh = Brackets(Self.joined(wanted, inside: old), on: old.coding, share: Double(inside) / Double(count))
    guard !fresh.hasSameEdges(as: old) else { return }
    move(from: old, to: fresh, shares, keeping: Double(inside) / Double(max(1, search.kept)))
  }

  /// Brackets that are apart, the closest ones inside the same old one joined where they are too many.
  private static func joined(_ wanted: [Brackets.Bracket], inside old: Brackets) -> [Brackets.Bracket] {
    var all: [Brackets.Bracket] = []
    all.reserveCapacity(wanted.count)
    for bracket in wanted.sorted(by: { $0.lower < $1.lower }) {
      if let last = all.last, bracket.lower <= last.upper {
        all[all.count - 1].upper = max(last.upper, bracket.upper)
      } else {
        all.append(bracket)
      }
    }
    while all.count > Brackets.most {
      // Between old brackets values were only counted.
      let neighbours = (0..<all.count - 1).filter { index in
        old.indices.contains { old[$0].lower <= all[index].lower && all[index + 1].upper <= old[$0].upper }
      }
      let closest = neighbours.min { all[$0 + 1].lower - all[$0].upper < all[$1 + 1].lower - all[$1].upper }
      guard let closest else { break }
      all[closest].upper = all[closest + 1].upper
      all.remove(at: closest + 1)
    }
    return all
  }

  /// Counts anew what lies outside narrower brackets.
  private mutating func move(from old: Brackets, to fresh: Brackets, _ shares: SharesOfColumn, keeping share: Double) {
    let counted = gaps
    replaceBrackets(by: fresh)
    for gap in 0...old.count { gaps[old.gap(below: gap, in: fresh)] += counted[gap] }
    shares.forEach { addToGaps($0.narrow(to: fresh, share: share)) }
    for (value, number) in atoms.takeCounts() { addAtom(value, number) }
  }

  /// One quantile per level, interpolated linearly between order statistics (type 7 of Hyndman and Fan 1996), each
  /// `nil` without values; `nil` altogether where a rank was not kept.
  mutating func quantiles(_ shares: SharesOfColumn, with search: inout CellSearch) -> [Double?]? {
    guard count > 0 else { return levels.map { _ in nil } }
    guard !isAbandoned else { return nil }
    arrange(shares, with: &search)
    var ranks: [Int] = []
    ranks.reserveCapacity(2 * levels.count)
    for level in levels {
      let pair = InterpolatedQuantiles.ranks(of: level, count: count)
      ranks.append(pair.lower)
      ranks.append(pair.upper)
    }
    ranks = ranks.sortedWithoutRepeats
    let values = search.values(at: ranks, shares, atoms: atoms)
    return InterpolatedQuantiles.quantiles(levels, count: count) { ranks.place(of: $0).flatMap { values[$0] } }
  }
}

extension SharesOfColumn {
  /// All kept values.
  fileprivate var values: [Double] {
    var values: [Double] = []
    forEach { share in
      for place in 0..<share.kept.count { values.append(share.kept[place]) }
    }
    return values
  }

  /// Two values between which most lie, from some of the kept ones: the medians of the least and of the greatest numbers of
  /// eight samples, which a few values far away do not move; where that leaves no range, the least and the greatest.
  fileprivate func usualRange(ofOneIn share: Int) -> (lower: Double, upper: Double) {
    var least = Lanes(repeating: .infinity)
    var greatest = Lanes(repeating: -.infinity)
    var count = 0
    // Eight side by side, and as many times eight on.
    forEach { count += $0.kept.widen(&least, &greatest, by: 8 * share) }
    let (lower, upper) = (least.sorted, greatest.sorted)
    // Two values a sample tell something.
    return count >= 16 && lower[3] < upper[4] ? (lower[3], upper[4]) : (lower[0], upper[7])
  }
}

extension Lanes {
  fileprivate var sorted: [Double] { indices.map { self[$0] }.sorted() }
}
