import Planning
import StockFlow

/// `discover`: the corners in which a target is missed, in words.
struct DiscoveryReport: AnswerReport {
  let answer: DiscoveryAnswer
  let options: ReportOptions

  private var words: Words { options.words }
  private var targetKey: String { "\(answer.target.of)@\(answer.target.year)" }

  func json() -> JSONValue {
    commonKeys(answer.header, options).adding([
      "target": .string(targetKey), "samples": .integer(answer.samples), "misses": .integer(answer.misses),
      "seed": .unsigned(answer.seed), "asked_density": .number(answer.density),
      "uncertain_assumptions": .integer(answer.uncertainAssumptions), "searches": .array(answer.searches.map(object)),
      "boxes": boxes { $0 != .reached }, "reached_boxes": boxes { $0 == .reached },
    ])
  }

  private func object(of search: DiscoveryAnswer.CornerSearch) -> JSONValue {
    .object([
      "kind": .string(search.kind.rawValue), "cases": .integer(search.cases), "density": .number(search.density),
      "least_futures": .integer(search.leastFutures), "corners": .integer(search.corners.count),
    ])
  }

  private func boxes(of kinds: (DiscoveryAnswer.Kind) -> Bool) -> JSONValue {
    .array(
      answer.searches.filter { kinds($0.kind) }.flatMap { search in search.corners.map { object(of: $0, search.kind) } }
    )
  }

  private func object(of corner: DiscoveryAnswer.Corner, _ kind: DiscoveryAnswer.Kind) -> JSONValue {
    .object([
      "kind": .string(kind.rawValue),
      "limits": members(corner.limits.map { ($0.parameter, range($0.lower, $0.upper)) }),
      "quasi_p_values": members(corner.limits.map { ($0.parameter, .number($0.quasiPValue)) }),
      "found_again": members(
        corner.limits.map { limit in
          let shares = [("at_coverage", limit.foundAtCoverage), ("at_density", limit.foundAtDensity)]
          return (limit.parameter, members(shares.map { ($0.0, .number($0.1)) }))
        }),
      "coverage": .number(corner.coverage),
      "density": .number(corner.density),
      "mass": .number(corner.mass),
      "cases": .integer(corner.cases),
      "trade_off": .array(corner.tradeOff.map(object)),
    ])
  }

  private func object(of step: DiscoveryAnswer.TradeOff) -> JSONValue {
    .object([
      "coverage": .number(step.coverage), "density": .number(step.density), "mass": .number(step.mass),
      "limits": members(step.ranges.map { ($0.parameter, range($0.lower, $0.upper)) }),
    ])
  }

  private func range(_ lower: Double?, _ upper: Double?) -> JSONValue { .array([JSONValue(lower), JSONValue(upper)]) }

  func csv() -> CSVTable {
    var table = CSVTable(header: [
      "box", "kind", "parameter", "lower", "upper", "quasi_p_value", "found_at_coverage", "found_at_density",
      "coverage",
      "density", "mass", "cases",
    ])
    for numbered in numberedCorners {
      let corner = numbered.corner
      for limit in corner.limits {
        table.append(
          [String(numbered.number), numbered.kind.rawValue, limit.parameter, cell(limit.lower), cell(limit.upper)]
            + [cell(limit.quasiPValue), cell(limit.foundAtCoverage), cell(limit.foundAtDensity)]
            + [cell(corner.coverage), cell(corner.density), cell(corner.mass), String(corner.cases)])
      }
    }
    return table
  }

  /// Corners are numbered through.
  private struct NumberedCorner {
    let number: Int
    let kind: DiscoveryAnswer.Kind
    let corner: DiscoveryAnswer.Corner
  }

  private var numberedCorners: [NumberedCorner] {
    answer.searches.flatMap { search in search.corners.map { (search.kind, $0) } }.enumerated()
      .map { NumberedCorner(number: $0.offset + 1, kind: $0.element.0, corner: $0.element.1) }
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let sentences = standing(glossary) + answer.searches.flatMap { self.sentences(on: $0, glossary) }
    let tables = numberedCorners.isEmpty ? [] : [""] + limits(glossary).lines() + [""] + tradeOffs(glossary).lines()
    let lines =
      glossary.head(answer.header, nil)
      + sentences.flatMap { wrapped($0, width: 100, hanging: 2, language: words.language) } + tables
      + glossary.warningLines(answer.header)
    return lines.joined(separator: "\n")
  }

