import Ensembles
import Planning
import StockFlow

/// `solve` in words and tables.
struct SolveText {
  let answer: SolveAnswer
  let options: ReportOptions

  private var words: Words { options.words }
  private var glossary: Glossary { Glossary(answer.header.scenario, words) }

  var lines: [String] {
    var parts = [sentence(opening)]
    if !singleTable.rows.isEmpty { parts.append(singleTable.lines()) }
    parts += unreachable.map { sentence($0) }
    if let mix = answer.mix { parts += self.mix(mix) }
    if !answer.frontier.isEmpty { parts.append(frontierTable.lines()) }
    if !answer.targetsByBudget.isEmpty { parts.append(budgetTable.lines()) }
    parts += answer.inverse.filter { isShort($0.target) }.map { inverse($0) }
    if let robust = answer.robust { parts.append(robustTable(robust).lines()) }
    return glossary.head(answer.header, words.drawn(answer.stamp))
      + Array(parts.filter { !$0.isEmpty }.joined(separator: [""])) + glossary.warningLines(answer.header)
  }

  private func sentence(_ text: String) -> [String] {
    text.isEmpty ? [] : wrapped(text, width: 100, hanging: 2, language: words.language)
  }

  private func name(_ target: Target) -> String {
    words.targetName(glossary.seriesName(target.of), target.year)
  }

  var opening: String {
    let short = answer.standings.filter { !$0.isReached }
    let asked = words.level(answer.options.probability)
    guard !short.isEmpty else { return words.nothingNeeded(answer.standings.count, asked) }
    return words.fallShort(
      short.map { words.named(name($0.target), words.percent($0.probability.value)) }, of: answer.standings.count, asked
    )
  }

  // MARK: Levers

  private func lever(_ id: String) -> Lever? { answer.header.scenario.levers.first { $0.id == id } }

  func leverName(_ id: String) -> String {
    let name = lever(id)?.name(words.language) ?? ""
    return visible(name.isEmpty ? id : name)
  }

  /// An amount in the unit of the lever's parameters.
  func amount(_ value: Double, of id: String) -> String {
    guard let address = lever(id)?.parameters.first else { return words.number(value, decimals: 2) }
    let unit = glossary.unit(of: address)
    let shown = unit.shown(value)
    // Three significant digits, as the draws do not carry more.
    let text = words.difference(words.number(shown, decimals: significant(shown)), unit)
    return address.property.dimension == .people ? words.perYear(text) : text
  }

  func significant(_ value: Double) -> Int {
    let size = value.magnitude
    return size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4
  }

  private func cost(_ value: Double?) -> String {
    guard let currency = answer.currency, let value else { return "-" }
    return words.money(value, currency)
  }

