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
      "balances": .array(fit.flows.map(object)),
      "assumptions": .array(
        fit.assumptions.map { .object(["assumed": .number($0.assumed), "observed": object(of: $0.observed)]) }),
    ])
  }

  private func object(of balance: FlowDiagnostic) -> JSONValue {
    .object([
      "parameters": .array(balance.parameters.map { .string($0.description) }),
      "rank": .integer(balance.rank),
      "condition_number": .number(balance.conditionNumber),
      "held_at_bound": .array(balance.held.map { .string($0.description) }),
      "sigma": members(balance.sigmas.map { ($0.key, .number($0.value)) }),
      "residuals": .array(
        balance.residuals.map { residual in
          .object([
            "category": .string(residual.category),
            "from": .integer(residual.from),
            "to": .integer(residual.to),
            "residual": .number(residual.residual),
            "standardised_residual": .number(residual.standardised),
          ])
        }),
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
      "estimator": .string(parameter.method == .panel ? "panel" : parameter.estimator.rawValue),
      "prior": parameter.prior.map(object) ?? .null,
    ])
  }

  private func object(of movement: PriorMovement) -> JSONValue {
    .object([
      "mean": .number(movement.priorMean),
      "sd": .number(movement.priorDeviation),
      "information_from_data": .number(movement.informationFromData),
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
      "panel": diagnostic.panel.map(object) ?? .null,
    ])
  }

  private func object(of panel: PanelDiagnostic) -> JSONValue {
    .object([
      "histories": .integer(panel.histories),
      "random_walk": .number(panel.randomWalk),
      "damped_slope": .number(panel.dampedSlope),
      "local_slope": .number(panel.localSlope),
      "shrinkage": .number(panel.shrinkage),
      "effective_observations": .number(panel.effectiveObservations),
      "unusual_years": .array(panel.unusualYears.map(JSONValue.integer)),
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
    guard !answer.fit.parameters.isEmpty else {
      return (head + [words.nothingToFit] + assumptionLines(glossary)).joined(separator: "\n")
    }
    let sentences =
      answer.fit.diagnostics.map { sentence(on: $0, glossary) } + answer.fit.flows.map { sentence(on: $0, glossary) }
      + answer.fit.parameters.compactMap { sentence(onPriorOf: $0, glossary) }
    let lines =
      head + parameterTable(glossary).lines() + [""]
      + sentences.flatMap { wrapped($0, width: 100, hanging: 2, language: words.language) }
      + intervalLines(glossary) + balanceLines(glossary) + assumptionLines(glossary)
      + glossary.warningLines(answer.header)
    return lines.joined(separator: "\n")
  }

  /// How well the balance of the stocks is explained, in one sentence.
  private func sentence(on balance: FlowDiagnostic, _ glossary: Glossary) -> String {
    let names = words.enumeration(balance.parameters.map(glossary.parameterName))
    let largest = balance.residuals.max { abs($0.standardised) < abs($1.standardised) }
    let worst = largest.map {
      words.largestResidual(
        glossary.name(of: $0.category), words.span($0.from, $0.to), words.signed($0.standardised, decimals: 1))
    }
    let held = balance.held.isEmpty ? nil : words.held(words.enumeration(balance.held.map(glossary.parameterName)))
    let noise = balance.sigmas.values.max().map { words.unexplained(words.number(100 * $0, decimals: 2)) }
    let condition = words.condition(
      words.number(balance.conditionNumber, decimals: balance.conditionNumber < 10 ? 1 : 0))
    return
      ([words.estimatedTogether(names, balance.residuals.count)] + [noise, worst, held, condition].compactMap { $0 })
      .joined(separator: words.say("", " "))
  }

  /// How far the data moved what was believed before.
  private func sentence(onPriorOf parameter: FittedParameter, _ glossary: Glossary) -> String? {
    guard let prior = parameter.prior else { return nil }
    let unit = glossary.unit(of: parameter.address)
    let values = [prior.priorMean, prior.posteriorMean].map(unit.shown)
    let decimals = decimals(for: values)
    func text(_ value: Double) -> String { words.quantity(words.number(unit.shown(value), decimals: decimals), unit) }
    return words.moved(
      glossary.parameterName(parameter.address), from: text(prior.priorMean), to: text(prior.posteriorMean),
      share: words.number(100 * prior.informationFromData, decimals: 0))
  }

  /// Written values beside what was observed of them.
  private func assumptionLines(_ glossary: Glossary) -> [String] {
    guard !answer.fit.assumptions.isEmpty else { return [] }
    var table = TextTable(
      [
        TextTable.Column(words.writtenValue, alignment: .left), TextTable.Column(words.assumed),
        TextTable.Column(words.observedMean), TextTable.Column(words.interval95), TextTable.Column(words.intervalsUsed),
      ], language: words.language)
    for assumption in answer.fit.assumptions {
      let observed = assumption.observed
      let unit = glossary.unit(of: observed.address)
      let shown = ShownEstimate(observed, glossary)
      let decimals = decimals(for: [unit.shown(assumption.assumed)])
      table.append([
        glossary.parameterName(observed.address),
        words.quantity(words.number(unit.shown(assumption.assumed), decimals: decimals), unit), shown.estimate,
        shown.interval95 ?? "-", String(observed.observations),
      ])
    }
    return [""] + table.lines()
  }

  private func balanceLines(_ glossary: Glossary) -> [String] {
    guard !answer.fit.flows.isEmpty else { return [] }
    var table = TextTable(
      [
        TextTable.Column(words.observedIntervals, alignment: .left), TextTable.Column(words.balanceResidual),
        TextTable.Column(words.residual),
      ], language: words.language)
    for balance in answer.fit.flows {
      for (category, residuals) in Dictionary(grouping: balance.residuals, by: \.category).sorted(by: {
        $0.key < $1.key
      }) {
        let unit = glossary.unit(of: category)
        let decimals = decimals(for: residuals.map { unit.shown($0.residual) })
        table.append(heading: words.titled(glossary.name(of: category), unit))
        for residual in residuals {
          table.append([
            "  " + words.span(residual.from, residual.to),
            words.signed(unit.shown(residual.residual), decimals: decimals),
            words.signed(residual.standardised, decimals: 2),
          ])
        }
      }
    }
    return [""] + table.lines()
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
        shown.interval95 ?? "-", String(parameter.observations), words.method(parameter),
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
      + (diagnostic.panel.map { words.say("", " ") + words.panel($0) } ?? "")
  }

  private func shortestSigma(_ sigma: Double) -> String { words.number(sigma, decimals: decimals(for: [sigma])) }

  private func intervalLines(_ glossary: Glossary) -> [String] {
    guard !answer.fit.diagnostics.isEmpty else { return [] }
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
    return [""] + table.lines()
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
