public import Calibration
public import Ensembles
public import Planning
public import StockFlow

/// The central projection: one value per series and year, and the flows that make it.
public func report(_ answer: ProjectionAnswer, as options: ReportOptions) -> String {
  ProjectionReport(answer: answer, options: options).written(as: options)
}

/// The ensemble: mean, standard deviation and quantiles per series and year.
public func report(_ answer: SimulationAnswer, as options: ReportOptions) -> String {
  SimulationReport(answer: answer, options: options).written(as: options)
}

/// The targets: will they be reached, and what carries or hinders them; with what the past says about the method.
public func report(_ answer: ReachAnswer, track: TrackRecord? = nil, as options: ReportOptions) -> String {
  ReachReport(answer: answer, track: track, options: options).written(as: options)
}

/// Which assumption decides.
public func report(_ answer: SensitivityAnswer, as options: ReportOptions) -> String {
  SensitivityReport(answer: answer, options: options).written(as: options)
}

/// What another variant or file changes.
public func report(_ answer: ComparisonAnswer, as options: ReportOptions) -> String {
  ComparisonReport(answer: answer, options: options).written(as: options)
}

/// In which corners a target is missed.
public func report(_ answer: DiscoveryAnswer, as options: ReportOptions) -> String {
  DiscoveryReport(answer: answer, options: options).written(as: options)
}

/// Which changes of a single assumption turn a verdict.
public func report(_ answer: FlipAnswer, as options: ReportOptions) -> String {
  FlipReport(answer: answer, options: options).written(as: options)
}

/// What to watch in the next years.
public func report(_ answer: SignpostAnswer, as options: ReportOptions) -> String {
  SignpostReport(answer: answer, options: options).written(as: options)
}

/// How good the scenario's way to project would have been.
public func report(_ answer: BacktestAnswer, as options: ReportOptions) -> String {
  BacktestReport(answer: answer, options: options).written(as: options)
}

/// The estimates and what they rest on.
public func report(_ answer: FitAnswer, as options: ReportOptions) -> String {
  FitReport(answer: answer, options: options).written(as: options)
}

/// The problems of one or more files, and the plan's statements recomputed.
public func report(_ answers: [CheckAnswer], as options: ReportOptions) -> String {
  CheckReport(answers: answers, options: options).written(as: options)
}

/// The targets that are reached with less than a required probability, a sentence each.
public func shortOf(_ required: Double, in answer: ReachAnswer, language: Language) -> [String] {
  let words = Words(language: language)
  let glossary = Glossary(answer.header.scenario, words)
  return answer.targets.filter { $0.probability.value < required }.map { target in
    words.targetUnmet(
      words.targetName(glossary.seriesName(target.target.of), target.target.year),
      probability: words.percent(target.probability.value), required: words.percent(required))
  }
}

/// What it would take.
public func report(_ answer: SolveAnswer, as options: ReportOptions) -> String {
  SolveReport(answer: answer, options: options).written(as: options)
}
