import StockFlow

/// One flow in the balance of one category: `scale(year)` times the parameter's value in that year, times the opening
/// stock of `exposed` where the parameter is a rate.
struct BalanceTerm {
  let address: ParameterAddress
  let value: ParameterValue
  let exposed: String?
  let scale: (Year) -> Double
}

/// What the balance of a category over an observed interval says about unknown parameters:
///
///     S(q) − S(p) = Σ over the years p+1 … q of  S(y−1)·(g − a − o − Σr) + Σ r·S_from(y−1) + T + M + ΣG
///
/// which is linear in the rates and flows once the opening stocks are given. Between observations these are taken on the
/// line through the logs. Flows that are known stand at their observed value of the year, else at their central value.
/// Source: section 4 of the specification; for rates from stocks alone T. Lee, G. Judge and A. Zellner, Estimating the
/// Parameters of the Markov Probability Model from Aggregate Time Series Data (1970), chapters 1 and 3.
struct BalanceRow {
  let interval: HistoryInterval
  /// By parameter, in the parameter's own unit.
  let coefficients: [ParameterAddress: Double]
  /// What the unknown parameters have to explain.
  let right: Double
}

/// The stocks and flows of a scenario, found by category.
struct FlowBook {
  let scenario: Scenario
  /// Parameters to be estimated, growth included.
  let unknown: Set<ParameterAddress>
  private let stocks: [InterpolatedStock]
  let observed: [[(year: Year, stock: Double)]]
  private let leaving: [String: [Transition]]
  private let entering: [String: [Transition]]
  private let graduates: [String: [(pipeline: Pipeline, share: Double)]]
  private let places: [String: Int]

  init(_ scenario: Scenario, unknown: Set<ParameterAddress>) {
    self.scenario = scenario
    self.unknown = unknown
    observed = scenario.categories.map { $0.observedStocks(in: scenario.horizon) }
    stocks = observed.map { InterpolatedStock($0) }
    leaving = Dictionary(grouping: scenario.transitions, by: \.from)
    entering = Dictionary(grouping: scenario.transitions, by: \.to)
    places = Dictionary(
      scenario.categories.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let entries = scenario.pipelines.flatMap { pipeline in pipeline.enters.map { (pipeline, $0) } }
    graduates = Dictionary(grouping: entries, by: { $0.1.category })
      .mapValues { $0.map { (pipeline: $0.0, share: $0.1.share) } }
  }

  /// The stock of a category at the end of a year; 0 where none was ever observed.
  func stock(of category: String, in year: Year) -> Double {
    places[category].flatMap { stocks[$0].value(in: year) } ?? 0
  }

  /// Every flow of a category's balance.
  func terms(of category: Int) -> [BalanceTerm] {
    let entry = scenario.categories[category]
    var terms: [BalanceTerm] = []
    func add(_ property: ParameterAddress.Property, _ scale: Double, of exposed: String? = nil) {
      guard let value = entry.parameters[property] else { return }
      terms.append(
        BalanceTerm(address: ParameterAddress(entry.id, property), value: value, exposed: exposed) { _ in scale })
    }
    add(.growth, 1, of: entry.id)
    add(.attrition, -1, of: entry.id)
    add(.outMigration, -1, of: entry.id)
    add(.training, 1)
    add(.inMigration, 1)
    for transition in leaving[entry.id] ?? [] { terms.append(term(of: transition, scale: -1)) }
    for transition in entering[entry.id] ?? [] { terms.append(term(of: transition, scale: 1)) }
    return terms + (graduates[entry.id] ?? []).map { term(of: $0.pipeline, share: $0.share) }
  }

  /// The parameters of a category's exits.
  func exits(of category: Int) -> [BalanceTerm] {
    let id = scenario.categories[category].id
    let leavers = Set((leaving[id] ?? []).map { ParameterAddress($0.id, .rate) })
    return terms(of: category).filter { term in
      term.address == ParameterAddress(id, .attrition) || term.address == ParameterAddress(id, .outMigration)
        || leavers.contains(term.address)
    }
  }

  private func term(of transition: Transition, scale: Double) -> BalanceTerm {
    BalanceTerm(
      address: ParameterAddress(transition.id, .rate), value: transition.rate, exposed: transition.from
    ) { _ in scale }
  }

  /// Graduates of a pipeline; linear in the intake or in the completion, whichever is unknown.
  private func term(of pipeline: Pipeline, share: Double) -> BalanceTerm {
    let intake = ParameterAddress(pipeline.id, .intake)
    let completion = ParameterAddress(pipeline.id, .completion)
    let written = pipeline.completion ?? ParameterValue(.number(Figure(1)))
    guard unknown.contains(completion) else {
      return BalanceTerm(
        address: intake, value: pipeline.intake.shifted(by: pipeline.duration), exposed: nil
      ) { share * written.known(in: $0) }
    }
    return BalanceTerm(address: completion, value: written, exposed: nil) {
      share * pipeline.intake.known(in: $0 - pipeline.duration)
    }
  }

  /// The balance of every observed interval of a category; none is known across a change of definition.
  func rows(of category: Int) -> [BalanceRow] {
    let terms = terms(of: category)
    let breaks = scenario.categories[category].breaks
    return HistoryInterval.between(observed[category]).filter { !$0.crosses(breaks) }.map { row($0, terms) }
  }

  private func row(_ interval: HistoryInterval, _ terms: [BalanceTerm]) -> BalanceRow {
    var coefficients: [ParameterAddress: Double] = [:]
    var right = interval.last - interval.first
    for term in terms {
      for year in (interval.from + 1)...interval.to {
        let weight = term.scale(year) * (term.exposed.map { stock(of: $0, in: year - 1) } ?? 1)
        if unknown.contains(term.address) {
          coefficients[term.address, default: 0] += weight * (term.value.times?.mean ?? 1)
          right -= weight * (term.value.plus?.mean ?? 0)
        } else {
          right -= weight * term.value.known(in: year)
        }
      }
    }
    return BalanceRow(interval: interval, coefficients: coefficients, right: right)
  }
}

extension ParameterValue {
  /// The observed value of a year, else the central one.
  func known(in year: Year) -> Double {
    history.first { $0.year == year }?.figure.value ?? central(in: year)
  }

  /// The value as it stood `years` earlier.
  fileprivate func shifted(by years: Int) -> ParameterValue {
    guard years != 0 else { return self }
    func later(_ points: [TimePath.Point]) -> [TimePath.Point] {
      points.map { TimePath.Point(year: $0.year + years, figure: $0.figure) }
    }
    var base = base
    if case .path(let path) = base { base = .path(TimePath(shape: path.shape, points: later(path.points))) }
    return ParameterValue(
      base, times: times, plus: plus, history: later(history), provenance: provenance, place: place)
  }
}
