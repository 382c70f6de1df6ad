public import Calibration
public import Ensembles
import Randomness
public import StockFlow

/// How good the scenario's way to project would have been: refitted at each origin with only what was known then,
/// projected by Monte Carlo, and compared with what happened.
///
/// - Complexity: one ensemble of `ensemble.size` paths per origin.
public func backtest(
  _ scenario: Scenario, variant: String? = nil, options: BacktestOptions = BacktestOptions(), ensemble: EnsembleOptions,
  progress: (@Sendable (ProgressReport) -> Void)? = nil
) throws(VerbError) -> BacktestAnswer {
  let prepared = try prepare(scenario, variant: variant)
  let chosen = prepared.header.variant.map { scenario.applying($0) } ?? scenario
  let (test, paths, warnings) = try run(Backtest(chosen, options), ensemble, progress)
  guard test.score.points > 0 else {
    throw .cannotCompute([test.allOrigins.isEmpty ? historyTooShort(scenario) : nothingCompared(scenario, warnings)])
  }
  var header = prepared.header
  header.warnings += warnings
  return BacktestAnswer(
    header: header, draws: BacktestDraws(paths: paths, seed: ensemble.seed, sampling: ensemble.sampling),
    horizon: options.horizon, track: TrackRecord(test), simple: test.simpleScores,
    forecasts: test.forecasts)
}

/// What the scenario's way to project has shown over its last three origins, for a line beside other answers; `nil`
/// where the history does not allow one.
public func trackRecord(of scenario: Scenario, variant id: String? = nil, options: EnsembleOptions) -> TrackRecord? {
  var few = options
  few.size = .paths(standardBacktestPaths)
  few.sampling = .random
  few.quantiles = .exact
  let chosen = id.flatMap { scenario.variant($0) }.map { scenario.applying($0) } ?? scenario
  guard let (test, _, _) = try? run(Backtest(chosen, BacktestOptions()), few, nil),
    test.score.points >= TrackRecord.fewestPoints
  else { return nil }
  return TrackRecord(test)
}

/// Projects from every origin and lets the test compare; an origin from which nothing can be estimated is left out with
/// a warning.
private func run(
  _ test: Backtest, _ ensemble: EnsembleOptions, _ progress: (@Sendable (ProgressReport) -> Void)?
) throws(VerbError) -> (test: Backtest, paths: Int, warnings: [Diagnostic]) {
  var (test, paths, warnings) = (test, 0, [Diagnostic]())
  var options = ensemble
  options.levels = PredictiveLaw.levels
  let origins = test.allOrigins
  for (index, origin) in origins.enumerated() {
    do {
      let answer = try simulate(test.scenario(at: origin), options: options)
      paths = max(paths, answer.stamp.paths)
      test.judge(origin) { category, year in quantiles(of: category, in: year, answer) }
    } catch .cannotCompute(let problems) {
      warnings.append(originLeftOut(origin, problems))
    }
    guard let progress, case .paths(let wanted) = options.size else { continue }
    progress(ProgressReport(done: (index + 1) * wanted, total: origins.count * wanted))
  }
  return (test, paths, warnings)
}

private func quantiles(of category: String, in year: Year, _ answer: SimulationAnswer) -> [Double]? {
  let index = year - answer.header.scenario.horizon.lowerBound
  guard let series = answer.series.first(where: { $0.id == category }), series.years.indices.contains(index) else {
    return nil
  }
  let found = series.years[index].quantiles.compactMap { $0 }
  return found.count == answer.levels.count ? found : nil
}

private func originLeftOut(_ origin: Year, _ problems: [Diagnostic]) -> Diagnostic {
  let reason = problems.first { $0.severity == .error }
  return Diagnostic(
    severity: .warning, code: "origin-left-out",
    message: LocalizedText(
      zh: "以 \(origin) 年为起点无法回测：\(reason?.message(.zh) ?? "")",
      en: "nothing can be projected from \(origin): \(reason?.message(.en) ?? "")"),
    help: nil, place: reason?.place)
}

/// Paths an origin draws where nothing else is said.
public let standardBacktestPaths = 10_000

private func nothingCompared(_ scenario: Scenario, _ warnings: [Diagnostic]) -> Diagnostic {
  if let reason = warnings.first {
    return Diagnostic(
      severity: .error, code: reason.code, message: reason.message, help: reason.help, place: reason.place)
  }
  return Diagnostic(
    severity: .error, code: "history-constant",
    message: LocalizedText(
      zh: "历史存量从未变化，误差无法与年变化相比", en: "the observed stocks never changed: errors cannot be measured against their change"
    ),
    help: nil, place: scenario.categories.first?.place)
}

private func historyTooShort(_ scenario: Scenario) -> Diagnostic {
  Diagnostic(
    severity: .error, code: "history-too-short",
    message: LocalizedText(
      zh: "历史太短，无法回测：需要至少一个类别有三个观测值和其后的一个观测值",
      en: "the history is too short to test against: a category with three observations and one after them is needed"),
    help: LocalizedText(zh: "在 stock 中补写更多年份", en: "add more years to a stock"),
    place: scenario.categories.first?.place)
}
