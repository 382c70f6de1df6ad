import LinearAlgebra
import StockFlow

/// Which parameters of a block the data, with the priors, cannot tell apart.
///
/// Columns scaled to length 1, the right singular vectors of singular values below 1e-7 of the largest span all changes
/// of the parameters that change no balance; parameters that occur together in that space are named together (G. Golub
/// and C. Van Loan, Matrix Computations, 4th edition, section 5.5).
struct Identification {
  /// One group for each set of parameters that only together have a meaning for the data.
  let confounded: [[ParameterAddress]]
  let rank: Int

  /// Beyond the condition 1e7 an estimate would rest on the eighth digit of the stocks.
  static let tolerance = 1e-7

  init(_ system: WhitenedSystem, _ unknowns: [FlowUnknown]) throws(LinearAlgebraError) {
    let design = system.design.scaledColumns()
    let basis = try singularVectors(design).nullSpace(tolerance: Self.tolerance)
    rank = unknowns.count - basis.columns
    // Two columns of the projection onto the space hang together where their common element is not 0.
    let projection = basis * basis.transposed
    var sets = DisjointSets(count: unknowns.count)
    for i in unknowns.indices {
      for j in unknowns.indices where j < i && abs(projection[i, j]) > 1e-3 { sets.join(i, j) }
    }
    let affected = unknowns.indices.filter { projection[$0, $0] > 1e-3 }
    confounded = Dictionary(grouping: affected, by: { sets.root(of: $0) }).sorted { $0.key < $1.key }
      .map { $0.value.map { unknowns[$0].address } }
  }
}

extension Matrix {
  /// The columns, each of length 1 or 0.
  fileprivate func scaledColumns() -> Matrix {
    var result = self
    for column in 0..<columns {
      let length = (0..<rows).reduce(0) { $0 + self[$1, column] * self[$1, column] }.squareRoot()
      for row in 0..<rows where length > 0 { result[row, column] /= length }
    }
    return result
  }
}
