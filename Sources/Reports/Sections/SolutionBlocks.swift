package import Charts
import Ensembles
import Planning
import StockFlow

// What it would take, as `solve` has worked it out.
extension ReportWriter {
  func solutionBlocks(_ solution: SolveAnswer) -> [ReportBlock] {
    let text = SolveText(answer: solution, options: ReportOptions(format: .table, language: language))
    var blocks: [ReportBlock] = [.heading(words.solutionTitle), .paragraph(opening(solution, text))]
    if let table = singleTable(solution, text) { blocks.append(.table(table)) }
    let unreachable = text.unreachable
    if !unreachable.isEmpty { blocks.append(.list(unreachable.map { ReportItem($0) })) }
    if let mix = solution.mix { blocks += mixBlocks(mix, solution, text) }
    if let chart = frontier() {
      blocks += [.chart(chart), .folded(title: words.costOfProbability, [.table(frontierTable(solution))])]
    }
    let inverses = solution.inverse.filter { !$0.ways.isEmpty }.map { inverse($0, text) }
    return blocks + (inverses.isEmpty ? [] : [.list(inverses)])
  }

  /// With the probabilities of the whole report, which come from more paths than those that are solved on.
  private func opening(_ solution: SolveAnswer, _ text: SolveText) -> String {
    let short = solution.standings.filter { !$0.isReached }
    guard !short.isEmpty else { return text.opening }
    let named = short.map { standing in
      let known = study.reach.targets.first { $0.target == standing.target }?.probability.value
      let shown = known.map { min($0, solution.options.probability) } ?? standing.probability.value
      let name = words.targetName(glossary.seriesName(standing.target.of), standing.target.year)
      return words.named(name, words.percent(shown))
    }
    return words.fallShort(named, of: solution.standings.count, words.level(solution.options.probability))
  }

  private func mixBlocks(_ mix: SolveAnswer.Mix, _ solution: SolveAnswer, _ text: SolveText) -> [ReportBlock] {
    let summary = [text.summary(of: mix), text.binding(of: mix), text.prices(of: mix)].filter { !$0.isEmpty }
      .joined(separator: words.say("", " "))
    let table = mix.amounts.contains { $0.amount > 0 } ? [ReportBlock.table(mixTable(mix, solution, text))] : []
    return (summary.isEmpty ? [] : [.paragraph(summary)]) + table
  }

  /// Lines that were broken for a terminal, as one text.
  private func inverse(_ inverse: SolveAnswer.Inverse, _ text: SolveText) -> ReportItem {
    let lines = text.inverse(inverse).map { String($0.drop { $0 == " " }) }
    return ReportItem(lines.joined(separator: words.say("", " ")))
  }

  private func singleTable(_ solution: SolveAnswer, _ text: SolveText) -> ReportTable? {
    let money = solution.currency.map(words.moneyColumn)
    var columns: [ReportTable.Column] = [
      .text(words.lever), .number(words.amountNeeded), .text(words.unitName), .number(words.atItsLimit, unit: "%"),
    ]
    if let money { columns.append(.number(words.cost, unit: money.unit)) }
    var table = ReportTable(
      id: "single", title: words.singleTitle(scenarioName, targetYears),
      columns: columns + [.number(words.lastYearToAct)])
    for standing in solution.standings where !standing.isReached {
      let rows = solution.single.filter { $0.target == standing.target && text.isMoved($0, from: standing) }
      guard !rows.isEmpty else { continue }
      table.append(
        heading: words.targetName(glossary.seriesName(standing.target.of), standing.target.year))
      for single in rows {
        let cost: [ReportTable.Cell] = money.map { [self.cost(single.cost, in: $0)] } ?? []
        table.append(
          [.text(text.leverName(single.lever)), amount(single.amount, of: single.lever), .text(unit(of: single.lever))]
            + [percent(single.probabilityAtLimit)] + cost + [single.lastYearToAct.map { .whole($0) } ?? .empty])
      }
    }
    table.notes = [words.emptyMeansNotEnough, words.solvedWith(solution.stamp.paths)]
    table.sources = [words.ownProjection]
    return table.rows.isEmpty ? nil : table
  }

