import StockFlow

// The central projection as a balance: for each category opening stock, every flow, closing stock.
extension ProjectionReport {
  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    // Every table ends with an empty line.
    let tables = yearBlocks().flatMap { table($0, glossary).lines() }
    let lines =
      glossary.head(answer.header, words.centralProjection) + tables.dropLast() + glossary.warningLines(answer.header)
    return lines.joined(separator: "\n")
  }

  /// A long horizon is cut into tables of ten years.
  private func yearBlocks() -> [[Year]] {
    let years = Array(model.horizon)
    return stride(from: 0, to: years.count, by: 10).map { Array(years[$0..<min($0 + 10, years.count)]) }
  }

  private func table(_ years: [Year], _ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [TextTable.Column("", alignment: .left)] + years.map { TextTable.Column(String($0)) }, language: words.language)
    for category in answer.header.scenario.categories { addBalance(of: category, to: &table, years, glossary) }
    addSeries(answer.header.scenario.measures.map(\.id), under: words.measures, to: &table, years, glossary)
    addSeries(answer.header.scenario.drivers.map(\.id), under: words.drivers, to: &table, years, glossary)
    return table
  }

  private func addBalance(of category: Category, to table: inout TextTable, _ years: [Year], _ glossary: Glossary) {
    let unit = glossary.unit(of: category.id)
    let balance = CategoryBalance(category.id, of: answer, glossary)
    let decimals = balance.decimals(in: unit)
    func cells(_ value: (Year) -> Double?, signed: Bool) -> [String] {
      years.map { year in
        guard let value = value(year).map(unit.shown) else { return "-" }
        return signed ? words.signed(value, decimals: decimals) : words.number(value, decimals: decimals)
      }
    }
    table.append(heading: words.titled(glossary.name(of: category.id), unit))
    if !balance.lines.isEmpty { table.append(["  " + words.opening] + cells(balance.opening, signed: false)) }
    for line in balance.lines { table.append(["  " + line.name] + cells(line.value, signed: true)) }
    table.append(["  " + words.closing] + cells(balance.closing, signed: false))
    table.appendBlank()
  }

  private func addSeries(
    _ ids: [String], under heading: String, to table: inout TextTable, _ years: [Year], _ glossary: Glossary
  ) {
    guard !ids.isEmpty else { return }
    table.append(heading: heading)
    for id in ids {
      guard let series = model.series(named: id) else { continue }
      let unit = glossary.unit(of: id)
      let all = central.values(of: series).compactMap { $0.map(unit.shown) }
      let decimals = decimals(for: all)
      let cells = years.map { words.cell(central.value(of: series, in: $0).map(unit.shown), decimals: decimals) }
      table.append(["  " + words.titled(glossary.name(of: id), unit)] + cells)
    }
    table.appendBlank()
  }
}

extension Words {
  /// A name and its unit: "Professionals, 万人".
  func titled(_ name: String, _ unit: ShownUnit) -> String {
    unit.label.isEmpty ? name : name + say("（\(unit.label)）", ", \(unit.label)")
  }
}

/// The balance of one category by year: opening stock + flows = closing stock.
struct CategoryBalance {
  struct Line {
    let name: String
    let values: [Year: Double]
    func value(_ year: Year) -> Double? { values[year] }
  }

  /// Flows that are not 0 in every year, exits negative.
  let lines: [Line]
  private let stock: [Year: Double]

  init(_ category: String, of answer: ProjectionAnswer, _ glossary: Glossary) {
    let model = answer.central.model
    let years = model.horizon
    stock = values(of: category, in: years, answer.central)
    let started = stock.keys.min() ?? years.upperBound
    let flows = CategoryBalance.flows(of: category, glossary).map { flow in
      let persons = values(of: flow.series, in: years, answer.central).filter { $0.key > started }
      return Line(name: flow.name, values: persons.mapValues { $0 * flow.sign })
    }
    let moving = flows.filter { $0.values.contains { $0.value != 0 } }
    lines = moving + CategoryBalance.rest(stock, moving, glossary.words)
  }

  func opening(_ year: Year) -> Double? { stock[year - 1] }
  func closing(_ year: Year) -> Double? { stock[year] }

  /// Decimals that suit the stock, more where the largest flow would hardly be seen.
  func decimals(in unit: ShownUnit) -> Int {
    let stocks = Reports.decimals(for: stock.values.map(unit.shown))
    let flows = Reports.decimals(for: lines.flatMap { $0.values.values.map(unit.shown) })
    return max(stocks, min(flows, stocks + 1))
  }

  /// What the flows leave open, which is what holding the stock at 0 adds.
  private static func rest(_ stock: [Year: Double], _ flows: [Line], _ words: Words) -> [Line] {
    var added: [Year: Double] = [:]
    for (year, closing) in stock {
      guard let opening = stock[year - 1] else { continue }
      let sum = flows.reduce(opening) { $0 + ($1.values[year] ?? 0) }
      let largest = flows.reduce(max(opening, closing)) { max($0, abs($1.values[year] ?? 0)) }
      // 1e-9 of the figures stands far above rounding and far below anything shown.
      if abs(closing - sum) > 1e-9 * largest { added[year] = closing - sum }
    }
    return added.isEmpty ? [] : [Line(name: words.floor, values: added)]
  }

  private static func flows(of category: String, _ glossary: Glossary) -> [(name: String, series: String, sign: Double)]
  {
    let words = glossary.words
    let own: [(ParameterAddress.Property, Double)] = [
      (.growth, 1), (.training, 1), (.inMigration, 1), (.outMigration, -1), (.attrition, -1),
    ]
    let transitions = glossary.scenario.transitions
    return own.map { (words.flow($0.0), "\(category).\($0.0.rawValue)", $0.1) }
      + glossary.scenario.pipelines.filter { $0.enters.contains { $0.category == category } }.map {
        (words.graduates(glossary.name(of: $0.id)), "\($0.id).\(category)", 1)
      }
      + transitions.filter { $0.to == category }.map {
        (words.entering(glossary.name(of: $0.id), from: glossary.name(of: $0.from)), "\($0.id).rate", 1)
      }
      + transitions.filter { $0.from == category }.map {
        (words.leaving(glossary.name(of: $0.id), to: glossary.name(of: $0.to)), "\($0.id).rate", -1)
      }
  }
}

private func values(of name: String, in years: ClosedRange<Year>, _ central: CentralProjection) -> [Year: Double] {
  guard let series = central.model.series(named: name) else { return [:] }
  let present = years.compactMap { year in central.value(of: series, in: year).map { (year, $0) } }
  return Dictionary(present, uniquingKeysWith: { first, _ in first })
}
