package import StockFlow

/// Even changes of the parameters behind a target, as efforts.
struct InverseEfforts {
  let scenario: Scenario
  let central: CentralProjection

  struct Candidate {
    let kind: SolveAnswer.Way.Kind
    let effort: Effort
    let parameters: [ParameterAddress]
    let present: Double
    /// +1 where more of the effort raises the parameter.
    let sign: Double
  }

  private var start: Year { scenario.horizon.lowerBound }

  /// For a target that falls short below, more growth, more training and less attrition; for one that falls short above,
  /// the opposite of the first two.
  func candidates(for target: Target) -> [Candidate] {
    let categories = scenario.categoriesRaising(target.of)
    guard !categories.isEmpty else { return [] }
    let isUpward = target.comparison.accepted.lower.isFinite
    return [growth(categories, isUpward), training(categories, isUpward), isUpward ? retention(categories) : nil]
      .compactMap { $0 }
  }

  private func lever(
    _ id: String, _ direction: Lever.Direction, _ parameters: [ParameterAddress], most: Double
  ) -> Lever {
    Lever(
      id: id, name: LocalizedText(zh: id, en: id), direction: direction, parameters: parameters, limits: 0...most,
      from: start + 1)
  }

  private func effort(_ kind: SolveAnswer.Way.Kind, _ components: [Effort.Component], most: Double) -> Effort {
    Effort(id: kind.rawValue, components: components, limits: 0...most, from: start + 1)
  }

  private func growth(_ categories: [Category], _ isUpward: Bool) -> Candidate {
    let addresses = categories.map { ParameterAddress($0.id, .growth) }
    let most = 1.0
    let lever = lever("growth", isUpward ? .raises : .lowers, addresses, most: most)
    return Candidate(
      kind: .growth, effort: effort(.growth, [.init(lever: lever, share: 1)], most: most), parameters: addresses,
      present: weighted(categories, .growth), sign: isUpward ? 1 : -1)
  }

  /// In proportion to baseline stocks.
  private func training(_ categories: [Category], _ isUpward: Bool) -> Candidate? {
    let stocks = categories.map(baseline)
    let total = stocks.reduce(0, +)
    guard total > 0 else { return nil }
    let present = categories.reduce(0) { $0 + mean($1, .training) }
    let most = isUpward ? total : present
    guard most > 0 else { return nil }
    let components = zip(categories, stocks).map { category, stock in
      Effort.Component(
        lever: lever(
          "training", isUpward ? .raises : .lowers, [ParameterAddress(category.id, .training)], most: most),
        share: stock / total)
    }
    return Candidate(
      kind: .training, effort: effort(.training, components, most: most),
      parameters: categories.map { ParameterAddress($0.id, .training) }, present: present, sign: isUpward ? 1 : -1)
  }

  /// Every category's attrition is cut by the same proportion.
  private func retention(_ categories: [Category]) -> Candidate? {
    let leaving = categories.filter { mean($0, .attrition) > 0 }
    let present = weighted(categories, .attrition)
    guard present > 0 else { return nil }
    let components = leaving.map { category in
      Effort.Component(
        lever: lever("retention", .lowers, [ParameterAddress(category.id, .attrition)], most: present),
        share: mean(category, .attrition) / present)
    }
    return Candidate(
      kind: .retention, effort: effort(.retention, components, most: present),
      parameters: leaving.map { ParameterAddress($0.id, .attrition) }, present: present, sign: -1)
  }

  private func baseline(_ category: Category) -> Double {
    let series = central.model.series(named: category.id)
    return series.flatMap { central.value(of: $0, in: max(start, central.baselineYear(of: $0))) } ?? 0
  }

  private func weighted(_ categories: [Category], _ property: ParameterAddress.Property) -> Double {
    let stocks = categories.map(baseline)
    let total = stocks.reduce(0, +)
    guard total > 0 else { return 0 }
    return zip(categories, stocks).reduce(0) { $0 + mean($1.0, property) * $1.1 } / total
  }

  /// Over the projected years of the horizon.
  private func mean(_ category: Category, _ property: ParameterAddress.Property) -> Double {
    guard let value = category.parameters[property], start < scenario.horizon.upperBound else { return 0 }
    let years = (start + 1)...scenario.horizon.upperBound
    return years.reduce(0) { $0 + value.central(in: $1) } / Double(years.count)
  }
}

extension Scenario {
  /// The categories of which more people raise a series: those of a sum, of the first of a difference, of the numerator
  /// of a ratio; those a flow belongs to.
  func categoriesRaising(_ series: String) -> [Category] {
    var found: [Category] = []
    var seen: Set<String> = []
    var waiting = [series]
    while let id = waiting.popLast() {
      guard seen.insert(id).inserted else { continue }
      if let category = categories.first(where: { $0.id == id }) {
        found.append(category)
      } else if let measure = measures.first(where: { $0.id == id }) {
        waiting += measure.raising
      } else if let dot = id.firstIndex(of: ".") {
        waiting.append(String(id[..<dot]))
      }
    }
    let ids = Set(found.map(\.id))
    return categories.filter { ids.contains($0.id) }
  }

  /// Yearly growth of a series between its observations up to the baseline, each interval counted by its years.
  package func pastGrowth(of series: String, needed: Double?) -> SolveAnswer.PastGrowth? {
    let observed = observedValues(of: series, upTo: horizon.lowerBound).filter { $0.value > 0 }
    guard let first = observed.first, let last = observed.last, last.year > first.year else { return nil }
    var growth: [(rate: Double, years: Double)] = []
    for (before, after) in zip(observed, observed.dropFirst()) {
      let years = Double(after.year - before.year)
      growth.append((compoundGrowth(from: before.value, to: after.value, years: years), years))
    }
    let years = growth.reduce(0) { $0 + $1.years }
    let mean = growth.reduce(0) { $0 + $1.rate * $1.years } / years
    let squares = growth.reduce(0) { $0 + $1.years * ($1.rate - mean) * ($1.rate - mean) }
    return SolveAnswer.PastGrowth(
      years: first.year...last.year, mean: mean,
      standardDeviation: growth.count > 1 ? (squares / Double(growth.count - 1)).squareRoot() : nil,
      percentile: needed.map { needed in growth.filter { $0.rate < needed }.reduce(0) { $0 + $1.years } / years })
  }
}

extension Measure {
  fileprivate var raising: [String] {
    switch formula {
    case .sum(let terms, _): terms.filter { $0.weight > 0 }.map(\.id)
    case .difference(let first, _): [first]
    case .ratio(let top, _, _): [top]
    case .cumulative(let flows, _): flows
    case .change(let id, _): [id]
    }
  }
}