  private func mixTable(_ mix: SolveAnswer.Mix, _ solution: SolveAnswer, _ text: SolveText) -> ReportTable {
    let money = solution.currency.map(words.moneyColumn)
    let years = Array(scenario.horizon.dropFirst())
    let cost: [ReportTable.Column] = money.map { [.number(words.cost, unit: $0.unit)] } ?? []
    var table = ReportTable(
      id: "mix", title: words.mixTitle(scenarioName, words.horizon(scenario.horizon)),
      columns: [.text(words.lever), .number(words.amount), .text(words.unitName)] + cost
        + years.map { .number(String($0), unit: words.personsName) })
    let used = mix.amounts.filter { $0.amount > 0 }
    for amount in used {
      table.append(
        [.text(text.leverName(amount.lever)), self.amount(amount.amount, of: amount.lever)]
          + [.text(unit(of: amount.lever))] + (money.map { [self.cost(amount.cost, in: $0)] } ?? [])
          + amount.peopleByYear.map { .number($0, decimals: 0) })
    }
    table.append(
      [.text(words.totalName), .empty, .empty] + (money.map { [self.cost(mix.cost, in: $0)] } ?? [])
        + years.indices.map { year in
          .number(
            used.reduce(0) { $0 + ($1.peopleByYear.indices.contains(year) ? $1.peopleByYear[year] : 0) }, decimals: 0)
        }, .total(ofLast: used.count))
    table.notes = [words.peopleByYearNote] + (table.hasRoundedTotals ? [words.roundedTotals] : [])
    table.sources = [words.ownProjection]
    return table
  }

  private func frontierTable(_ solution: SolveAnswer) -> ReportTable {
    let money = words.moneyColumn(solution.currency ?? "")
    var table = ReportTable(
      id: "frontier", title: words.frontierTitle(scenarioName),
      columns: [.number(words.chance, unit: "%"), .number(words.leastCost, unit: money.unit)])
    for point in solution.frontier {
      table.append([.number(point.probability * 100, decimals: 0), cost(point.cost, in: money)])
    }
    table.notes = [words.emptyMeansNotEnough]
    table.sources = [words.ownProjection]
    return table
  }

  /// Cost against probability; `nil` without prices or with fewer than two points.
  package func frontier(width: Double = 720) -> FrontierChart? {
    guard let solution = study.solution, let currency = solution.currency else { return nil }
    let money = words.moneyColumn(currency)
    let points = solution.frontier.compactMap { point in
      point.cost.map { cost in
        FrontierChart.Point(
          name: words.level(point.probability), cost: cost / money.size, probability: point.probability,
          isMarked: point.probability == solution.options.probability)
      }
    }
    guard points.count > 1 else { return nil }
    return FrontierChart(
      frame: frame("frontier", words.frontierTitle(scenarioName), words.frontierDescription, width: width),
      cost: Quantity(name: words.leastCost + words.say("（\(money.unit)）", " (\(money.unit))"), abbreviates: false),
      words: FrontierChart.Words(
        point: words.item, probability: words.chance, lower: words.lowerEnd, upper: words.upperEnd,
        required: words.askedFor),
      points: points, required: solution.options.probability)
  }

  private func cost(_ value: Double?, in money: (unit: String, size: Double)) -> ReportTable.Cell {
    guard let value else { return .empty }
    let scaled = value / money.size
    return .number(scaled, decimals: abs(scaled) >= 100 || scaled == 0 ? 0 : 1)
  }

  private func amount(_ value: Double?, of lever: String) -> ReportTable.Cell {
    guard let value, let address = scenario.levers.first(where: { $0.id == lever })?.parameters.first else {
      return .empty
    }
    let shown = glossary.unit(of: address).shown(value)
    let digits = DecimalDigits(shown)
    // Three significant digits, as the draws do not carry more.
    return .number(shown, decimals: min(12, max(0, 3 - digits.exponent)))
  }

  private func unit(of lever: String) -> String {
    guard let address = scenario.levers.first(where: { $0.id == lever })?.parameters.first else { return "" }
    let label = glossary.unit(of: address).label
    return address.property.dimension == .people ? label + words.aYear : label
  }
}
