public import StockFlow

/// Something that can be done in any amount: a lever of the scenario, or the even pull on several parameters by which
/// the inverse of a plan is measured.
public struct Effort: Sendable, Equatable {
  /// One lever and the share of the amount that goes to it.
  struct Component: Sendable, Equatable {
    let lever: Lever
    let share: Double
  }

  public let id: String
  let components: [Component]
  /// Amounts in the parameter's own unit.
  public let limits: ClosedRange<Double>
  /// The first year of decision.
  public let from: Year

  public init(_ lever: Lever) {
    id = lever.id
    components = [Component(lever: lever, share: 1)]
    limits = lever.limits
    from = lever.from
  }

  init(id: String, components: [Component], limits: ClosedRange<Double>, from: Year) {
    (self.id, self.components, self.limits, self.from) = (id, components, limits, from)
  }

  /// The decisions that make an amount, taken in a year, or in the first one possible.
  func decisions(_ amount: Double, in year: Year? = nil) -> [LeverDecision] {
    components.map { LeverDecision($0.lever, amount: amount * $0.share, year: year ?? from) }
  }

  /// Years of decision from which there is an effect in some year.
  func years(actingBy last: Year) -> ClosedRange<Year>? {
    let lag = components.map(\.lever.lag).min() ?? 0
    return from + lag <= last ? from...(last - lag) : nil
  }
}
