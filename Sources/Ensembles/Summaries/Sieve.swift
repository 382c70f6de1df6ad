import Randomness

/// What is done with the values of one output while they pass.
struct Sieve: Sendable {
  enum Work: Sendable {
    /// Nothing is known yet: every value is kept.
    case keepingAll
    /// Values are counted bin by bin, none is kept.
    case counting
    /// Values in some brackets of bins are kept, those below each bracket counted.
    case bracketing
  }

  let work: Work
  let bins: ValueBins
  /// Bins whose values are kept.
  let wanted: BinSet
  /// The runs of wanted bins.
  let brackets: Brackets
  /// The only value seen so far, where there is but one: equal ones are counted without a look at their bin.
  let soleValue: Double?

  static let everything = Sieve(keepingAll: ())

  private init(keepingAll: Void) {
    work = .keepingAll
    bins = ValueBins(from: 0, to: 0, count: 4)
    wanted = BinSet()
    brackets = Brackets(BinSet())
    soleValue = nil
  }

  /// Counts values bin by bin.
  init(counting bins: ValueBins, soleValue: Double?) {
    work = .counting
    self.bins = bins
    wanted = BinSet()
    brackets = Brackets(BinSet())
    self.soleValue = soleValue
  }

  /// Keeps the values of the wanted bins; of some more, where there would be too many brackets.
  init(keeping wanted: BinSet, of bins: ValueBins, soleValue: Double?) {
    work = .bracketing
    self.bins = bins
    brackets = Brackets(wanted)
    self.wanted = brackets.bins
    self.soleValue = soleValue
  }
}

/// A set of at most 1,024 bins.
struct BinSet: Sendable {
  static let capacity = 1024
  /// Bin b is bit b mod 64 of word b / 64.
  private(set) var words = InlineArray<16, UInt64>(repeating: 0)

  init() {}

  init(_ range: Range<Int>) {
    for bin in range { insert(bin) }
  }

  @inline(__always)
  func contains(_ bin: Int) -> Bool { words[bin >> 6] >> UInt64(bin & 63) & 1 == 1 }

  mutating func insert(_ bin: Int) { words[bin >> 6] |= 1 << UInt64(bin & 63) }

  var isEmpty: Bool { words.indices.allSatisfy { words[$0] == 0 } }

  static func == (first: BinSet, second: BinSet) -> Bool {
    first.words.indices.allSatisfy { first.words[$0] == second.words[$0] }
  }
}

/// Runs of neighbouring bins, ascending.
struct Brackets: Sendable {
  /// More would cost more than they save; the closest ones are joined.
  static let most = 16
  private(set) var count = 0
  /// The first bin of each.
  private(set) var edges = InlineArray<16, UInt64>(repeating: 0)
  private var last = InlineArray<16, Int>(repeating: 0)

  init(_ wanted: BinSet) {
    var runs: [ClosedRange<Int>] = []
    for bin in 0..<BinSet.capacity where wanted.contains(bin) {
      if let run = runs.last, run.upperBound + 1 == bin {
        runs[runs.count - 1] = run.lowerBound...bin
      } else {
        runs.append(bin...bin)
      }
    }
    while runs.count > Self.most { Self.joinClosest(&runs) }
    for (index, run) in runs.enumerated() { (edges[index], last[index]) = (UInt64(run.lowerBound), run.upperBound) }
    count = runs.count
  }

  private static func joinClosest(_ runs: inout [ClosedRange<Int>]) {
    let gaps = zip(runs, runs.dropFirst()).map { $1.lowerBound - $0.upperBound }
    guard let closest = gaps.indices.min(by: { gaps[$0] < gaps[$1] }) else { return }
    runs[closest] = runs[closest].lowerBound...runs[closest + 1].upperBound
    runs.remove(at: closest + 1)
  }

  subscript(index: Int) -> ClosedRange<Int> { Int(edges[index])...last[index] }

  var bins: BinSet {
    var set = BinSet()
    for index in 0..<count {
      for bin in self[index] { set.insert(bin) }
    }
    return set
  }
}
