import Planning
package import StockFlow

extension ReportWriter {
  /// Opening stock, every flow and closing stock of every category and year in the central projection.
  ///
  /// - Throws: where they do not add up, which is our error.
  func balanceTable() throws(ReportFault) -> ReportTable {
    let years = Array(scenario.horizon.dropFirst())
    let common = commonUnit(scenario.categories.map(\.id))
    var table = ReportTable(
      id: "balance", title: words.balanceTitle(scenarioName, words.horizon(scenario.horizon)), unit: common ?? "",
      columns: [.text(words.item)] + years.map { .number(String($0)) })
    for category in scenario.categories {
      let balance = CategoryBalance(
        category.id, of: ProjectionAnswer(header: study.header, central: study.central), glossary)
      try check(balance, of: category, years)
      let unit = glossary.unit(of: category.id)
      let name = glossary.name(of: category.id)
      table.append(heading: common == nil ? words.titled(name, unit) : name)
      append(balance, unit, years, to: &table)
    }
    table.notes = [words.balanceNote] + (table.hasRoundedTotals ? [words.roundedTotals] : [])
    table.sources = [words.ownProjection]
    return table
  }

  private func append(_ balance: CategoryBalance, _ unit: ShownUnit, _ years: [Year], to table: inout ReportTable) {
    let decimals = balance.decimals(in: unit)
    func cells(sign: Bool = false, _ value: (Year) -> Double?) -> [ReportTable.Cell] {
      years.map { .number(value($0).map(unit.shown), decimals: decimals, sign: sign) }
    }
    table.append([.text(words.capitalised(words.opening))] + cells(balance.opening))
    for line in balance.lines { table.append([.text(words.capitalised(line.name))] + cells(sign: true, line.value)) }
    table.append(
      [.text(words.capitalised(words.closing))] + cells(balance.closing), .total(ofLast: balance.lines.count + 1))
  }

  /// What the flows leave open must be what holding the stock at 0 added, and nothing else.
  private func check(_ balance: CategoryBalance, of category: Category, _ years: [Year]) throws(ReportFault) {
    for year in years {
      guard let opening = balance.opening(year), let closing = balance.closing(year) else { continue }
      let floor = study.central.floorAdded(to: category.id, in: year)
      let named = balance.lines.filter { $0.name != words.floor }.compactMap { $0.value(year) }
      try checkBalance(category: category.id, year: year, opening: opening, flows: named + [floor], closing: closing)
    }
  }

  /// What every sum of the scenario is made of, year by year.
  func compositionTable() -> ReportTable? {
    let sums = scenario.measures.filter { if case .sum = $0.formula { true } else { false } }
    guard !sums.isEmpty else { return nil }
    let common = commonUnit(sums.map(\.id))
    var table = ReportTable(
      id: "composition", title: words.compositionTitle(scenarioName, words.horizon(scenario.horizon)),
      unit: common ?? "", columns: [.text(words.item)] + scenario.horizon.map { .number(String($0)) })
    for measure in sums { append(measure, hasOwnUnit: common == nil, to: &table) }
    table.notes = table.hasRoundedTotals ? [words.roundedTotals] : []
    table.sources = [words.ownProjection]
    return table
  }

  private func append(_ measure: Measure, hasOwnUnit: Bool, to table: inout ReportTable) {
    guard case .sum(let terms, let coverage) = measure.formula else { return }
    let unit = glossary.unit(of: measure.id)
    let name = glossary.name(of: measure.id)
    let total = values(of: measure.id)
    let parts = terms.map { term in values(of: term.id).map { $0.map { $0 * term.weight } } }
    let decimals = decimals(for: (parts.flatMap { $0 } + total).compactMap { $0.map(unit.shown) })
    func cells(_ values: [Double?], sign: Bool = false) -> [ReportTable.Cell] {
      values.map { .number($0.map(unit.shown), decimals: decimals, sign: sign) }
    }
    table.append(heading: hasOwnUnit ? words.titled(name, unit) : name)
    for (term, part) in zip(terms, parts) {
      let weight = term.weight == 1 ? "" : " × " + shortest(term.weight)
      table.append([.text(glossary.name(of: term.id) + weight)] + cells(part))
    }
    if coverage != nil {
      let correction = total.indices.map { year in
        total[year].map { $0 - parts.reduce(0) { $0 + ($1[year] ?? 0) } }
      }
      table.append([.text(words.coverageLine)] + cells(correction, sign: true))
    }
    table.append([.text(name)] + cells(total), .total(ofLast: terms.count + (coverage == nil ? 0 : 1)))
  }

  private func values(of id: String) -> [Double?] {
    study.central.model.series(named: id).map { study.central.values(of: $0) } ?? scenario.horizon.map { _ in nil }
  }
}

/// - Throws: where opening stock and flows do not make the closing stock.
package func checkBalance(
  category: String, year: Year, opening: Double, flows: [Double], closing: Double
) throws(ReportFault) {
  let sum = flows.reduce(0, +)
  let largest = flows.reduce(max(abs(opening), abs(closing))) { max($0, abs($1)) }
  // 1e-9 of the largest figure stands far above the rounding of a few additions and far below anything shown.
  guard abs(opening + sum - closing) <= 1e-9 * largest else {
    throw .unbalanced(category: category, year: year, opening: opening, flows: sum, closing: closing)
  }
}
