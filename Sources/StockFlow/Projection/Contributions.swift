/// How much each flow adds to the change of a series between two years; the shares add up to the change.
///
/// Exits are negative, a transition counts with what it adds to the series, `coverage` and drivers stand under their
/// own names. Products and quotients are shared as Shapley values of their two parts.
/// Source: L. S. Shapley, "A value for n-person games" (1953), for two players.
public struct Contributions: Sendable, Equatable {
  public enum Source: Sendable, Hashable {
    case flow(Int)
    /// With its own noise.
    case driver(Int)
    case coverage(measure: Int)
    /// What holding a stock at 0 adds.
    case floor
    /// What the yearly noise of stocks adds; 0 in the central projection.
    case noise
    /// How far the baseline of a path lies from the central one; 0 in the central projection.
    case baseline
  }
  public struct Share: Sendable, Equatable {
    public let source: Source
    public let name: String
    public let amount: Double
  }

  /// Shares that are not 0, the largest in size first.
  public let shares: [Share]

  public var total: Double { shares.reduce(0) { $0 + $1.amount } }
}

extension CentralProjection {
  /// The contributions to a series between its baseline and a year; `nil` where a quotient has no value.
  ///
  /// - Complexity: O(measures + years × flows), however often a measure enters another.
  public func contributions(to series: Series, in year: Year) -> Contributions? {
    let baseline = baselineYear(of: series)
    guard year >= baseline, value(of: series, in: year) != nil else { return nil }
    var attribution = Attribution(records, from: baseline, to: year)
    guard attribution.attribute(series) else { return nil }
    return Contributions(attribution, model)
  }
}

extension CompiledModel {
  /// `skilled.training`, `population`, `total.coverage`, `floor`, `noise`, `baseline`.
  public func name(of source: Contributions.Source) -> String {
    switch source {
    case .flow(let flow): name(of: Series.flow(flow))
    case .driver(let driver): name(of: Series.driver(driver))
    case .coverage(let measure): "\(name(of: Series.measure(measure))).coverage"
    case .floor: "floor"
    case .noise: "noise"
    case .baseline: "baseline"
    }
  }
}

extension Contributions {
  fileprivate init(_ attribution: Attribution<Double>, _ model: CompiledModel) {
    let sources =
      model.flows.indices.map(Source.flow) + model.drivers.indices.map(Source.driver)
      + model.measures.indices.map(Source.coverage) + [.floor, .noise]
    let shares = sources.compactMap { source -> Share? in
      let amount = attribution.amount(of: source)
      return amount == 0 ? nil : Share(source: source, name: model.name(of: source), amount: amount)
    }
    self.shares = shares.sorted {
      abs($0.amount) != abs($1.amount) ? abs($0.amount) > abs($1.amount) : $0.name < $1.name
    }
  }
}
