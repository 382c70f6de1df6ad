import Ensembles
package import LinearAlgebra
import StockFlow

/// Everything simulated once about a scenario's efforts, from which all questions about amounts are answered.
package struct LeverStudy {
  let ensemble: LeverEnsemble
  package let efforts: [Effort]
  package let costs: [EffortCost]
  /// Values without any effort, target by target.
  let base: [[Double]]
  /// Effort by effort, target by target; `nil` where the effort moves nothing.
  let responses: [[TargetResponse?]]
  /// Efforts whose parabola is off by more than a thousandth of a standard deviation in some path looked at: where
  /// stocks are held at 0, say.
  let isBent: [Bool]

  private static let pathsLookedAt = 2048

  /// - Complexity: two ensembles of all paths for each effort, and one without any.
  package init(_ ensemble: LeverEnsemble, _ efforts: [Effort]) throws(LinearAlgebraError) {
    self.ensemble = ensemble
    self.efforts = efforts
    let central = ensemble.central()
    costs = efforts.map { EffortCost($0, in: central, of: ensemble.scenario) }
    let base = try ensemble.values([])
    var responses: [[TargetResponse?]] = []
    var isBent: [Bool] = []
    for effort in efforts {
      let half = try ensemble.values(effort.decisions(effort.limits.upperBound / 2))
      let full = try ensemble.values(effort.decisions(effort.limits.upperBound))
      let found = base.indices.map { TargetResponse(none: base[$0], half: half[$0], full: full[$0]) }
      responses.append(found.map { $0.acts ? $0 : nil })
      isBent.append(try Self.isBent(effort, ensemble))
    }
    (self.base, self.responses, self.isBent) = (base, responses, isBent)
  }

  /// Whether a quarter and three quarters of the limit are not where the parabola says, on an ensemble of its own.
  private static func isBent(_ effort: Effort, _ ensemble: LeverEnsemble) throws(LinearAlgebraError) -> Bool {
    func values(_ share: Double) throws(LinearAlgebraError) -> [[Double]] {
      try ensemble.values(effort.decisions(effort.limits.upperBound * share), paths: pathsLookedAt)
    }
    let (none, half, full) = (try values(0), try values(0.5), try values(1))
    let responses = none.indices.map { TargetResponse(none: none[$0], half: half[$0], full: full[$0]) }
    for share in [0.25, 0.75] {
      for (response, values) in zip(responses, try values(share)) where response.acts {
        let tolerance = 1e-3 * max(spread(of: values), 1e-9 * (values.first ?? 0).magnitude)
        for path in values.indices where (values[path] - response.value(of: path, at: share)).magnitude > tolerance {
          return true
        }
      }
    }
    return false
  }

  var targets: [Target] { ensemble.targets }

  /// The decisions that make shares of the limits.
  func decisions(_ shares: [Double]) -> [LeverDecision] {
    zip(efforts, shares).flatMap { $1 > 0 ? $0.decisions($0.limits.upperBound * $1) : [] }
  }

  /// The least share of an effort that is more than none.
  func least(_ effort: Int) -> Double {
    let limits = efforts[effort].limits
    return limits.upperBound > 0 ? limits.lowerBound / limits.upperBound : 0
  }
}

/// The standard deviation of the finite values.
func spread(of values: [Double]) -> Double {
  let finite = values.filter(\.isFinite)
  guard finite.count > 1 else { return 0 }
  let mean = finite.reduce(0, +) / Double(finite.count)
  return (finite.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(finite.count - 1)).squareRoot()
}
