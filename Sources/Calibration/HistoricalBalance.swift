import Foundation
import StockFlow

/// The balance of one category over its observed years, with every other flow at its central value.
struct HistoricalBalance {
  let category: Category
  /// Observed stocks up to the start of the category, ascending.
  let observed: [(year: Year, stock: Double)]
  private let entering: [(transition: Transition, stocks: InterpolatedStock)]
  private let leaving: [Transition]
  private let graduates: [(pipeline: Pipeline, share: Double)]

  init(_ category: Category, in scenario: Scenario) {
    self.category = category
    observed = category.observedStocks(in: scenario.horizon)
    leaving = scenario.transitions.filter { $0.from == category.id }
    entering = scenario.transitions.filter { $0.to == category.id }.compactMap { transition in
      scenario.categories.first { $0.id == transition.from }.map {
        (transition, InterpolatedStock($0.observedStocks(in: scenario.horizon)))
      }
    }
    graduates = scenario.pipelines.flatMap { pipeline in
      pipeline.enters.filter { $0.category == category.id }.map { (pipeline, $0.share) }
    }
  }

  /// Consecutive observed years.
  var intervals: [HistoryInterval] { HistoryInterval.between(observed) }

  /// The constant yearly log growth that carries the stock over an interval; `nil` where none does, because the
  /// other flows alone already lead beyond the observed stock.
  ///
  /// In closed form for a single year and where no other flow is written; else by bisection to the last bit, because the
  /// closing stock rises with the growth factor.
  /// - Complexity: O(years × flows), times about 100 steps for several years with flows.
  func closingLogGrowth(over interval: HistoryInterval) -> Double? {
    guard hasFlows else { return interval.logGrowth }
    guard interval.to > interval.from + 1 else {
      let factor = (interval.last - inflow(in: interval.to)) / interval.first + exitRate(in: interval.to)
      return factor > 0 && factor.isFinite ? log(factor) : nil
    }
    return bisectedLogGrowth(over: interval)
  }

  /// Whether anything but growth moves the stock.
  private var hasFlows: Bool {
    !(leaving.isEmpty && entering.isEmpty && graduates.isEmpty)
      || category.parameters.keys.contains { $0 != .growth }
  }

  private func bisectedLogGrowth(over interval: HistoryInterval) -> Double? {
    func excess(_ factor: Double) -> Double { closingStock(of: interval, factor: factor) - interval.last }
    var high = 1.0
    while excess(high) < 0 && high < 1e12 { high *= 2 }
    var low = high
    while excess(low) > 0 && low > 1e-12 { low /= 2 }
    guard excess(high) >= 0, excess(low) <= 0 else { return nil }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if excess(middle) > 0 { high = middle } else { low = middle }
    }
    return log(abs(excess(low)) < abs(excess(high)) ? low : high)
  }

  /// The stock at the end of an interval when 1 + g is `factor` in each of its years.
  private func closingStock(of interval: HistoryInterval, factor: Double) -> Double {
    var stock = interval.first
    for year in (interval.from + 1)...interval.to {
      stock = stock * (factor - exitRate(in: year)) + inflow(in: year)
    }
    return stock
  }

  /// Attrition, out-migration and transitions as a share of the opening stock, at most 1.
  private func exitRate(in year: Year) -> Double {
    let rates = [category.parameters[.attrition], category.parameters[.outMigration]] + leaving.map { $0.rate }
    return min(1, rates.reduce(0) { $0 + value(of: $1, in: year) })
  }

  /// Persons who enter in a year: training, in-migration, transitions and graduates.
  private func inflow(in year: Year) -> Double {
    let own = [category.parameters[.training], category.parameters[.inMigration]]
    var persons = own.reduce(0) { $0 + value(of: $1, in: year) }
    for (transition, stocks) in entering {
      persons += value(of: transition.rate, in: year) * (stocks.value(in: year - 1) ?? 0)
    }
    for (pipeline, share) in graduates {
      let completion = pipeline.completion.map { value(of: $0, in: year) } ?? 1
      persons += value(of: pipeline.intake, in: year - pipeline.duration) * completion * share
    }
    return persons
  }

  /// A flow or rate in a past year; 0 where it is not written. The central value stands for observed ones too: what they
  /// moved from year to year is then part of the growth's noise, as it will be in the years to come.
  private func value(of flow: ParameterValue?, in year: Year) -> Double {
    flow?.central(in: year) ?? 0
  }
}

/// Two consecutive observations.
struct HistoryInterval {
  let from: Year
  let to: Year
  let first: Double
  let last: Double
  var years: Double { Double(to - from) }

  /// Whether a definition changes after the first observation and not after the last.
  func crosses(_ breaks: [Year]) -> Bool { breaks.contains { $0 > from && $0 <= to } }

  static func between(_ observed: [(year: Year, stock: Double)]) -> [HistoryInterval] {
    zip(observed, observed.dropFirst()).map {
      HistoryInterval(from: $0.year, to: $1.year, first: $0.stock, last: $1.stock)
    }
  }
}

/// A stock between its observations: linear on logs, constant outside them.
struct InterpolatedStock {
  private let observed: [(year: Year, stock: Double)]

  init(_ observed: [(year: Year, stock: Double)]) { self.observed = observed }

  /// `nil` without any observation.
  func value(in year: Year) -> Double? {
    guard let after = observed.firstIndex(where: { $0.year >= year }) else { return observed.last?.stock }
    let right = observed[after]
    guard after > 0, right.year != year else { return right.stock }
    let left = observed[after - 1]
    let share = Double(year - left.year) / Double(right.year - left.year)
    guard left.stock > 0, right.stock > 0 else { return left.stock + (right.stock - left.stock) * share }
    return left.stock * pow(right.stock / left.stock, share)
  }
}

extension StockFlow.Category {
  /// Observations up to the year the projection starts from, at their central values.
  func observedStocks(in horizon: ClosedRange<Year>) -> [(year: Year, stock: Double)] {
    let start = start(in: horizon) ?? horizon.lowerBound
    return observations.filter { $0.year <= start }.map { ($0.year, $0.value.central(in: $0.year)) }
  }
}
