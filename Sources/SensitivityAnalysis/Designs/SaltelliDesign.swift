/// The points behind variance-based indices: for every base point two independent points A and B, A with one group of
/// inputs from B, and for pairs also B with one group from A.
///
/// Rows come in the order A, B, A_B⁽¹⁾ … A_B⁽ᵍ⁾, then B_A⁽¹⁾ … B_A⁽ᵍ⁾, so that a base point's rows are neighbours.
/// Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics Communications 181 (2010)
/// 259–270; A and B are the two halves of a scrambled Sobol' point with twice as many dimensions.
public struct SaltelliDesign: Design {
  public let dimensions: Int
  public let basePoints: Int
  /// The inputs that change together; each alone where the caller names no groups.
  public let groups: [[Int]]
  public let secondOrder: Bool
  private let sequences: ReplicatedSobol

  public init(
    dimensions: Int, basePoints: Int, groups: [[Int]]? = nil, secondOrder: Bool = false, seed: UInt64
  ) {
    self.dimensions = dimensions
    self.basePoints = basePoints
    self.groups = groups ?? (0..<dimensions).map { [$0] }
    self.secondOrder = secondOrder
    sequences = ReplicatedSobol(dimensions: 2 * dimensions, seed: seed)
    let inside = self.groups.joined().allSatisfy { (0..<dimensions).contains($0) }
    precondition(inside, "a group names inputs of the function")
  }

  /// The same points and more.
  package func grown(to basePoints: Int) -> SaltelliDesign {
    SaltelliDesign(self, basePoints: basePoints)
  }

  private init(_ other: SaltelliDesign, basePoints: Int) {
    (dimensions, groups, secondOrder) = (other.dimensions, other.groups, other.secondOrder)
    sequences = other.sequences
    self.basePoints = basePoints
  }

  /// How many rows belong to one base point.
  public var rowsPerBasePoint: Int { (secondOrder ? 2 : 1) * groups.count + 2 }
  public var count: Int { basePoints * rowsPerBasePoint }

  public func points(_ range: Range<Int>) -> Sample {
    guard let last = range.last else { return Sample(columns: dimensions, count: 0) }
    let rows = rowsPerBasePoint
    var storage: [Double] = []
    storage.reserveCapacity(range.count * dimensions)
    var base = range.lowerBound / rows
    let pairs = sequences.points(base..<last / rows + 1, of: 0)
    for place in 0..<pairs.count {
      let part = range.clamped(to: base * rows..<(base + 1) * rows)
      for index in part { append(index - base * rows, of: pairs.row(place), to: &storage) }
      base += 1
    }
    return Sample(columns: dimensions, storage: storage)
  }

  /// One of the rows of a base point, whose first half is A and whose second is B.
  private func append(_ row: Int, of base: ArraySlice<Double>, to storage: inout [Double]) {
    let a = base.prefix(dimensions)
    let b = base.suffix(dimensions)
    let mixed = row - 2
    // B itself and B with a group from A start from B.
    let startsFromB = row == 1 || mixed >= groups.count
    let first = storage.count
    storage += startsFromB ? b : a
    guard mixed >= 0 else { return }
    let other = startsFromB ? a : b
    for input in groups[mixed % groups.count] { storage[first + input] = other[other.startIndex + input] }
  }
}
