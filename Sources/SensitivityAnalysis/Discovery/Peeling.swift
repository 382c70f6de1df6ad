/// How boxes are sought.
public struct PrimOptions: Sendable, Equatable {
  /// The share of a box's rows that is cut off at a time: patience.
  public var peel = 0.05
  /// The share of its rows by which a box is widened at a time.
  public var paste = 0.05
  /// The least share of all rows a box holds; where cases are rare, half as many rows as there are cases, but no fewer
  /// than twenty.
  public var leastMass = 0.05
  /// The density the chosen box should have; where none has it, the densest is chosen. nil for the best compromise. Where
  /// that is hardly more than the share of cases among all rows, a greater one is sought (`PrimAnalysis.soughtDensity`).
  public var density: Double? = 0.9
  /// Restrictions whose quasi-p-value is above this are taken off; nil to keep all.
  public var significance: Double? = 0.05
  /// At most so many boxes, each on the cases that earlier ones leave.
  public var boxes = 1
  /// On how many random halves the reproducibility is tested.
  public var resamples = 10
  public var seed: UInt64 = 1

  public init() {}

  /// How many rows every box holds.
  func leastRows(of sample: CaseSample) -> Int {
    let usual = leastMass * Double(sample.count)
    let rare = min(usual, Double(sample.cases) / 2)
    return max(1, Int(max(rare, min(20, usual)).rounded(.up)))
  }

  /// The density asked for; halfway between the share of cases and 1 where it is above that share by less than a quarter
  /// of the way to 1: a box that is all rows, or nearly so, tells nothing.
  func soughtDensity(in sample: CaseSample) -> Double? {
    let base = sample.baseRate
    return density.map { $0 < base + (1 - base) / 4 ? (1 + base) / 2 : $0 }
  }
}

/// A box that is being cut: its rows, sorted by every input.
struct PeelingBox {
  let sample: CaseSample
  private(set) var box: Box
  private(set) var rows: [Int]
  private(set) var cases: Int
  /// The rows in ascending order of each input.
  private var orders: [[Int]]

  /// - Parameter orders: the rows in ascending order of each input.
  init(_ sample: CaseSample, orders: [[Int]]) {
    self.sample = sample
    self.orders = orders
    rows = orders.first ?? []
    box = Box(dimensions: sample.inputs.columns)
    cases = sample.cases(among: rows)
  }

  var scored: ScoredBox { sample.score(box, rows: rows.count, cases: cases) }

  /// One end of one input that could be cut off.
  private struct Cut {
    let input: Int
    let side: Box.Side
    let bound: Double
    /// How much the density rises for every row that goes.
    let gain: Double
  }

  /// Cuts off the end whose loss raises the density most for each row lost; false where nothing may be cut.
  ///
  /// With equal values an end can be larger than the share asked for; dividing by its size keeps the comparison fair
  /// (Kwakkel and Jaxa-Rozen, Environmental Modelling & Software 79 (2016) 311–321).
  mutating func peel(share: Double, leastRows: Int) -> Bool {
    let cuts = orders.indices.flatMap { input in
      Box.Side.allCases.compactMap { cut(input, $0, wanted: max(1, Int(share * Double(rows.count))), leastRows) }
    }
    guard let first = cuts.first else { return false }
    let best = cuts.dropFirst().reduce(first) { $1.gain > $0.gain ? $1 : $0 }
    box = box.with(best.side, of: best.input, best.bound)
    let limits = box.limits[best.input]
    let inputs = sample.inputs
    rows = rows.filter { limits.contains(inputs[$0, best.input]) }
    orders = orders.map { order in order.filter { limits.contains(inputs[$0, best.input]) } }
    cases = sample.cases(among: rows)
    return true
  }

  private func cut(_ input: Int, _ side: Box.Side, wanted: Int, _ leastRows: Int) -> Cut? {
    let order = side == .lower ? orders[input] : orders[input].reversed()
    func value(_ place: Int) -> Double { sample.inputs[order[place], input] }
    var removed = min(wanted, order.count - 1)
    // Equal values go together.
    while removed > 0 && removed < order.count && value(removed) == value(removed - 1) { removed += 1 }
    guard removed > 0, order.count - removed >= leastRows else { return nil }
    let left = cases - sample.cases(among: Array(order[..<removed]))
    let rise = Double(left) / Double(order.count - removed) - Double(cases) / Double(order.count)
    return Cut(
      input: input, side: side, bound: border(value(removed - 1), value(removed)), gain: rise / Double(removed))
  }
}

/// A number between two, such that the second lies on its side of it even where the two are neighbours.
func border(_ outside: Double, _ inside: Double) -> Double {
  let middle = outside + (inside - outside) / 2
  return middle == outside ? inside : middle
}

/// The boxes from the whole sample to the smallest, each cut out of the one before.
///
/// Friedman and Fisher, "Bump hunting in high-dimensional data", Statistics and Computing 9 (1999) 123–143: top-down peeling.
/// O(d·n/peel).
/// - Parameters:
///   - orders: the rows in ascending order of each input.
///   - leastRows: how many rows every box holds.
func peelingTrajectory(
  _ sample: CaseSample, orders: [[Int]], leastRows: Int, _ options: PrimOptions
) -> [ScoredBox] {
  var box = PeelingBox(sample, orders: orders)
  var trajectory = [box.scored]
  while box.cases < box.rows.count, box.cases > 0, box.peel(share: options.peel, leastRows: leastRows) {
    trajectory.append(box.scored)
  }
  return trajectory
}
