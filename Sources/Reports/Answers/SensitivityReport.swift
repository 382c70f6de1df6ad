import Planning
import SensitivityAnalysis
import StockFlow

/// `sensitivity`: what the spread of every output comes from, the strongest assumption first.
struct SensitivityReport: AnswerReport {
  let answer: SensitivityAnswer
  let options: ReportOptions

  private var words: Words { options.words }

  func json() -> JSONValue {
    commonKeys(answer.header, options).adding([
      "method": .string(answer.method.rawValue), "samples": .integer(answer.samples), "seed": .unsigned(answer.seed),
      "outputs": .array(answer.outputs.map(object)),
    ])
  }

  private func object(of output: SensitivityOutput) -> JSONValue {
    .object([
      "of": .string(output.of),
      "year": .integer(output.year),
      "mean": JSONValue(output.mean),
      "variance": JSONValue(output.variance),
      "failed": .integer(output.failed),
      "indices": .array(zip(answer.parameters, output.indices).map { object(of: $0, $1) }),
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
          "pawn": JSONValue(index.pawn),
        ]
      }
    return JSONValue.object(["parameter": .string(parameter)]).adding(values)
  }

  func csv() -> CSVTable {
    var table = CSVTable(header: ["of", "year", "parameter"] + columns.map(\.key))
    for output in answer.outputs {
      for (parameter, index) in zip(answer.parameters, output.indices) {
        table.append([output.of, String(output.year), parameter] + columns.map { cell($0.value(index)) })
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
    case .givenData: [("first", words.firstShare, { $0.first?.value }), ("pawn", "PAWN", { $0.pawn })]
    }
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let head = glossary.head(answer.header, words.evaluated(answer.samples, answer.method.rawValue))
    let sentences = answer.outputs.compactMap { sentence(on: $0, glossary) }
    let lines =
      head + sentences.flatMap { wrapped($0, width: 100, hanging: 2, language: words.language) }
      + (sentences.isEmpty ? [] : [""]) + table(glossary).lines() + (answer.isPrecise ? [] : ["", words.notPrecise])
      + glossary.warningLines(answer.header)
    return lines.joined(separator: "\n")
  }

  /// "Three assumptions explain 84 % of the spread of total talent in 2025: …"
  private func sentence(on output: SensitivityOutput, _ glossary: Glossary) -> String? {
    let shares = zip(answer.parameters, output.indices).compactMap { name, index in
      index.first.map { (name: name, share: max(0, $0.value)) }
    }.sorted { $0.share > $1.share }
    var main: [(name: String, share: Double)] = []
    // What correlated assumptions explain overlaps: none is named once everything is explained.
    for share in shares.prefix(3) where share.share >= 0.01 && main.reduce(0, { $0 + $1.share }) < 0.95 {
      main.append(share)
    }
    guard !main.isEmpty else { return nil }
    let sum = min(1, main.reduce(0) { $0 + $1.share })
    return words.explain(
      main.map { "\(name(of: $0.name, glossary)) \(words.percent($0.share))" }, share: words.percent(sum),
      of: words.targetName(glossary.seriesName(output.of), output.year))
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
      table.append(heading: words.titled(words.targetName(glossary.seriesName(output.of), output.year), unit))
      let rows = zip(answer.parameters, output.indices).sorted { size($0.1) > size($1.1) }
      for (parameter, index) in rows {
        table.append(["  " + name(of: parameter, glossary)] + columns.map { shown($0.value(index), unit) })
      }
    }
    return table
  }

  private func size(_ index: SensitivityIndex) -> Double {
    if answer.method == .tornado { return abs((index.high ?? 0) - (index.low ?? 0)) }
    return abs(columns[0].value(index) ?? 0)
  }

  private func shown(_ value: Double?, _ unit: ShownUnit) -> String {
    guard let value else { return "-" }
    switch answer.method {
    case .sobol, .givenData, .rank: return words.number(value, decimals: 3)
    case .morris: return words.number(unit.shown(value), decimals: 4)
    case .tornado: return words.cell(unit.shown(value), decimals: decimals(for: [unit.shown(value)]))
    }
  }
}
