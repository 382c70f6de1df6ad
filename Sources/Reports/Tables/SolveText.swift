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
    if !answer.single.isEmpty { parts.append(singleTable.lines()) }
    parts += unreachable.map { sentence($0) }
    if let mix = answer.mix { parts += self.mix(mix) }
    if !answer.frontier.isEmpty { parts.append(frontierTable.lines()) }
    if !answer.targetsByBudget.isEmpty { parts.append(budgetTable.lines()) }
    parts += answer.inverse.filter { !$0.ways.isEmpty }.map { inverse($0) }
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
    let unmoved = answer.atLimits.filter { !$0.isReachable && $0.binding == nil }.map { name($0.target) }
    let short = answer.atLimits.filter { !$0.isReachable }.compactMap { limits in
      limits.binding.map { (limits, $0) }
    }
    return short.map { limits, binding in
      let unit = glossary.unit(of: limits.target.of)
      let bounds = limits.target.comparison.bounds
      let values = [limits.median, limits.interval80?.lowerBound, limits.interval80?.upperBound].compactMap { $0 }
      let decimals = decimals(
        for: (values + [bounds.low, bounds.high].compactMap { $0 }).map { (unit.shown($0) * 1e4).rounded() / 1e4 })
      func text(_ value: Double) -> String { words.number(unit.shown(value), decimals: decimals) }
      let bound = bounds.low ?? bounds.high ?? 0
      return words.unreachable(
        name(limits.target), median: limits.median.map(text) ?? "-",
        bound: words.quantity(text(bound), unit), isUpward: bounds.low != nil,
        missed: words.futures(1 - limits.probability.value), binding: leverName(binding),
        inFullFrom: lever(binding).map { $0.from + $0.lag + max(1, $0.ramp) - 1 })
    } + (unmoved.isEmpty ? [] : [words.noLeverMoves(unmoved)])
  }

  // MARK: The mix

  private func mix(_ mix: SolveAnswer.Mix) -> [[String]] {
    var parts = [sentence(summary(of: mix))]
    if mix.amounts.contains(where: { $0.amount > 0 }) { parts.append(mixTable(mix).lines()) }
    parts += [sentence(binding(of: mix)), sentence(prices(of: mix))]
    return parts
  }

  func summary(of mix: SolveAnswer.Mix) -> String {
    guard !mix.targets.isEmpty else { return words.noMix }
    let isFree = mix.amounts.allSatisfy { $0.amount == 0 }
    if isFree && mix.isFeasible { return "" }
    let targets = mix.givenUp.isEmpty ? nil : mix.targets.map(name)
    return words.mix(
      cost: cost(mix.cost), isPriced: answer.currency != nil, targets: targets, givenUp: mix.givenUp.map(name),
      isJoint: answer.options.isJoint && mix.targets.count > 1,
      probability: words.probabilityAndInterval(mix.probability),
      budget: answer.options.budget.map { cost($0) })
      + (mix.fallsShort ? words.mixFallsShort : "")
  }

  private func mixTable(_ mix: SolveAnswer.Mix) -> TextTable {
    let years = Array(
      (answer.header.scenario.horizon.lowerBound + 1)...max(
        answer.header.scenario.horizon.lowerBound + 1, answer.header.scenario.horizon.upperBound))
    // At most the last eight years fit beside the rest.
    let first = max(0, years.count - 6)
    var table = TextTable(
      [TextTable.Column(words.lever, alignment: .left), TextTable.Column(words.amount), TextTable.Column(words.cost)]
        + years[first...].map { TextTable.Column(String($0)) }, language: words.language)
    for amount in mix.amounts where amount.amount > 0 {
      let people = amount.peopleByYear[first...].map { words.persons($0) }
      table.append([leverName(amount.lever), self.amount(amount.amount, of: amount.lever), cost(amount.cost)] + people)
    }
    table.append(
      [words.costByYear, "", cost(mix.cost)]
        + mix.costByYear[first...].map { answer.currency == nil ? "-" : words.money($0, nil) })
    return table
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
      [TextTable.Column(words.probability, alignment: .left), TextTable.Column(words.leastCost)],
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
    if let needed = inverse.neededGrowth {
      sentences.append(words.seriesGrowth(rate(needed), central: inverse.centralGrowth.map(rate), past(inverse)))
    }
    for way in inverse.ways {
      sentences.append(
        words.way(
          way.kind, present: shown(way.present, way), needed: way.needed.map { shown($0, way) },
          atLimit: words.percent(way.probabilityAtLimit)))
    }
    return sentences.flatMap { wrapped($0, width: 100, hanging: 2, language: words.language) }
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
        TextTable.Column(words.satisfied), TextTable.Column(words.regret90), TextTable.Column(words.minimaxRegret),
        TextTable.Column(words.holdsEverywhere),
      ], language: words.language)
    for candidate in robust.candidates {
      table.append([
        words.candidate(candidate.origin, name: variantName), cost(candidate.cost), words.percent(candidate.satisfied),
        regret(candidate.regret90), regret(candidate.minimaxRegret), words.yesOrNo(candidate.isFeasible),
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
