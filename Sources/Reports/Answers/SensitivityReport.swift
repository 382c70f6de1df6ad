import Planning
import SensitivityAnalysis
import StockFlow

/// `sensitivity`: what the spread of every output comes from, the strongest assumption first.
struct SensitivityReport: AnswerReport {
  let answer: SensitivityAnswer
  let options: ReportOptions

  private var words: Words { options.words }

  /// With a warning for every output that has no value somewhere.
  private var header: AnswerHeader {
    var header = answer.header
    header.warnings += answer.outputs.filter { $0.failed > 0 }.map { failureWarning($0, answer) }
    if !answer.isPrecise { header.warnings.append(imprecisionWarning()) }
    return header
  }

  func json() -> JSONValue {
    commonKeys(header, options).adding([
      "method": .string(answer.method.rawValue), "outcome": .string(answer.outcome.rawValue),
      "samples": .integer(answer.samples), "seed": .unsigned(answer.seed),
      "outputs": .array(answer.outputs.map(object)),
    ])
  }

  private func object(of output: SensitivityOutput) -> JSONValue {
    let target = output.target.map { $0.comparison }
    let judged: KeyValuePairs<String, JSONValue> =
      target.map { ["comparison": .string($0.key), "value": $0.value] } ?? [:]
    let central: KeyValuePairs<String, JSONValue> =
      answer.method == .tornado ? ["central": JSONValue(output.mean)] : [:]
    let head = JSONValue.object(["of": .string(output.of), "year": .integer(output.year)]).adding(judged)
    let whole = head.adding(central).adding([
      "mean": JSONValue(output.mean),
      "variance": JSONValue(output.variance),
      "failed": .integer(output.failed),
      "indices": .array(zip(answer.parameters, output.indices).map { object(of: $0, $1) }),
    ])
    return output.pairs.isEmpty ? whole : whole.adding(["pairs": .array(output.pairs.map(object))])
  }

  private func object(of pair: SensitivityPair) -> JSONValue {
    .object([
      "parameters": .array([.string(answer.parameters[pair.first]), .string(answer.parameters[pair.second])]),
      "second": JSONValue(pair.interaction?.value), "second_interval": JSONValue(pair.interaction?.interval),
    ])
  }

  private func object(of parameter: String, _ index: SensitivityIndex) -> JSONValue {
    let values: KeyValuePairs<String, JSONValue> =
      switch answer.method {
      case .sobol:
        [
          "first": JSONValue(index.first?.value), "first_interval": JSONValue(index.first?.interval),
          "total": JSONValue(index.total?.value), "total_interval": JSONValue(index.total?.interval),
        ]
      case .morris:
        [
          "mu_star": JSONValue(index.muStar?.value), "mu_star_interval": JSONValue(index.muStar?.interval),
          "sigma": JSONValue(index.sigma),
        ]
      case .rank:
        [
          "rank_correlation": JSONValue(index.rankCorrelation?.value),
          "rank_correlation_interval": JSONValue(index.rankCorrelation?.interval),
          "partial_rank_correlation": JSONValue(index.partialRankCorrelation?.value),
          "partial_rank_correlation_interval": JSONValue(index.partialRankCorrelation?.interval),
        ]
      case .tornado: ["low": JSONValue(index.low), "high": JSONValue(index.high)]
      case .givenData:
        [
          "first": JSONValue(index.first?.value), "first_interval": JSONValue(index.first?.interval),
          "total": JSONValue(index.total?.value), "total_interval": JSONValue(index.total?.interval),
          "pawn": JSONValue(index.pawn),
        ]
      case .shapley: [:]
      }
    let whole = JSONValue.object(["parameter": .string(parameter)]).adding(values)
    return answer.method == .givenData || answer.method == .shapley ? whole.adding(shapley(index)) : whole
  }

  private func shapley(_ index: SensitivityIndex) -> KeyValuePairs<String, JSONValue> {
    [
      "shapley": JSONValue(index.shapley?.value), "shapley_interval": JSONValue(index.shapley?.interval),
      "shapley_standard_error": JSONValue(index.shapley?.standardError),
    ]
  }

  func csv() -> CSVTable {
    let hasPairs = answer.outputs.contains { !$0.pairs.isEmpty }
    let keys = columns.flatMap(\.exportedKeys)
    let second = hasPairs ? ["second", "second_low", "second_high"] : []
    var table = CSVTable(header: ["of", "year", "parameter"] + (hasPairs ? ["with"] : []) + keys + second)
    for output in answer.outputs {
      let head = [output.of, String(output.year)]
      for (parameter, index) in zip(answer.parameters, output.indices) {
        let numbers = columns.flatMap { $0.exported(index) }
        let own = head + [parameter] + (hasPairs ? [""] : [])
        table.append(own + numbers + second.map { _ in "" })
      }
      for pair in output.pairs {
        let interval = pair.interaction?.interval
        let names = [pair.first, pair.second].map { answer.parameters[$0] }
        let numbers = [pair.interaction?.value, interval?.lowerBound, interval?.upperBound].map { cell($0) }
        table.append(head + names + keys.map { _ in "" } + numbers)
      }
    }
    return table
  }

