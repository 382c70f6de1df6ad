import StockFlow

/// Units that do not fit.
enum UnitProblem: Problem, Error {
  /// A unit that is none of people, where people are expected.
  case notPeople(unit: String, key: String)
  case percentOnPeople(key: String, unit: String)
  case unitOnShare(unit: String, key: String)
  case unitOnPlainNumber(unit: String, key: String)
  case yearlyStock(unit: String, key: String)
  case otherUnit(found: String, expected: String, key: String)
  case percentOnOther(unit: String, key: String)
  case noCurrency(key: String)
  case unknownMoney(unit: String, key: String)
  case currencies(String, String)
  /// Terms of a sum or difference that count different things.
  case terms(first: String, firstUnit: String, second: String, secondUnit: String)
  case measureUnit(written: String, terms: String)
  case betaOfPeople(key: String)
  case bareAmongUnits(key: String)
  /// A ratio that is multiplied before it is shown as a percentage.
  case scaledPercent(scale: Double)

  var severity: Diagnostic.Severity {
    if case .scaledPercent = self { .warning } else { .error }
  }

  var code: String {
    switch self {
    case .noCurrency, .unknownMoney, .currencies: "currency"
    default: "unit-does-not-fit"
    }
  }
}
