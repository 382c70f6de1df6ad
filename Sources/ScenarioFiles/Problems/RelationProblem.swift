import StockFlow

/// Entries that are fine alone but not together.
enum RelationProblem: Problem {
  case cycle([String])
  case fromIsTo(String)
  case correlatedWithItself(String)
  case correlatedTwice(String, String)
  case certain(parameter: String)
  case noiseWithParameter(String, String)
  case noVolatility(String)
  case targetTwice(of: String, year: Year)
  case unsourced(count: Int, first: String)
  case noDocument

  var code: String {
    switch self {
    case .cycle: "cycle"
    case .fromIsTo: "transition-to-itself"
    case .correlatedWithItself, .correlatedTwice, .certain, .noiseWithParameter, .noVolatility: "correlation"
    case .targetTwice: "repeated"
    case .unsourced: "no-source"
    case .noDocument: "no-document"
    }
  }

  var severity: Diagnostic.Severity {
    if case .unsourced = self { .warning } else { .error }
  }
}