  private var columns: [SensitivityColumn] { SensitivityColumn.all(of: answer.method, words) }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let head = glossary.head(answer.header, words.evaluated(answer.samples, answer.method.rawValue))
    let sentences = SensitivitySentences(answer: answer, glossary: glossary).all
    let lines =
      head + sentences.flatMap { wrapped($0, width: 100, hanging: 2, language: words.language) }
      + (sentences.isEmpty ? [] : [""]) + table(glossary).lines() + notes.flatMap { ["", $0] }
      + interactions(glossary) + glossary.warningLines(header)
    return lines.joined(separator: "\n")
  }

  private var notes: [String] {
    let errors = answer.outputs.flatMap { $0.indices.compactMap { $0.shapley?.standardError } }
    return (answer.method == .morris ? [words.morrisLegend] : [])
      + (errors.max().map { [words.shapleyError(words.number($0, decimals: 3))] } ?? [])
  }

  /// "total talent in 2025", or what the target makes of it.
  private func title(of output: SensitivityOutput, _ glossary: Glossary) -> String {
    SensitivitySentences(answer: answer, glossary: glossary).title(of: output)
  }

  private func name(of parameter: String, _ glossary: Glossary) -> String { glossary.uncertainName(parameter) }

  private func table(_ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [TextTable.Column(words.parameter, alignment: .left)] + columns.map { TextTable.Column($0.title) },
      language: words.language)
    for output in answer.outputs {
      let unit = glossary.unit(of: output.of)
      let title = title(of: output, glossary)
      table.append(
        heading: answer.outcome == .value
          ? words.titled(title, unit)
          : answer.outcome == .hit ? glossary.capitalised(title) : words.titled(glossary.capitalised(title), unit))
      // What the method says nothing about, as a tornado about the noise, has no row.
      let rows = zip(answer.parameters, output.indices).filter { _, index in columns.contains { $0.value(index) != nil }
      }
      .sorted { size($0.1) > size($1.1) }
      for (parameter, index) in rows {
        table.append(
          ["  " + glossary.capitalised(name(of: parameter, glossary))] + columns.map { shown($0, index, unit) })
      }
    }
    return table
  }

  /// The largest few of each output.
  private func interactions(_ glossary: Glossary) -> [String] {
    var table = TextTable(
      [TextTable.Column(words.parameterPair, alignment: .left), TextTable.Column(words.interaction)],
      language: words.language)
    for output in answer.outputs {
      let certain = output.pairs.filter { ($0.interaction?.interval.lowerBound ?? 0) > 0 }
      let largest = certain.compactMap { pair in pair.interaction.map { (pair, value: $0.value) } }
        .filter { $0.value >= 0.005 }.sorted { $0.value > $1.value }.prefix(3)
      if !largest.isEmpty { table.append(heading: title(of: output, glossary)) }
      for (pair, value) in largest {
        let names = [pair.first, pair.second].map { name(of: answer.parameters[$0], glossary) }
        table.append(["  " + names.joined(separator: " × "), words.number(value, decimals: 3)])
      }
    }
    if table.rows.isEmpty { return answer.outputs.contains { !$0.pairs.isEmpty } ? ["", words.noInteraction] : [] }
    return [""] + table.lines()
  }

  private func size(_ index: SensitivityIndex) -> Double {
    if answer.method == .tornado { return abs((index.high ?? 0) - (index.low ?? 0)) }
    return abs(columns[0].value(index) ?? 0)
  }

  /// With its interval in brackets, or with its standard error.
  private func shown(_ column: SensitivityColumn, _ index: SensitivityIndex, _ unit: ShownUnit) -> String {
    // Rounding errors of a sum of numbers some ten digits larger.
    let scale = abs(index.muStar?.value ?? 0)
    let value = column.value(index).map { column.key == "sigma" && abs($0) < 1e-9 * scale ? 0 : $0 }
    let text = shown(value, unit)
    guard value != nil, let estimate = column.estimate?(index) else { return text }
    if column.showsError { return text + (estimate.standardError.map { " ± " + shown($0, unit) } ?? "") }
    let ends = (shown(estimate.interval.lowerBound, unit), shown(estimate.interval.upperBound, unit))
    return "\(text) (\(words.interval(ends.0, ends.1)))"
  }

  private func shown(_ value: Double?, _ unit: ShownUnit) -> String {
    guard let value else { return "-" }
    if answer.outcome == .hit { return words.number(value, decimals: 3) }
    switch answer.method {
    case .sobol, .givenData, .shapley, .rank: return words.number(value, decimals: 3)
    case .morris: return words.number(unit.shown(value), decimals: 4)
    case .tornado: return words.cell(unit.shown(value), decimals: decimals(for: [unit.shown(value)]))
    }
  }

  private func imprecisionWarning() -> Diagnostic {
    let text = LocalizedText(zh: Words(language: .zh).notPrecise, en: Words(language: .en).notPrecise)
    return Diagnostic(severity: .warning, code: "precision-not-reached", message: text, help: nil, place: nil)
  }
}
