import Calibration
import Ensembles
import StockFlow

/// `reach`: every target judged, what hinders it, and all of them together.
struct ReachReport: AnswerReport {
  let answer: ReachAnswer
  /// What the same method has shown in the past, where the history tells.
  let track: TrackRecord?
  let options: ReportOptions

  var words: Words { options.words }

  func json() -> JSONValue {
    commonKeys(answer.header, options).adding(ensembleKeys(answer.stamp)).adding([
      "targets": .array(answer.targets.map(object)),
      "joint_probability": JSONValue(answer.joint?.value),
      "joint_probability_interval": JSONValue(answer.joint?.interval),
      "backtest": track.map(object) ?? .null,
    ])
  }

  private func object(of track: TrackRecord) -> JSONValue {
    .object([
      "origins": .array(track.origins.map(JSONValue.integer)),
      "points": .integer(track.score.points),
      "mape": JSONValue(track.score.meanAbsolutePercentageError),
      "coverage80": JSONValue(track.score.coverage80),
    ])
  }

  private func object(of target: TargetAnswer) -> JSONValue {
    .object([
      "of": .string(target.target.of),
      "year": .integer(target.target.year),
      "comparison": .string(target.target.comparison.key),
      "value": target.target.comparison.value,
      "baseline": JSONValue(target.baseline),
      "baseline_year": .integer(target.baselineYear),
      "central": JSONValue(target.central),
      "mean": JSONValue(target.mean),
      "median": JSONValue(target.median),
      "interval80": JSONValue(target.interval80),
      "probability": .number(target.probability.value),
      "probability_interval": JSONValue(target.probability.interval),
      "verdict": .string(target.verdict.rawValue),
      "expected_shortfall": JSONValue(target.expectedShortfall),
      "first_year_reached": JSONValue(target.firstYearReached),
      "contributions": target.contributions.map { members($0.shares.map { ($0.name, .number($0.amount)) }) } ?? .null,
    ]).adding(explains ? ["why": target.why.map { $0.json } ?? .null] : [:])
  }

  /// Whether waterfalls were asked for.
  var explains: Bool { answer.targets.contains { $0.why != nil } }

  func csv() -> CSVTable {
    let glossary = Glossary(answer.header.scenario, words)
    guard !explains else { return waterfallCSV(glossary) }
    var table = CSVTable(header: ReachReport.columns)
    for target in answer.targets {
      table.append(row(of: target) + jointCells + [glossary.exportedUnit(of: target.target.of)])
    }
    return table
  }

  private static let columns = [
    "of", "year", "comparison", "value_low", "value_high", "baseline", "baseline_year", "central", "mean", "median",
    "interval80_low", "interval80_high", "probability", "probability_low", "probability_high", "verdict",
    "expected_shortfall", "first_year_reached", "joint", "joint_probability", "joint_probability_low",
    "joint_probability_high", "unit",
  ]

  private func row(of target: TargetAnswer) -> [String] {
    let (low, high) = target.target.comparison.bounds
    return [target.target.of, String(target.target.year), target.target.comparison.key, cell(low), cell(high)]
      + [cell(target.baseline), String(target.baselineYear), cell(target.central), cell(target.mean)]
      + [cell(target.median), cell(target.interval80?.lowerBound), cell(target.interval80?.upperBound)]
      + cells(target.probability)
      + [target.verdict.rawValue, cell(target.expectedShortfall), cell(target.firstYearReached)]
      + [cell(target.target.isJoint)]
  }

  private var jointCells: [String] { answer.joint.map(cells) ?? ["", "", ""] }

  private func cells(_ estimate: ProbabilityEstimate) -> [String] {
    [cell(estimate.value), cell(estimate.interval.lowerBound), cell(estimate.interval.upperBound)]
  }
}

extension Target.Comparison {
  var key: String {
    switch self {
    case .atLeast: "at_least"
    case .atMost: "at_most"
    case .within: "within"
    }
  }

  var value: JSONValue {
    switch self {
    case .atLeast(let bound), .atMost(let bound): .number(bound.value)
    case .within(let low, let high): .array([.number(low.value), .number(high.value)])
    }
  }

  /// Lower and upper bound, as far as there are.
  var bounds: (low: Double?, high: Double?) {
    switch self {
    case .atLeast(let bound): (bound.value, nil)
    case .atMost(let bound): (nil, bound.value)
    case .within(let low, let high): (low.value, high.value)
    }
  }
}
