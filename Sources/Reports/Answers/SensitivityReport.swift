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
    let whole = JSONValue.object(["of": .string(output.of), "year": .integer(output.year)]).adding(judged).adding([
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
    let keys = columns.map(\.key)
    var table = CSVTable(
      header: ["of", "year", "parameter"] + (hasPairs ? ["with"] : []) + keys + (hasPairs ? ["second"] : []))
    for output in answer.outputs {
      let head = [output.of, String(output.year)]
      for (parameter, index) in zip(answer.parameters, output.indices) {
        table.append(
          head + [parameter] + (hasPairs ? [""] : []) + columns.map { cell($0.value(index)) } + (hasPairs ? [""] : []))
      }
      for pair in output.pairs {
        table.append(
          head + [answer.parameters[pair.first], answer.parameters[pair.second]] + keys.map { _ in "" }
            + [cell(pair.interaction?.value)])
      }
    }
    return table
  }

  /// The numbers of the method, by which rows are ordered: the first decides.
  private var columns: [(key: String, title: String, value: (SensitivityIndex) -> Double?)] {
    switch answer.method {
    case .sobol: [("total", words.totalShare, { $0.total?.value }), ("first", words.firstShare, { $0.first?.value })]
    case .morris: [("mu_star", "μ*", { $0.muStar?.value }), ("sigma", "σ", { $0.sigma })]
    case .rank:
      [
        ("partial_rank_correlation", words.partialRank, { $0.partialRankCorrelation?.value }),
        ("rank_correlation", words.rank, { $0.rankCorrelation?.value }),
      ]
    case .tornado: [("low", words.lowEnd, { $0.low }), ("high", words.highEnd, { $0.high })]
    case .givenData:
      [
        ("shapley", words.shapleyShare, { $0.shapley?.value }), ("first", words.firstShare, { $0.first?.value }),
        ("pawn", "PAWN", { $0.pawn }),
      ]
    case .shapley: [("shapley", words.shapleyShare, { $0.shapley?.value })]
    }
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let head = glossary.head(answer.header, words.evaluated(answer.samples, answer.method.rawValue))
    let sentences = answer.outputs.compactMap { sentence(on: $0, glossary) }
    let lines =
      head + sentences.flatMap { wrapped($0, width: 100, hanging: 2, language: words.language) }
      + (sentences.isEmpty ? [] : [""]) + table(glossary).lines() + notes.flatMap { ["", $0] }
      + interactions(glossary) + glossary.warningLines(header)
    return lines.joined(separator: "\n")
  }

  private var notes: [String] {
    let errors = answer.outputs.flatMap { $0.indices.compactMap { $0.shapley?.standardError } }
    return (answer.isPrecise ? [] : [words.notPrecise])
      + (errors.max().map { [words.shapleyError(words.number($0, decimals: 3))] } ?? [])
  }

  /// "Three assumptions explain 84 % of the spread of total talent in 2025: …"
  private func sentence(on output: SensitivityOutput, _ glossary: Glossary) -> String? {
    let shares = zip(answer.parameters, output.indices).compactMap { name, index in
      // Shapley effects count nothing twice.
      (index.shapley ?? index.first).map { (name: name, share: max(0, $0.value)) }
    }.sorted { $0.share > $1.share }
    var main: [(name: String, share: Double)] = []
    // What correlated assumptions explain overlaps: none is named once everything is explained.
    for share in shares.prefix(3) where share.share >= 0.01 && main.reduce(0, { $0 + $1.share }) < 0.95 {
      main.append(share)
    }
    guard !main.isEmpty else { return nil }
    // Shares that add up to everything but for rounding.
    let sum = min(1, (main.reduce(0) { $0 + $1.share } * 1e6).rounded() / 1e6)
    return words.explain(
      main.map { "\(name(of: $0.name, glossary)) \(words.percent($0.share))" }, share: words.percent(sum),
      of: title(of: output, glossary))
  }

  /// "total talent in 2025", or what the target makes of it.
  private func title(of output: SensitivityOutput, _ glossary: Glossary) -> String {
    let name = words.targetName(glossary.seriesName(output.of), output.year)
    return switch answer.outcome {
    case .value: name
    case .margin: words.marginOf(name)
    case .hit: words.whetherHit(name)
    }
  }

  private func name(of parameter: String, _ glossary: Glossary) -> String {
    parameter == "noise" ? words.allNoise : parameter
  }

  private func table(_ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [TextTable.Column(words.parameter, alignment: .left)] + columns.map { TextTable.Column($0.title) },
      language: words.language)
    for output in answer.outputs {
      let unit = glossary.unit(of: output.of)
      let title = title(of: output, glossary)
      table.append(heading: answer.outcome == .hit ? title : words.titled(title, unit))
      let rows = zip(answer.parameters, output.indices).sorted { size($0.1) > size($1.1) }
      for (parameter, index) in rows {
        table.append(["  " + name(of: parameter, glossary)] + columns.map { shown($0.value(index), unit) })
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

  private func shown(_ value: Double?, _ unit: ShownUnit) -> String {
    guard let value else { return "-" }
    if answer.outcome == .hit { return words.number(value, decimals: 3) }
    switch answer.method {
    case .sobol, .givenData, .shapley, .rank: return words.number(value, decimals: 3)
    case .morris: return words.number(unit.shown(value), decimals: 4)
    case .tornado: return words.cell(unit.shown(value), decimals: decimals(for: [unit.shown(value)]))
    }
  }
}
