import Ensembles
import LinearAlgebra
import StockFlow

/// Each effort alone: how much of it a target needs, and until when it can be decided.
struct SingleEfforts {
  let study: LeverStudy
  let probability: Double

  /// Paths by which a year of decision is judged, unless that is too close to call.
  private static let pathsLookedAt = 16_384

  /// The smallest amount of an effort with which a target is met; `nil` where the limit does not suffice.
  func amount(_ effort: Int, target: Int) throws(LinearAlgebraError) -> Double? {
    let response = study.responses[effort][target]
    guard let response else { return nil }
    let limit = study.efforts[effort].limits.upperBound
    let share = response.shareNeeded(study.targets[target], probability: probability, from: study.least(effort))
    guard let share else { return nil }
    return study.isBent[effort] ? try simulated(effort, target, near: share) : share * limit
  }

  func probabilityAtLimit(_ effort: Int, target: Int) -> Double {
    let response = study.responses[effort][target]
    return response?.probability(study.targets[target], at: 1)
      ?? study.targets[target].share(meeting: study.base[target])
  }

  /// The smallest amount by simulation at every step of a bisection, where a parabola would not do.
  private func simulated(_ effort: Int, _ target: Int, near share: Double) throws(LinearAlgebraError) -> Double? {
    let limit = study.efforts[effort].limits.upperBound
    func suffices(_ share: Double) throws(LinearAlgebraError) -> Bool {
      let values = try study.ensemble.values(study.efforts[effort].decisions(limit * share))
      return study.targets[target].share(meeting: values[target]) >= probability
    }
    // The parabola is exact at both ends, so that the answer lies between them.
    var (low, high) = (study.least(effort), 1.0)
    for guess in [share * 1.02, share * 0.98] where guess > low && guess < high {
      if try suffices(guess) { high = guess } else { low = guess }
    }
    for _ in 0..<12 where high - low > 1e-4 * high {
      let middle = (low + high) / 2
      if try suffices(middle) { high = middle } else { low = middle }
    }
    return high * limit
  }

  /// The latest year of decision from which the limit of an effort still suffices, target by target; `nil` where it does
  /// not in any.
  ///
  /// Looks from the last year that could act backwards, one year after the other: an effort decided later may only do
  /// less, but where it does not, the latest year is still the answer.
  func lastYears(_ effort: Int, targets: [Int]) throws(LinearAlgebraError) -> [Int: Year] {
    var found: [Int: Year] = [:]
    var waiting = targets.filter { probabilityAtLimit(effort, target: $0) >= probability }
    for target in waiting { found[target] = study.efforts[effort].from }
    let last = waiting.map { study.targets[$0].year }.max()
    guard let last, let years = study.efforts[effort].years(actingBy: last) else { return found }
    for year in years.reversed() where year > years.lowerBound && !waiting.isEmpty {
      let sufficing = try self.sufficing(effort, in: year, of: waiting)
      for target in sufficing { found[target] = year }
      waiting.removeAll { sufficing.contains($0) }
    }
    return found
  }

  /// The targets met with the limit decided in a year; with all paths where some are too close to call.
  private func sufficing(_ effort: Int, in year: Year, of targets: [Int]) throws(LinearAlgebraError) -> Set<Int> {
    let decisions = study.efforts[effort].decisions(study.efforts[effort].limits.upperBound, in: year)
    let values = try study.ensemble.values(decisions, paths: Self.pathsLookedAt)
    let paths = Double(values.first?.count ?? 1)
    let error = (probability * (1 - probability) / paths).squareRoot()
    let shares = targets.map { study.targets[$0].share(meeting: values[$0]) }
    let isClose = shares.contains { ($0 - probability).magnitude < 4 * error && $0 != probability }
    guard isClose, study.ensemble.options.pathsDrawn > Self.pathsLookedAt else {
      return Set(zip(targets, shares).filter { $0.1 >= probability }.map(\.0))
    }
    let all = try study.ensemble.values(decisions)
    return Set(targets.filter { study.targets[$0].share(meeting: all[$0]) >= probability })
  }
}
