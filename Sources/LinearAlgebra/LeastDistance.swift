/// The shortest z = R·y − c for which the coefficients keep their inequalities (Lawson and Hanson's problem LDP).
///
/// `y` are the coefficients times their scales.
struct LeastDistance {
  private let system: OrthogonalReduction
  private let inequalities: InequalityList
  private let scales: [Double]
  /// The inequalities in z: W·z ≤ distances, rows of length 1.
  private var rows: [[Double]] = []
  private var distances: [Double] = []
  private var lengths: [Double] = []
  private var shift: [Double]
  private var holding: [Int] = []
  /// Multipliers of the held rows.
  private var forces: [Double] = []

  init(_ system: OrthogonalReduction, _ inequalities: InequalityList, scales: [Double]) {
    self.system = system
    self.inequalities = inequalities
    self.scales = scales
    shift = [Double](repeating: 0, count: scales.count)
  }

  private var size: Int { scales.count }

  var coefficients: [Double] {
    zip(backward(zip(shift, system.right).map { $0 + $1 }), scales).map { $0 / $1 }
  }
  var sumOfSquares: Double { system.rest + shift.reduce(0) { $0 + $1 * $1 } }
  var active: [ActiveConstraint] { holding.map { inequalities.names[$0] } }
  var multipliers: [Double] { zip(holding, forces).map { $1 / lengths[$0] } }

  mutating func run() throws(LinearAlgebraError) {
    let start = backward(system.right)
    let scaled = inequalities.rows.map { zip($0, scales).map { $0 / $1 } }
    let slack = zip(scaled, inequalities.limits).map { row, limit in
      limit - zip(row, start).reduce(0) { $0 + $1.0 * $1.1 }
    }
    guard slack.contains(where: { $0 < 0 }) else { return }
    for (row, distance) in zip(scaled, slack) {
      let transformed = forward(row)
      let length = transformed.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // A row without coefficients holds or does not, whatever the solution.
      if length == 0 && distance < 0 { throw .infeasible }
      lengths.append(length > 0 ? length : 1)
      rows.append(length > 0 ? transformed.map { $0 / length } : transformed)
      distances.append(length > 0 ? distance / length : .infinity)
    }
    holding = try touched(unit: -(distances.min() ?? -1))
    try settle()
  }

  /// The inequalities that hold at the shortest z, by nonnegative least squares on [−Wᵀ; −d]·u ≈ (0, …, 0, 1).
  private func touched(unit: Double) throws(LinearAlgebraError) -> [Int] {
    let finite = distances.indices.filter { distances[$0].isFinite }
    var design = Matrix(rows: size + 1, columns: finite.count)
    for (column, index) in finite.enumerated() {
      for row in 0..<size { design[row, column] = -rows[index][row] }
      design[size, column] = -distances[index] / unit
    }
    let right = [Double](repeating: 0, count: size) + [1]
    let weights = try nonnegativeLeastSquares(design, right)
    let last = (design * weights)[size] - 1
    guard -last > 1e-13 else { throw .infeasible }
    return finite.indices.filter { weights[$0] > 0 }.map { finite[$0] }
  }

  /// z and the multipliers from the held inequalities as equations: the shortest z with W·z = d, and z = −Wᵀ·force.
  private mutating func settle() throws(LinearAlgebraError) {
    let held = Matrix(rows: holding.map { rows[$0] })
    shift = try completeOrthogonalSolution(held, holding.map { distances[$0] }, tolerance: 1e-12).solution
    forces = try completeOrthogonalSolution(held.transposed, shift.map { -$0 }, tolerance: 1e-12).solution
  }

  /// R⁻¹·Z in the coefficients' own units, Z a basis of what the held rows leave free.
  func covarianceRoot() throws(LinearAlgebraError) -> Matrix {
    guard size > 0 else { return Matrix(rows: 0, columns: 0) }
    let held = Matrix(rows: holding.map { rows[$0] })
    let basis =
      holding.isEmpty
      ? Matrix(identity: size) : try singularVectors(held).nullSpace(tolerance: 1e-12)
    var root = Matrix(rows: size, columns: basis.columns)
    for column in 0..<basis.columns {
      let values = backward((0..<size).map { basis[$0, column] })
      for row in 0..<size { root[row, column] = values[row] / scales[row] }
    }
    // What a bound holds has no spread, not even one from rounding.
    for index in holding {
      guard inequalities.rows[index].count(where: { $0 != 0 }) == 1,
        let place = inequalities.rows[index].firstIndex(where: { $0 != 0 })
      else { continue }
      for column in 0..<root.columns { root[place, column] = 0 }
    }
    return root
  }

  /// y with R·y = b.
  private func backward(_ b: [Double]) -> [Double] {
    var solution = b
    for row in stride(from: size - 1, through: 0, by: -1) {
      for column in row + 1..<max(size, row + 1) { solution[row] -= system.triangle[row, column] * solution[column] }
      solution[row] /= system.triangle[row, row]
    }
    return solution
  }

  /// w with Rᵀ·w = g, so that g·y = w·(R·y).
  private func forward(_ g: [Double]) -> [Double] {
    var solution = g
    // Below the first element that is not 0 nothing has to be solved.
    let first = g.firstIndex { $0 != 0 } ?? size
    for row in first..<size {
      for column in first..<row { solution[row] -= system.triangle[column, row] * solution[column] }
      solution[row] /= system.triangle[row, row]
    }
    return solution
  }
}
