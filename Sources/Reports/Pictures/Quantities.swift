import Charts
import StockFlow

extension Glossary {
  /// The quantity of a series for an axis or a row.
  func quantity(of series: String, named name: String? = nil, decimals: Int? = nil) -> Quantity {
    let unit = unit(of: series)
    return Quantity(
      name: words.titled(name ?? seriesName(series), unit),
      suffix: unit.kind == .percent ? words.say("%", "\u{00A0}%") : "",
      decimals: decimals, abbreviates: unit.countsSinglePersons)
  }
}

extension Target.Comparison {
  /// The bound in the unit a chart shows.
  func bound(in unit: ShownUnit) -> TargetBound {
    switch self {
    case .atLeast(let figure): .atLeast(unit.shown(figure.value))
    case .atMost(let figure): .atMost(unit.shown(figure.value))
    case .within(let low, let high):
      .within(ValueInterval(lower: unit.shown(low.value), upper: unit.shown(high.value)))
    }
  }

  /// The nearer bound for a value, where a single number is wanted.
  func nearestBound(to value: Double) -> Double {
    switch self {
    case .atLeast(let figure), .atMost(let figure): figure.value
    case .within(let low, let high): value < low.value ? low.value : high.value
    }
  }
}

extension Words {
  /// The interval between two quantiles whose levels lie as far from 0 as from 1.
  func interval(ofLevel level: Double) -> IntervalWords {
    // 0.1, not 0.09999…, as it is printed.
    let tail = ((1 - level) / 2 * 1e6).rounded() / 1e6
    return IntervalWords(
      level: level, name: intervalName(level), lowerName: self.level(tail),
      upperName: self.level(((1 - tail) * 1e6).rounded() / 1e6))
  }
}
