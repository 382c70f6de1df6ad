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
    let wanted = study.targets[target]
    guard let share = response.shareNeeded(wanted, probability: probability, from: study.least(effort)) else {
      return nil
    }
    return study.isBent[effort] && wanted.comparison.isOneSided
      ? try simulated(effort, target, near: share) : share * limit
  }

  func probabilityAtLimit(_ effort: Int, target: Int) -> Double {
    let response = study.responses[effort][target]
    return response?.probability(study.targets[target], at: 1)
      ?? study.targets[target].share(meeting: study.base[target])
  }

  /// The smallest amount by simulation, where a parabola would not do: on few paths first, in steps that halve the amount
  /// or the distance, then on all paths between amounts that miss and reach.
  private func simulated(_ effort: Int, _ target: Int, near share: Double) throws(LinearAlgebraError) -> Double? {
    let limit = study.efforts[effort].limits.upperBound
    func suffices(_ share: Double, paths: Int?) throws(LinearAlgebraError) -> Bool {
      let values = try study.ensemble.values(study.efforts[effort].decisions(limit * share), paths: paths)
      return study.targets[target].share(meeting: values[target]) >= probability
    }
    var (low, high) = (study.least(effort), 1.0)
    while high - low > 1e-3 * high {
      let middle = low > 0 || high < 1e-12 ? (low + high) / 2 : high / 4
      if try suffices(middle, paths: Self.pathsLookedAt / 4) { high = middle } else { low = middle }
    }
    var reach = 0.01
    while low > study.least(effort), try suffices(low, paths: nil) {
      low = max(study.least(effort), low * (1 - reach))
      reach *= 2
    }
    reach = 0.01
    while high < 1 {
      if try suffices(high, paths: nil) { break }
      high = min(1, high * (1 + reach))
      reach *= 2
    }
    while high - low > 2e-4 * high {
      let middle = (low + high) / 2
      if try suffices(middle, paths: nil) { high = middle } else { low = middle }
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
    var waiting = targets.filter { suffices(effort, $0, study.responses[effort][$0]) }
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

  /// Whether some amount does: the limit, or for a target with two bounds any amount.
  private func suffices(_ effort: Int, _ target: Int, _ response: TargetResponse?) -> Bool {
    let wanted = study.targets[target]
    guard let response else { return wanted.share(meeting: study.base[target]) >= probability }
    guard !wanted.comparison.isOneSided else { return response.probability(wanted, at: 1) >= probability }
    return response.shareNeeded(wanted, probability: probability, from: study.least(effort)) != nil
  }

  /// The targets met with an amount decided in a year; with all paths where some are too close to call.
  private func sufficing(_ effort: Int, in year: Year, of targets: [Int]) throws(LinearAlgebraError) -> Set<Int> {
    let looked = try responses(effort, in: year, of: targets, paths: Self.pathsLookedAt)
    let paths = Double(min(Self.pathsLookedAt, study.ensemble.options.pathsDrawn))
    let error = (probability * (1 - probability) / paths).squareRoot()
    let isClose = zip(targets, looked).contains { target, response in
      (response.probability(study.targets[target], at: 1) - probability).magnitude < 4 * error
    }
    let judged =
      isClose && study.ensemble.options.pathsDrawn > Self.pathsLookedAt
      ? try responses(effort, in: year, of: targets, paths: nil) : looked
    return Set(zip(targets, judged).filter { suffices(effort, $0, $1) }.map(\.0))
  }

  /// With the effort decided in a year; half of the limit is simulated only where a target has two bounds.
  private func responses(
    _ effort: Int, in year: Year, of targets: [Int], paths: Int?
  ) throws(LinearAlgebraError) -> [TargetResponse] {
    let limit = study.efforts[effort].limits.upperBound
    func values(_ share: Double) throws(LinearAlgebraError) -> [[Double]] {
      try study.ensemble.values(study.efforts[effort].decisions(limit * share, in: year), paths: paths)
    }
    let full = try values(1)
    let isTwoSided = targets.contains { !study.targets[$0].comparison.isOneSided }
    let half = isTwoSided ? try values(0.5) : nil
    return targets.map { target in
      let none = Array(study.base[target].prefix(full[target].count))
      let middle = half?[target] ?? zip(none, full[target]).map { ($0 + $1) / 2 }
      return TargetResponse(none: none, half: middle, full: full[target])
    }
  }
}

extension Target.Comparison {
  /// Whether there is one bound alone, so that more of what helps never hurts.
  var isOneSided: Bool {
    let (lower, upper) = accepted
    return lower.isFinite != upper.isFinite
  }
}
