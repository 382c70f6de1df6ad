public import LinearAlgebra

/// Rank correlations imposed on standard normal scores by a Gaussian copula.
///
/// Spearman's ρ of a pair becomes the correlation r = 2·sin(πρ/6) of its scores (Pearson 1907); pairs not named are 0.
/// A set of correlations that no joint distribution can have is replaced by the nearest one that can.
public struct CopulaFactor: Sendable {
  public struct Pair: Sendable, Equatable {
    public let first: Int
    public let second: Int
    public let spearman: Double

    public init(first: Int, second: Int, spearman: Double) {
      self.first = first
      self.second = second
      self.spearman = spearman
    }
  }

  /// The rows of L, lower triangular with rows of length 1; L·Lᵀ is the matrix of r.
  public let lower: [[Double]]
  /// The pair whose r had to be moved most; nil where nothing was replaced.
  public let largestChange: (first: Int, second: Int, wanted: Double, used: Double)?

  public init(size: Int, pairs: [Pair]) throws(LinearAlgebraError) {
    var wanted = Matrix(identity: size)
    for pair in pairs {
      guard pair.first != pair.second, (0..<size).contains(pair.first), (0..<size).contains(pair.second) else {
        throw .noSuchPair(first: pair.first, second: pair.second, size: size)
      }
      guard abs(pair.spearman) <= 1 else { throw .noSuchCorrelation(pair.spearman) }
      let r = scoreCorrelation(ofSpearman: pair.spearman)
      wanted[pair.first, pair.second] = r
      wanted[pair.second, pair.first] = r
    }
    do {
      lower = Self.rows(of: try lowerTriangularFactor(ofPositiveSemidefinite: wanted))
      largestChange = nil
    } catch {
      guard case .notPositiveDefinite = error else { throw error }
      let used = try nearestCorrelation(to: wanted)
      lower = Self.rows(of: try lowerTriangularFactor(ofPositiveSemidefinite: used))
      largestChange = Self.largestChange(from: wanted, to: used)
    }
  }

  private static func rows(of lower: Matrix) -> [[Double]] {
    (0..<lower.rows).map { row in (0...row).map { lower[row, $0] } }
  }

  private static func largestChange(
    from wanted: Matrix, to used: Matrix
  ) -> (first: Int, second: Int, wanted: Double, used: Double)? {
    let pairs = (0..<wanted.rows).flatMap { row in (0..<row).map { (first: $0, second: row) } }
    return pairs.max { left, right in
      abs(wanted[left.second, left.first] - used[left.second, left.first])
        < abs(wanted[right.second, right.first] - used[right.second, right.first])
    }.map { ($0.first, $0.second, wanted[$0.second, $0.first], used[$0.second, $0.first]) }
  }

  /// Correlates a batch in place: row i in slot `slots[i]` becomes Σ_{j ≤ i} L_ij z_j.
  public func mix(_ scores: inout LaneBuffer, slots: [Int]) {
    precondition(slots.count == lower.count, "every correlated draw has its place in the buffer")
    let width = PathBatch.vectors
    // From the last row up, because a row needs the scores of earlier rows only.
    for row in stride(from: lower.count - 1, through: 0, by: -1) {
      let target = scores.slot(slots[row], width: width)
      let own = Lanes(repeating: lower[row][row])
      for vector in 0..<width { target[vector] = own * target[vector] }
      for column in 0..<row where lower[row][column] != 0 {
        let factor = Lanes(repeating: lower[row][column])
        let source = scores.slot(slots[column], width: width)
        for vector in 0..<width { target[vector] = fused(factor, source[vector], target[vector]) }
      }
    }
  }
}