  private var singleTable: TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.leverAlone, alignment: .left), TextTable.Column(words.amountNeeded),
        TextTable.Column(words.atItsLimit), TextTable.Column(words.cost), TextTable.Column(words.lastYearToAct),
      ], language: words.language)
    for standing in answer.standings where !standing.isReached {
      let rows = answer.single.filter { $0.target == standing.target && isMoved($0, from: standing) }
      guard !rows.isEmpty else { continue }
      table.append(heading: name(standing.target))
      for single in rows {
        table.append([
          "  " + leverName(single.lever), single.amount.map { amount($0, of: single.lever) } ?? words.notEnough,
          words.percent(single.probabilityAtLimit), cost(single.cost),
          single.lastYearToAct.map { String($0) } ?? "-",
        ])
      }
    }
    return table
  }

  /// Levers that change nothing about a target are not listed under it.
  func isMoved(_ single: SolveAnswer.Single, from standing: SolveAnswer.Standing) -> Bool {
    single.isFeasible || single.probabilityAtLimit != standing.probability.value
  }

  var unreachable: [String] {
    let unmoved = answer.atLimits.filter { !$0.isMoved }.map { name($0.target) }
    return answer.atLimits.filter { $0.isMoved && !$0.isReachable && !isInMix($0.target) }.map(unreachable)
      + (unmoved.isEmpty ? [] : [words.noLeverMoves(unmoved)])
  }

  private func isInMix(_ target: Target) -> Bool { answer.mix?.targets.contains(target) ?? false }

  private func unreachable(_ limits: SolveAnswer.AtLimits) -> String {
    let unit = glossary.unit(of: limits.target.of)
    let bounds = limits.target.comparison.bounds
    let written = [bounds.low, bounds.high].compactMap { $0 }
    let decimals = decimals(
      for: ([limits.median].compactMap { $0 } + written).map { (unit.shown($0) * 1e4).rounded() / 1e4 })
    func text(_ value: Double) -> String { words.number(unit.shown(value), decimals: decimals) }
    let bound = written.count == 2 ? words.interval(text(written[0]), text(written[1])) : written.map(text).joined()
    return words.unreachable(
      name(limits.target), asked: words.percent(answer.options.probability), median: limits.median.map(text) ?? "-",
      bound: words.quantity(bound, unit), reached: words.futures(limits.probability.value),
      binding: limits.binding.map(leverName), inFullFrom: limits.binding.flatMap(fullYear))
  }

  /// The first year in which a lever acts in full, where that is later than its first year and within the horizon.
  private func fullYear(of id: String) -> Year? {
    guard let lever = lever(id) else { return nil }
    let year = lever.from + lever.lag + max(1, lever.ramp) - 1
    return year > lever.from && answer.header.scenario.horizon.contains(year) ? year : nil
  }

  // MARK: The mix

  private func mix(_ mix: SolveAnswer.Mix) -> [[String]] {
    var parts = [sentence(summary(of: mix))]
    if mix.amounts.contains(where: { $0.amount > 0 }) { parts.append(mixTable(mix).lines()) }
    if yearStep > 1 { parts.append(sentence(words.everySo(yearStep))) }
    parts += [sentence(binding(of: mix)), sentence(prices(of: mix))]
    return parts
  }

  func summary(of mix: SolveAnswer.Mix) -> String {
    let budget = answer.options.budget.map { words.money($0, answer.currency ?? "CNY") }
    guard !mix.targets.isEmpty else { return noMix(mix, budget) }
    if mix.amounts.allSatisfy({ $0.amount == 0 }) && mix.isFeasible { return "" }
    let least = mix.probabilities.min { $0.value < $1.value } ?? mix.probability
    let summary = Words.MixSummary(
      cost: answer.currency == nil ? nil : cost(mix.cost), targets: mix.givenUp.isEmpty ? nil : mix.targets.map(name),
      givenUp: mix.givenUp.map(name), isJoint: answer.options.isJoint || mix.targets.count == 1,
      probability: words.probabilityAndInterval(mix.probability), least: words.probabilityAndInterval(least),
      budget: budget, variants: answer.robust?.variants.map(variantName) ?? [])
    return words.mix(summary) + (mix.fallsShort ? words.mixFallsShort : "")
  }

  private func noMix(_ mix: SolveAnswer.Mix, _ budget: String?) -> String {
    guard budget != nil, mix.amounts.contains(where: { $0.amount > 0 }) else { return words.noMix(budget) }
    return words.noMix(budget) + words.nearest(cost(mix.cost), words.probabilityAndInterval(mix.probability))
  }

  private func mixTable(_ mix: SolveAnswer.Mix) -> TextTable {
    let horizon = answer.header.scenario.horizon
    let years = Array((horizon.lowerBound + 1)...max(horizon.lowerBound + 1, horizon.upperBound))
    let shown = years.indices.filter { (years.count - 1 - $0) % yearStep == 0 }
    var table = TextTable(
      [TextTable.Column(words.lever, alignment: .left), TextTable.Column(words.amount), TextTable.Column(words.cost)]
        + shown.map { TextTable.Column(String(years[$0])) }, language: words.language)
    for amount in mix.amounts where amount.amount > 0 {
      table.append(
        [leverName(amount.lever), self.amount(amount.amount, of: amount.lever), cost(amount.cost)]
          + shown.map { words.persons(amount.peopleByYear[$0]) })
    }
    table.append(
      [words.costByYear, "", cost(mix.cost)]
        + shown.map { answer.currency == nil ? "-" : words.money(mix.costByYear[$0], nil) })
    return table
  }

  /// Every how many years one is shown: at most eight fit beside the rest.
  private var yearStep: Int {
    let horizon = answer.header.scenario.horizon
    return max(1, (horizon.upperBound - horizon.lowerBound + 7) / 8)
  }

  func binding(of mix: SolveAnswer.Mix) -> String {
    let names = mix.binding.map { binding in
      switch binding {
      case .target(let target): name(target)
      case .limit(let lever): words.limit(of: leverName(lever))
      case .budget: words.budget
      }
    }
    return names.isEmpty ? "" : words.binding(names)
  }

  func prices(of mix: SolveAnswer.Mix) -> String {
    guard answer.currency != nil else { return "" }
    let parts = zip(mix.targets, mix.shadowPrices).compactMap { target, price -> String? in
      guard let price else { return nil }
      let unit = glossary.unit(of: target.of)
      // The price of one unit as it is shown.
      let one = unit.shown(1)
      return words.named(name(target), words.pricePerUnit(cost(one > 0 ? price / one : price), unit))
    }
    return parts.isEmpty ? "" : words.shadowPrices(parts)
  }

  // MARK: Frontier

  private var frontierTable: TextTable {
    var table = TextTable(
      [TextTable.Column(words.probabilityAlone, alignment: .left), TextTable.Column(words.leastCost)],
      language: words.language)
    for point in answer.frontier {
      table.append([words.percent(point.probability), point.cost.map { cost($0) } ?? words.notEnough])
    }
    return table
  }

  private var budgetTable: TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.targetsReached, alignment: .left), TextTable.Column(words.number),
        TextTable.Column(words.leastCost),
      ], language: words.language)
    for point in answer.targetsByBudget {
      table.append([
        words.list(point.targets.map(name)), String(point.targets.count),
        point.cost.map { cost($0) } ?? words.notEnough,
      ])
    }
    return table
  }

  // MARK: Inverse and variants

  func inverse(_ inverse: SolveAnswer.Inverse) -> [String] {
    var sentences = [words.inverseHead(name(inverse.target), words.percent(answer.options.probability))]
    if inverse.neededGrowth != nil || inverse.boundGrowth != nil {
      sentences.append(
        words.seriesGrowth(
          inverse.neededGrowth.map(rate), bound: inverse.boundGrowth.map(rate),
          central: inverse.centralGrowth.map(rate), past(inverse)))
    }
    for way in inverse.ways {
      sentences.append(
        words.way(
          way.kind, present: shown(way.present, way), needed: way.needed.map { shown($0, way) },
          atLimit: words.percent(way.probabilityAtLimit)))
    }
    return sentences.flatMap { wrapped($0, width: 100, hanging: 2, language: words.language) }
  }

  private func isShort(_ target: Target) -> Bool {
    answer.standings.contains { $0.target == target && !$0.isReached }
  }

  private func past(_ inverse: SolveAnswer.Inverse) -> String? {
    inverse.history.map { history in
      words.pastGrowth(
        history.years, mean: rate(history.mean), sd: history.standardDeviation.map(rate),
        percentile: history.percentile.map(words.percent))
    }
  }

  private func rate(_ value: Double) -> String {
    words.quantity(words.number(100 * value, decimals: 2), ShownUnit(.percent, of: nil))
  }

  private func shown(_ value: Double, _ way: SolveAnswer.Way) -> String {
    guard way.kind == .training, let address = way.parameters.first else { return rate(value) }
    let unit = glossary.unit(of: address)
    let shown = unit.shown(value)
    return words.perYear(words.quantity(words.number(shown, decimals: significant(shown)), unit))
  }

  private func robustTable(_ robust: RobustAnswer) -> TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.candidate, alignment: .left), TextTable.Column(words.cost),
        TextTable.Column(words.satisfied), TextTable.Column(words.maximumRegret), TextTable.Column(words.regret90),
        TextTable.Column(words.minimaxRegret),
        TextTable.Column(words.holdsEverywhere),
      ], language: words.language)
    for candidate in robust.candidates {
      table.append([
        words.candidate(candidate.origin, name: variantName), cost(candidate.cost), words.percent(candidate.satisfied),
        regret(candidate.maximumRegret), regret(candidate.regret90), regret(candidate.minimaxRegret),
        words.yesOrNo(candidate.isFeasible),
      ])
    }
    return table
  }

  /// A share of the bound; less than a hundred-thousandth is none.
  private func regret(_ value: Double) -> String { words.percent(value < 1e-5 ? 0 : value) }

  private func variantName(_ id: String?) -> String {
    guard let id else { return words.asItIs }
    let name = answer.header.scenario.variants.first { $0.id == id }?.name(words.language) ?? ""
    return visible(name.isEmpty ? id : name)
  }
}
