import Ensembles
import Foundation
public import LinearAlgebra
import Randomness
import SensitivityAnalysis
public import StockFlow

/// For each target, which value observable in the next years best separates the paths that hit it later from those that
/// miss it (signposts: Dewar, Assumption-Based Planning, 2002; warning thresholds as in dynamic adaptive planning).
///
/// Thresholds and the choice among candidates are learnt on the paths with even numbers, error rates are measured on the
/// others.
/// - Throws: where the correlations cannot be factored.
/// - Complexity: O(candidates × paths × (log paths + targets)).
public func signposts(
  _ header: AnswerHeader, _ central: CentralProjection, _ options: SignpostOptions
) throws(LinearAlgebraError) -> SignpostAnswer {
  let horizon = header.scenario.horizon
  let next = horizon.dropFirst().prefix(max(0, options.within))
  let years = options.years.map { Set($0).filter(horizon.contains).sorted() } ?? Array(next)
  let search = try SignpostSearch(header.scenario, central, options, years)
  return SignpostAnswer(
    header: search.warned(header), stamp: EnsembleStamp(paths: options.paths, seed: options.seed, sampling: .random),
    years: years,
    targets: try search.answers())
}

/// The search in one ensemble.
private struct SignpostSearch {
  let central: CentralProjection
  let options: SignpostOptions
  let years: [Year]
  let targets: [Target]
  let candidates: [SignpostCandidate]
  /// Per target and path.
  let isHit: [[Bool]]
  /// Paths without a value of each target.
  let missing: [Int]

  /// Fewer hits or misses than these among all paths teach nothing.
  private static let fewest = 50
  /// Candidates that are looked at together, and kept for a target.
  private static let chunk = 32
  private static let kept = 64
  /// The share of its information that a signpost must add to those before it.
  private static let leastNew = 0.2
  /// What separates less is no signpost.
  private static let leastYouden = 0.1

  init(
    _ scenario: Scenario, _ central: CentralProjection, _ options: SignpostOptions, _ years: [Year]
  ) throws(LinearAlgebraError) {
    self.central = central
    self.options = options
    self.years = years
    targets = scenario.targets
    candidates = central.model.signpostCandidates(scenario, in: years)
    let drawn = try drawnValues(
      central, targets.map { PathFunction.Output(series: $0.of, year: $0.year) }, options: Self.ensemble(options))
    missing = drawn.map { $0.count { $0.isNaN } }
    isHit = zip(targets, drawn).map { target, values in values.map { target.comparison.isMet(by: $0) } }
  }

  func warned(_ header: AnswerHeader) -> AnswerHeader {
    var header = header
    header.warnings += zip(targets, missing).compactMap {
      missingValueWarning($0, missing: $1, of: options.paths, header.scenario)
    }
    return header
  }

  private static func ensemble(_ options: SignpostOptions) -> EnsembleOptions {
    EnsembleOptions(size: .paths(options.paths), seed: options.seed, threads: options.threads)
  }

  func answers() throws(LinearAlgebraError) -> [TargetSignposts] {
    let learnt = zip(try learn(), isHit).map { distinct($0, half(0, of: $1)) }
    let measured = try measure(learnt)
    return targets.indices.map { index in
      let found = measured[index]
      let hits = isHit[index].count { $0 }
      return TargetSignposts(
        target: targets[index],
        probability: ProbabilityEstimate(
          value: Double(hits) / Double(options.paths), interval: wilsonInterval(hits: hits, paths: options.paths)),
        signposts: found, reason: found.isEmpty ? obstacle(index) ?? .nothingSeparates : nil)
    }
  }

  private func obstacle(_ target: Int) -> TargetSignposts.Reason? {
    let hits = isHit[target].count { $0 }
    if hits < Self.fewest { return .tooFewHits }
    if isHit[target].count - hits < Self.fewest { return .tooFewMisses }
    return years.contains { $0 < targets[target].year } ? nil : .tooSoon
  }

