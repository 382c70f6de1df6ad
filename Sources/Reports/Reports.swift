public import Calibration
public import Ensembles
public import StockFlow

/// The central projection: one value per series and year, and the flows that make it.
public func report(_ answer: ProjectionAnswer, as options: ReportOptions) -> String {
  ProjectionReport(answer: answer, options: options).written(as: options)
}

/// The ensemble: mean, standard deviation and quantiles per series and year.
public func report(_ answer: SimulationAnswer, as options: ReportOptions) -> String {
  SimulationReport(answer: answer, options: options).written(as: options)
}

/// The targets: will they be reached, and what carries or hinders them.
public func report(_ answer: ReachAnswer, as options: ReportOptions) -> String {
  ReachReport(answer: answer, options: options).written(as: options)
}

/// The estimates and what they rest on.
public func report(_ answer: FitAnswer, as options: ReportOptions) -> String {
  FitReport(answer: answer, options: options).written(as: options)
}

/// The problems of one or more files, and the plan's statements recomputed.
public func report(_ answers: [CheckAnswer], as options: ReportOptions) -> String {
  CheckReport(answers: answers, options: options).written(as: options)
}
