import StockFlow

/// Years that do not fit the horizon, and years in which something is missing.
enum YearProblem: Problem {
  case reversed(from: Year, to: Year)
  case horizonTooLong(years: Int)
  case outside(key: String, year: Year, horizon: ClosedRange<Year>)
  case targetNotAfterStart(year: Year, horizon: ClosedRange<Year>)
  case periodReversed(text: String)
  case noBaseline(category: String, horizon: ClosedRange<Year>)
  case noDriverBaseline(driver: String, from: Year)
  case driverValuesIgnored(driver: String, years: [Year], from: Year)
  case changeNotObserved(measure: String, part: String, year: Year)
  case statementYears(from: Year, to: Year)
  /// A change of definition with observations on one side only.
  case breakOutside(year: Year, observed: ClosedRange<Year>)
  /// Two changes of definition with no observation from the first to before the second.
  case breaksTogether(Year, Year)

  var code: String {
    switch self {
    case .reversed, .periodReversed, .statementYears: "years-reversed"
    case .horizonTooLong: "horizon-too-long"
    case .outside, .targetNotAfterStart: "outside-the-horizon"
    case .noBaseline, .noDriverBaseline, .changeNotObserved: "missing-baseline"
    case .driverValuesIgnored: "values-ignored"
    case .breakOutside, .breaksTogether: "break-without-observations"
    }
  }

  var severity: Diagnostic.Severity {
    if case .driverValuesIgnored = self { .warning } else { .error }
  }
}