  /// How often the target is missed, and in which ways.
  private func standing(_ glossary: Glossary) -> [String] {
    let name = words.targetInYear(glossary.seriesName(answer.target.of), answer.target.year)
    guard !answer.isCertain else { return [words.certainly(name, isMissed: answer.misses > 0)] }
    guard answer.misses > 0 else { return [words.neverMissed(name, of: answer.samples)] }
    guard answer.misses < answer.samples else { return [words.alwaysMissed(name, of: answer.samples)] }
    let whole = words.missedIn(name, share: share(answer.misses), of: answer.samples)
    guard answer.uncertainAssumptions > 0 else { return [whole, words.noiseAlone] }
    let ways = answer.searches.filter { $0.kind != .missed && $0.kind != .reached }
    return [whole] + (ways.isEmpty ? [] : [words.waysOfMissing(ways.map { ($0.kind, share($0.cases)) })])
  }

  private func share(_ futures: Int) -> String { words.percent(Double(futures) / Double(max(1, answer.samples))) }

  private func sentences(on search: DiscoveryAnswer.CornerSearch, _ glossary: Glossary) -> [String] {
    let numbered = numberedCorners.filter { $0.kind == search.kind }
    guard let first = search.corners.first else { return [words.noCorner(search.kind)] }
    let (asked, sought) = (words.percent(answer.density), words.percent(search.density))
    let raised =
      search.density > answer.density
      ? [words.raisedDensity(search.kind, share: share(search.cases), sought: sought, asked: asked)] : []
    let short = first.density < search.density ? [words.densityNotReached(sought, least: search.leastFutures)] : []
    return raised + short
      + numbered.enumerated().map { place, next in
        words.corner(
          next.number, outside: numbered.prefix(place).map(\.number), next.kind,
          next.corner.limits.map { glossary.condition($0.parameter, lower: $0.lower, upper: $0.upper) },
          density: words.percent(next.corner.density), coverage: words.percent(next.corner.coverage))
      }
  }

  private func limits(_ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.limitTitle, alignment: .left), TextTable.Column(words.quasiPTitle),
        TextTable.Column(words.foundAgainTitle.0, words.foundAgainTitle.1),
      ], language: words.language)
    for numbered in numberedCorners {
      table.append(heading: words.cornerTitle(numbered.number))
      for limit in numbered.corner.limits {
        let isTiny = limit.quasiPValue < 0.001
        table.append([
          "  " + glossary.condition(limit.parameter, lower: limit.lower, upper: limit.upper),
          (isTiny ? "< " : "") + words.number(isTiny ? 0.001 : limit.quasiPValue, decimals: 3),
          "\(words.percent(limit.foundAtCoverage)) / \(words.percent(limit.foundAtDensity))",
        ])
      }
    }
    return table
  }

  /// Of each curve the boxes that cover just as much as these shares.
  private static let coverages = [1, 0.9, 0.75, 0.5, 0.25]

  private func tradeOffs(_ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.limitTitle, alignment: .left), TextTable.Column(words.densityTitle),
        TextTable.Column(words.coverageTitle), TextTable.Column(words.massTitle),
      ], language: words.language)
    for numbered in numberedCorners {
      table.append(heading: words.tradeOffTitle(numbered.number))
      var shown: [DiscoveryAnswer.TradeOff] = []
      // Later corners cover less from the start.
      let most = numbered.corner.tradeOff.first?.coverage ?? 1
      for coverage in Self.coverages {
        let densest = numbered.corner.tradeOff.filter { $0.coverage >= coverage * most }.max { $0.density < $1.density }
        if let densest, !shown.contains(densest) { shown.append(densest) }
      }
      for step in shown {
        let names = step.ranges.map { glossary.drawPhrase($0.parameter) }
        table.append(
          ["  " + (names.isEmpty ? words.noLimits : names.count > 3 ? words.limits(names.count) : words.list(names))]
            + [step.density, step.coverage, step.mass].map { words.percent($0) })
      }
    }
    return table
  }
}
