import Foundation
import Randomness

/// Moves a change found on some paths to where the goal is just reached on all of them.
struct FlipVerification: Sendable {
  let bracket: FlipBracket
  /// Paths of every probability from here on.
  let paths: Double
  /// The last change to be looked at.
  private(set) var change: Double
  /// Where the goal was reached and missed, on all paths.
  private(set) var reached: FlipPoint?
  private var missed: FlipPoint
  private(set) var isFinished = false
  private var rounds = 0
  private let limit: Double

  init(_ bracket: FlipBracket, paths: Int, limit: Double) {
    self.bracket = bracket
    self.paths = Double(paths)
    self.limit = limit
    change = bracket.root
    missed = FlipPoint(change: 0, probability: bracket.goal.before)
  }

  private var level: Double { bracket.goal.level }
  private var standardError: Double { max((level * (1 - level) / paths).squareRoot(), 1 / paths) }

  /// Half the width of the interval of the change that the Monte Carlo error of the probability leaves.
  var halfWidth: Double {
    let score = normalQuantile(min(max(level, 1 / paths), 1 - 1 / paths))
    let density = exp(-score * score / 2) / (2 * Double.pi).squareRoot()
    return upperNormalQuantile * standardError / (density * abs(bracket.slope))
  }

  /// Takes the probability at `change` on all paths and says where to look next.
  mutating func take(_ probability: Double) {
    let point = FlipPoint(change: change, probability: probability)
    rounds += 1
    if bracket.goal.isReached(by: probability) {
      if reached.map({ abs($0.change) > abs(change) }) ?? true { reached = point }
      isFinished = abs(probability - level) <= standardError / 2
    } else if abs(change) > abs(missed.change) {
      missed = point
    }
    if rounds == Self.mostRounds || reached.map({ abs($0.change - missed.change) <= 1e-9 * abs($0.change) }) == true {
      isFinished = true
    }
    if !isFinished { change = next(after: point) }
  }

  private static let mostRounds = 12

  /// A step along the line of the bracket to a quarter of a standard error beyond the level, within what is known.
  private func next(after point: FlipPoint) -> Double {
    let aim = level + (bracket.goal.isUpwards ? 0.25 : -0.25) * standardError
    let resolution = bracket.resolution
    func score(_ value: Double) -> Double { normalQuantile(min(max(value, resolution), 1 - resolution)) }
    let step = (score(aim) - score(point.probability)) / bracket.slope
    let wanted = step.isFinite ? point.change + step : point.change
    guard let reached else {
      // Nothing reached yet: at least a little farther out, ever more.
      let least = abs(point.change) * (1 + 1e-6 * Double(1 << (2 * rounds)))
      let size = min(abs(limit), max(abs(wanted), least))
      return point.change < 0 ? -size : size
    }
    let (low, high) = (min(missed.change, reached.change), max(missed.change, reached.change))
    let isInside = wanted > low && wanted < high
    return isInside && rounds < Self.mostRounds / 2 ? wanted : (low + high) / 2
  }
}