  // MARK: Learning

  /// A candidate with the border learnt for one target.
  private struct Learnt: Sendable {
    let candidate: Int
    let border: Border
    let youden: Double
    /// On the learning paths.
    let alarms: [Bool]
  }

  private func half(_ offset: Int, of values: [Double]) -> [Double] {
    stride(from: offset, to: values.count, by: 2).map { values[$0] }
  }

  private func half(_ offset: Int, of flags: [Bool]) -> [Bool] {
    stride(from: offset, to: flags.count, by: 2).map { flags[$0] }
  }

  /// The best candidates of each target, the best first.
  private func learn() throws(LinearAlgebraError) -> [[Learnt]] {
    let hits = isHit.map { half(0, of: $0) }
    let open = targets.indices.filter { obstacle($0) == nil }
    var best: [[Learnt]] = targets.map { _ in [] }
    for start in stride(from: 0, to: open.isEmpty ? 0 : candidates.count, by: Self.chunk) {
      let part = Array(start..<min(candidates.count, start + Self.chunk))
      let values = try readings(of: part)
      let found = inParallel(part.count, threads: options.threads) { place -> [(Int, Learnt)] in
        let column = half(0, of: values[place])
        guard let sorted = SortedValues(column) else { return [] }
        return open.filter { candidates[part[place]].year < targets[$0].year }.compactMap { target in
          guard let (border, youden) = sorted.best(hits[target]), youden >= Self.leastYouden else { return nil }
          let alarms = column.map { border.isAlarm($0) }
          return (target, Learnt(candidate: part[place], border: border, youden: youden, alarms: alarms))
        }
      }
      for (target, learnt) in found.joined() { best[target].append(learnt) }
      best = best.map { Array($0.sorted { isBetter($0, $1) }.prefix(Self.kept)) }
    }
    return best
  }

  private func isBetter(_ first: Learnt, _ second: Learnt) -> Bool {
    (-first.youden, first.candidate) < (-second.youden, second.candidate)
  }

  /// The values of some candidates in all paths; one that does not vary has none. A change is the value itself where the
  /// baseline is the same in all paths.
  private func readings(of part: [Int]) throws(LinearAlgebraError) -> [[Double]] {
    let outputs = part.flatMap { candidates[$0].outputs }
    var drawn = try drawnValues(central, outputs, options: Self.ensemble(options))[...]
    return part.map { index in
      let values = drawn.removeFirst()
      guard candidates[index].reading == .change else { return values }
      let baseline = drawn.removeFirst()
      guard baseline.contains(where: { $0 != baseline.first }) else { return values.map { _ in 0 } }
      return zip(values, baseline).map { $0 - $1 }
    }
  }

  /// The best ones without those that tell little that the ones before them do not.
  private func distinct(_ learnt: [Learnt], _ isHit: [Bool]) -> [Learnt] {
    var chosen: [Learnt] = []
    var cells = [Int](repeating: 0, count: isHit.count)
    for next in learnt where chosen.count < options.best {
      let whole = information(next.alarms, isHit, within: [Int](repeating: 0, count: isHit.count), cells: 1)
      let new = information(next.alarms, isHit, within: cells, cells: 1 << chosen.count)
      let isKnown = chosen.contains { isSameSeries($0.candidate, next.candidate) }
      guard chosen.isEmpty || (!isKnown && new > Self.leastNew * whole) else { continue }
      for index in cells.indices where next.alarms[index] { cells[index] += 1 << chosen.count }
      chosen.append(next)
    }
    return chosen
  }

  /// Read in another way in the same year.
  private func isSameSeries(_ first: Int, _ second: Int) -> Bool {
    candidates[first].series == candidates[second].series && candidates[first].year == candidates[second].year
  }

  // MARK: Measuring

