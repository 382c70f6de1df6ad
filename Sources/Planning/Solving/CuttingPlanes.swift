import LinearAlgebra

/// Finds the least-cost shares of a chance program by cutting planes: every point visited adds the tangent of each
/// constraint's level, and the next point is the cheapest that keeps all tangents (Kelley, Journal of SIAM 8 (1960)
/// 703–712), held near the last one by a quadratic term, so that the step is a constrained least-squares problem of
/// LAPACK's kind rather than a linear program (proximal bundle method: Lemaréchal, 1978).
///
/// Levels of sums of log-concave draws are concave (Prékopa 1971), so that tangents cut nothing off but for the noise of
/// their slope; `Polishing` mends what that costs.
///
/// A solver library from outside (GLPK, CLP) was weighed and left: programs have as many unknowns as a plan has levers,
/// which the constrained least squares of `LinearAlgebra` solve in microseconds.
struct CuttingPlanes {
  let program: ChanceProgram
  private var rows: [[Double]] = []
  private var limits: [Double] = []
  /// Costs with the dearest effort as 1; what costs nothing is still taken sparingly.
  private let prices: [Double]

  static let mostSteps = 40
  /// By how much, in standard deviations, levels are kept above 0, so that the way there ends inside; trades give it back.
  private static let margin = 1e-3
  /// What a unit of violation is dearer than any effort.
  private static let penalty = 1000.0

  init(_ program: ChanceProgram) {
    self.program = program
    let dearest = program.cost.max() ?? 0
    prices = program.cost.map { dearest > 0 ? max($0 / dearest, 1e-6) : 1 }
  }

  /// The cheapest point found that keeps the program, or the one that comes nearest to it.
  mutating func run(from start: [Double]) throws(LinearAlgebraError) -> [Double] {
    var point = start
    var best: [Double]?
    var nearest = (point: start, violation: Double.infinity)
    for step in 0..<Self.mostSteps {
      let violation = look(at: point)
      if violation <= 0, program.cost(of: point) < best.map({ program.cost(of: $0) }) ?? .infinity { best = point }
      if violation < nearest.violation { nearest = (point, violation) }
      let next = try self.step(from: point, damping: max(0.01, 0.3 / Double(step + 1)))
      let moved = zip(next, point).map { ($0 - $1).magnitude }.max() ?? 0
      point = next
      if moved < 1e-6 { break }
    }
    return best ?? nearest.point
  }

  /// Adds the tangents at a point; returns by how much the worst level falls short.
  private mutating func look(at point: [Double]) -> Double {
    var violation = -Double.infinity
    for constraint in program.constraints {
      let outlook = program.outlook(constraint, at: point)
      violation = max(violation, -outlook.level)
      guard outlook.level.isFinite else { continue }
      rows.append(outlook.gradient.map { -$0 } + [-1])
      limits.append(outlook.level - Self.margin - zip(outlook.gradient, point).reduce(0) { $0 + $1.0 * $1.1 })
    }
    return violation
  }

  /// The point that is cheapest within all tangents, a little held to the last one.
  private func step(from point: [Double], damping: Double) throws(LinearAlgebraError) -> [Double] {
    let count = program.efforts
    let aim = zip(point, prices).map { $0 - $1 / damping } + [-Self.penalty / damping]
    let constraints = LinearConstraints(
      lower: program.lower + [0], upper: program.upper + [.infinity],
      rows: rows.isEmpty ? nil : Matrix(rows: rows), limits: limits)
    let solution = try LeastSquaresProblem(Matrix(identity: count + 1), aim).solution(constraints)
    return zip(solution.coefficients, zip(program.lower, program.upper)).prefix(count).map {
      min(max($0, $1.0), $1.1)
    }
  }
}
