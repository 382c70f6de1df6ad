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
  private let base: SobolDesign

  public init(dimensions: Int, basePoints: Int, groups: [[Int]]? = nil, secondOrder: Bool = false, seed: UInt64) {
    self.dimensions = dimensions
    self.basePoints = basePoints
    self.groups = groups ?? (0..<dimensions).map { [$0] }
    self.secondOrder = secondOrder
    base = SobolDesign(dimensions: 2 * dimensions, count: basePoints, seed: seed)
    let inside = self.groups.joined().allSatisfy { (0..<dimensions).contains($0) }
    precondition(inside, "a group names inputs of the function")
  }

  /// How many rows belong to one base point.
  public var rowsPerBasePoint: Int { (secondOrder ? 2 : 1) * groups.count + 2 }
  public var count: Int { basePoints * rowsPerBasePoint }

  public func points(_ range: Range<Int>) -> Sample {
    var sample = Sample(columns: dimensions, count: range.count)
    guard let last = range.last else { return sample }
    let rows = rowsPerBasePoint
    let bases = range.lowerBound / rows..<last / rows + 1
    let pairs = base.points(bases)
    for index in range {
      let point = point(index % rows, of: pairs.row(index / rows - bases.lowerBound))
      for (input, value) in point.enumerated() { sample[index - range.lowerBound, input] = value }
    }
    return sample
  }

  /// One of the rows of a base point, whose first half is A and whose second is B.
  private func point(_ row: Int, of base: ArraySlice<Double>) -> [Double] {
    let a = base.prefix(dimensions)
    let b = base.suffix(dimensions)
    let mixed = row - 2
    // B itself and B with a group from A start from B.
    let startsFromB = row == 1 || mixed >= groups.count
    var point = Array(startsFromB ? b : a)
    guard mixed >= 0 else { return point }
    let other = startsFromB ? a : b
    for input in groups[mixed % groups.count] { point[input] = other[other.startIndex + input] }
    return point
  }
}
