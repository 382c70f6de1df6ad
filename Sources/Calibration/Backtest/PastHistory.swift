import Foundation
import StockFlow

/// The observed stocks of one category on one definition, for judging forecasts.
struct PastHistory {
  struct Point {
    let year: Year
    let log: Double
  }

  let category: String
  /// Of the latest definition that has enough of them; ascending, only stocks above 0.
  let points: [Point]

  init(_ category: StockFlow.Category) {
    self.category = category.id
    let observed = category.observations.compactMap { observation in
      let stock = observation.value.central(in: observation.year)
      return stock > 0 && stock.isFinite ? Point(year: observation.year, log: log(stock)) : nil
    }
    let starts = [Year.min] + category.breaks
    let ends = category.breaks + [Year.max]
    let definitions = zip(starts, ends).map { start, end in observed.filter { $0.year >= start && $0.year < end } }
    points = definitions.last { $0.count > Self.fewest } ?? []
  }

  /// Observations a forecast needs, and those it should have where there are enough.
  private static let fewest = 3
  private static let wanted = 6

  /// The last observed years from which all of `years` years were observed later, or as many as leave enough to learn from.
  func origins(_ number: Int, years: Int) -> [Year] {
    let learned = points.count > Self.wanted ? Self.wanted : Self.fewest
    guard points.count > learned else { return [] }
    let ahead = min(years, points.count - learned)
    let last = points.count - ahead
    return (max(learned, last - number + 1)...last).map { points[$0 - 1].year }
  }

  /// What is observed after an origin, within `years` years; at most as many observations.
  func truth(after origin: Year, _ years: Int) -> [Point] {
    points.filter { $0.year > origin && $0.year - origin <= years }
  }

  /// Yearly logs up to an origin: linear between the observed years.
  func yearlyLogs(at origin: Year) -> [Double] {
    let known = points.filter { $0.year <= origin }
    var logs: [Double] = []
    for (first, last) in zip(known, known.dropFirst()) {
      let slope = (last.log - first.log) / Double(last.year - first.year)
      for step in 0..<last.year - first.year { logs.append(first.log + slope * Double(step)) }
    }
    if let last = known.last { logs.append(last.log) }
    return logs
  }

  /// Mean absolute yearly change of the stocks known at an origin.
  func scale(at origin: Year) -> Double {
    let stocks = yearlyLogs(at: origin).map { exp($0) }
    return zip(stocks.dropFirst(), stocks).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(max(1, stocks.count - 1))
  }
}

extension Scenario {
  /// The scenario as it could have been written at the end of `origin`: what was observed later is left out, and so is
  /// all that asks about another horizon. Assumptions stay as they are.
  func asKnown(at origin: Year, until last: Year) -> Scenario {
    var past = self
    past.horizon = origin...max(last, origin + 1)
    // A category that nobody had counted yet is none.
    let known = categories.filter { category in category.observations.contains { $0.year <= origin } }
    let ids = Set(known.map(\.id))
    past.categories = known.map { $0.asKnown(at: origin) }
    past.transitions = transitions.filter { ids.contains($0.from) && ids.contains($0.to) }.map { transition in
      var known = transition
      known.rate = transition.rate.asKnown(at: origin)
      return known
    }
    past.pipelines = pipelines.map { pipeline in
      var known = pipeline
      known.intake = pipeline.intake.asKnown(at: origin)
      known.completion = pipeline.completion?.asKnown(at: origin)
      known.enters = pipeline.enters.filter { ids.contains($0.category) }
      return known
    }
    (past.drivers, past.measures, past.targets, past.facts, past.statements) = ([], [], [], [], [])
    (past.levers, past.variants, past.sweeps) = ([], [], [])
    let owners = ids.union(past.transitions.map(\.id) + pipelines.map(\.id))
    past.correlations = correlations.filter { owners.contains($0.first.owner) && owners.contains($0.second.owner) }
    return past
  }
}

extension StockFlow.Category {
  fileprivate func asKnown(at origin: Year) -> StockFlow.Category {
    var known = self
    let past = observations.filter { $0.year <= origin }
    known.observations = past
    known.breaks = breaks.filter { $0 <= origin && $0 > (past.first?.year ?? .min) }
    known.parameters = parameters.mapValues { $0.asKnown(at: origin) }
    // Too little to estimate from, and nothing to compare with.
    if past.count < 2 {
      if known.parameters[.growth]?.isFit == true { known.parameters[.growth] = nil }
      if known.volatility == .fit { known.volatility = nil }
    }
    return known
  }
}

extension ParameterValue {
  fileprivate func asKnown(at origin: Year) -> ParameterValue {
    ParameterValue(
      base, times: times, plus: plus, history: history.filter { $0.year <= origin }, provenance: provenance,
      place: place)
  }
}