  /// Error rates on the paths nothing was learnt from; what separates no better than chance there is left out.
  private func measure(_ learnt: [[Learnt]]) throws(LinearAlgebraError) -> [[Signpost]] {
    let needed = Array(Set(learnt.joined().map(\.candidate))).sorted()
    var measured: [Int: [Int: Signpost]] = [:]
    for start in stride(from: 0, to: needed.count, by: Self.chunk) {
      let part = Array(needed[start..<min(needed.count, start + Self.chunk)])
      let values = try readings(of: part).map { half(1, of: $0) }
      for (target, found) in learnt.enumerated() {
        let hits = half(1, of: isHit[target])
        for next in found {
          guard let place = part.firstIndex(of: next.candidate), Set(hits).count == 2 else { continue }
          let separation = Separation(next.border, values[place], hits)
          guard separation.isBetterThanChance else { continue }
          measured[target, default: [:]][next.candidate] = signpost(candidates[next.candidate], next.border, separation)
        }
      }
    }
    return learnt.enumerated().map { target, found in found.compactMap { measured[target]?[$0.candidate] } }
  }

  private func signpost(_ candidate: SignpostCandidate, _ border: Border, _ found: Separation) -> Signpost {
    let alarms = found.hitsWithAlarm + found.missesWithAlarm
    let reach = upperNormalQuantile * found.areaError
    return Signpost(
      of: candidate.series, year: candidate.year, reading: candidate.reading, baseline: candidate.baseline,
      threshold: border.threshold,
      isAlarmBelow: border.isAlarmBelow, falseAlarms: share(found.hitsWithAlarm, of: found.hits),
      missedAlarms: share(found.missesWithout, of: found.misses),
      area: Estimate(value: found.area, interval: max(0, found.area - reach)...min(1, found.area + reach)),
      alarms: Double(alarms) / Double(found.hits + found.misses),
      probabilityWithAlarm: alarms > 0 ? share(found.hitsWithAlarm, of: alarms) : nil,
      probabilityWithout: alarms < found.hits + found.misses
        ? share(found.hitsWithout, of: found.hitsWithout + found.missesWithout) : nil)
  }

  private func share(_ part: Int, of all: Int) -> ProbabilityEstimate {
    ProbabilityEstimate(value: Double(part) / Double(all), interval: wilsonInterval(hits: part, paths: all))
  }
}

extension Separation {
  /// Whether Youden's index is above 0 by more than two standard errors, and the area under the curve above ½ by as much:
  /// a value with misses on both sides of the hits is no signpost with one threshold.
  fileprivate var isBetterThanChance: Bool {
    guard area - upperNormalQuantile * areaError > 0.5 else { return false }
    let falseAlarms = Double(hitsWithAlarm) / Double(hits)
    let missedAlarms = Double(missesWithout) / Double(misses)
    let variance =
      falseAlarms * (1 - falseAlarms) / Double(hits) + missedAlarms * (1 - missedAlarms) / Double(misses)
    return 1 - falseAlarms - missedAlarms > 2 * variance.squareRoot()
  }
}

/// What an alarm tells about hits beyond what the cell tells: the conditional mutual information, in nats (Cover and
/// Thomas, Elements of Information Theory, 2nd edition, section 2.5).
private func information(_ alarms: [Bool], _ isHit: [Bool], within cell: [Int], cells: Int) -> Double {
  var counts = [[Double]](repeating: [0, 0, 0, 0], count: cells)
  for index in alarms.indices { counts[cell[index]][(alarms[index] ? 2 : 0) + (isHit[index] ? 1 : 0)] += 1 }
  let total = Double(max(1, alarms.count))
  return counts.reduce(0) { sum, cell in
    let all = cell.reduce(0, +)
    return sum
      + cell.indices.reduce(0) { part, index in
        guard cell[index] > 0 else { return part }
        let alarm = cell[index / 2 * 2] + cell[index / 2 * 2 + 1]
        let hit = cell[index % 2] + cell[index % 2 + 2]
        return part + cell[index] / total * log(cell[index] * all / (alarm * hit))
      }
  }
}
