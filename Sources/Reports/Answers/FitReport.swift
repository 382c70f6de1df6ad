import Calibration
import StockFlow

/// `fit`: every estimate with its error, and what it rests on.
struct FitReport: AnswerReport {
  let answer: FitAnswer
  let options: ReportOptions

  private var words: Words { options.words }

  func json() -> JSONValue {
    let fit = answer.fit
    return commonKeys(answer.header, options).adding([
      "parameters": .array(fit.parameters.map(object)),
      "correlation": .array(fit.correlation.map { .array($0.map(JSONValue.number)) }),
      "diagnostics": members(fit.diagnostics.map { ($0.category, object(of: $0)) }),
    ])
  }

  private func object(of parameter: FittedParameter) -> JSONValue {
    .object([
      "name": .string(parameter.address.description),
      "estimate": .number(parameter.estimate),
      "standard_error": JSONValue(parameter.standardError),
      "interval95": JSONValue(parameter.interval95),
      "observations": .integer(parameter.observations),
      "method": .string(parameter.method.rawValue),
    ])
  }

  private func object(of diagnostic: FitDiagnostic) -> JSONValue {
    .object([
      "drift": .number(diagnostic.drift),
      "sigma": .number(diagnostic.sigma),
      "volatility": .string(diagnostic.volatility.rawValue),
      "intervals": .array(
        diagnostic.intervals.map { interval in
          .object([
            "from": .integer(interval.from),
            "to": .integer(interval.to),
            "log_growth": .number(interval.logGrowth),
            "standardised_residual": JSONValue(interval.standardisedResidual),
          ])
        }),
    ])
  }

  func csv() -> CSVTable {
    var table = CSVTable(header: [
      "name", "estimate", "standard_error", "interval95_low", "interval95_high", "observations", "method",
    ])
    for parameter in answer.fit.parameters {
      let interval = parameter.interval95
      table.append([
        parameter.address.description, cell(parameter.estimate), cell(parameter.standardError),
        cell(interval?.lowerBound), cell(interval?.upperBound), String(parameter.observations),
        parameter.method.rawValue,
      ])
    }
    return table
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let head = glossary.head(answer.header, nil)
    guard !answer.fit.parameters.isEmpty else { return (head + [words.nothingToFit]).joined(separator: "\n") }
    let sentences = answer.fit.diagnostics.flatMap {
      wrapped(sentence(on: $0, glossary), width: 100, hanging: 2, language: words.language)
    }
    let lines =
      head + parameterTable(glossary).lines() + [""] + sentences + [""] + intervalTable(glossary).lines()
      + glossary.warningLines(answer.header)
    return lines.joined(separator: "\n")
  }

  private func parameterTable(_ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.parameter, alignment: .left), TextTable.Column(words.estimate),
        TextTable.Column(words.standardError), TextTable.Column(words.interval95),
        TextTable.Column(words.intervalsUsed), TextTable.Column(words.method, alignment: .left),
      ], language: words.language)
    for parameter in answer.fit.parameters {
      let shown = ShownEstimate(parameter, glossary)
      table.append([
        glossary.parameterName(parameter.address), shown.estimate, shown.standardError ?? "-",
        shown.interval95 ?? "-", String(parameter.observations), words.method(parameter.method),
      ])
    }
    return table
  }

  private func sentence(on diagnostic: FitDiagnostic, _ glossary: Glossary) -> String {
    let address = ParameterAddress(diagnostic.category, .growth)
    let noise = words.noise(shortestSigma(diagnostic.sigma), diagnostic.volatility)
    guard let growth = answer.fit.parameters.first(where: { $0.address == address }),
      let first = diagnostic.intervals.map(\.from).min(), let last = diagnostic.intervals.map(\.to).max(), first <= last
    else { return noise }
    let shown = ShownEstimate(growth, glossary)
    return words.grew(glossary.name(of: diagnostic.category), shown.estimate, interval: shown.interval95)
      + words.estimatedFrom(diagnostic.intervals.count, first...last) + words.say("", " ") + noise
  }

  private func shortestSigma(_ sigma: Double) -> String { words.number(sigma, decimals: decimals(for: [sigma])) }

  private func intervalTable(_ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.observedIntervals, alignment: .left), TextTable.Column(words.logGrowth),
        TextTable.Column(words.residual),
      ], language: words.language)
    for diagnostic in answer.fit.diagnostics {
      table.append(heading: glossary.name(of: diagnostic.category))
      for interval in diagnostic.intervals {
        table.append([
          "  " + words.span(interval.from, interval.to), words.number(interval.logGrowth, decimals: 4),
          interval.standardisedResidual.map { words.signed($0, decimals: 2) } ?? "-",
        ])
      }
    }
    return table
  }
}

/// One estimate in its unit, with as many decimals as show its error.
private struct ShownEstimate {
  let estimate: String
  let standardError: String?
  let interval95: String?

  init(_ parameter: FittedParameter, _ glossary: Glossary) {
    let unit = glossary.unit(of: parameter.address)
    let words = glossary.words
    let bounds = [parameter.interval95?.lowerBound, parameter.interval95?.upperBound].compactMap { $0 }
    let values = Reports.decimals(for: ([parameter.estimate] + bounds).map(unit.shown))
    let errors = Reports.decimals(for: parameter.standardError.map { [unit.shown($0)] } ?? [])
    let decimals = max(values, min(errors, values + 3))
    func text(_ value: Double) -> String { words.number(unit.shown(value), decimals: decimals) }
    estimate = words.quantity(text(parameter.estimate), unit)
    standardError = parameter.standardError.map { words.quantity(text($0), unit) }
    interval95 = parameter.interval95.map {
      words.quantity(words.interval(text($0.lowerBound), text($0.upperBound)), unit)
    }
  }
}
