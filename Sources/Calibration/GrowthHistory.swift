import Foundation
import StockFlow

/// The history a growth is estimated from: the log growths that close the balance of every observed interval.
struct GrowthHistory {
  /// Whose growth it is.
  enum Place {
    case category(Int)
    case driver(Int)
  }

  let place: Place
  let address: ParameterAddress
  /// What stands where the estimate will; a growth of 0 where only the volatility is to be estimated.
  let value: ParameterValue
  let writtenSigma: Double?
  /// Intervals of one definition; empty where there is a problem.
  let steps: [DriftEstimate.Step]
  /// Whether the trend of the panel estimator is asked for, or the best there is and the history supports it.
  var followsPanel: Bool
  /// Whether it is too short for that, but for others to learn from.
  let couldFollowPanel: Bool
  let member: PanelGrowth.Member

  var isCategory: Bool { if case .category = place { true } else { false } }
}

extension Scenario {
  /// Every growth and volatility that is to be estimated, with what stands in the way.
  func growthHistories(beside flows: FlowEstimates?) -> [(GrowthHistory, CalibrationProblem?)] {
    let ofCategories = categories.indices.filter { categories[$0].needsFit }.map { index in
      growthHistory(ofCategory: index, flows)
    }
    let ofDrivers = drivers.indices.compactMap { index in
      drivers[index].growth.flatMap { $0.isFit ? growthHistory(ofDriver: index, $0) : nil }
    }
    return Self.lendingTrends(ofCategories) + ofDrivers
  }

  /// A history with a single increment learns from those that have more: where any category of the file follows the panel
  /// estimator, so does it.
  private static func lendingTrends(
    _ histories: [(GrowthHistory, CalibrationProblem?)]
  ) -> [(GrowthHistory, CalibrationProblem?)] {
    guard histories.contains(where: { $0.0.followsPanel }) else { return histories }
    return histories.map { history, problem in
      var history = history
      if problem == nil && history.couldFollowPanel { history.followsPanel = true }
      return (history, problem)
    }
  }

  private func growthHistory(ofCategory index: Int, _ flows: FlowEstimates?) -> (GrowthHistory, CalibrationProblem?) {
    let category = categories[index]
    let address = ParameterAddress(category.id, .growth)
    let value = category.parameters[.growth] ?? ParameterValue(.number(Figure(0)))
    // Flows estimated beside the growth hang together with it as the base estimator knows it.
    let isSimple = flows?.growthDeviations[category.id] != nil || category.writtenSigma == 0
    let isMoving = value.asksForTrend(increments: category.increments(in: horizon), isSimple: isSimple)
    let balance = HistoricalBalance(category, in: self)
    let (steps, problem) = balance.steps(address, breaks: category.breaks)
    let observed = balance.observed
    let errors = category.observations.prefix(observed.count).map(\.value.observationVariance)
    let history = GrowthHistory(
      place: .category(index), address: address, value: value, writtenSigma: category.writtenSigma,
      steps: steps.filter { !$0.interval.crosses(category.breaks) }, followsPanel: isMoving && problem == nil,
      couldFollowPanel: value.asksForTrend(increments: PanelGrowth.fewestIncrements, isSimple: isSimple),
      member: PanelGrowth.Member(
        address: address, start: observed.last?.year ?? horizon.lowerBound, steps: steps, breaks: category.breaks,
        rounding: zip(observed, errors).map { $0.stock > 0 ? $1.squareRoot() / $0.stock : 0 },
        volatility: category.writtenSigma, kind: nil))
    return (history, problem)
  }

  private func growthHistory(ofDriver index: Int, _ value: ParameterValue) -> (GrowthHistory, CalibrationProblem?) {
    let driver = drivers[index]
    let address = ParameterAddress(driver.id, .growth)
    let start = driver.growthStart(in: horizon) ?? horizon.lowerBound
    let points = driver.values.points.filter { $0.year <= start }
    let observed = points.map { (year: $0.year, stock: $0.figure.value) }
    let problem = CalibrationProblem(address, observed)
    let intervals = problem == nil ? HistoryInterval.between(observed) : []
    let steps = intervals.map { DriftEstimate.Step(interval: $0, logGrowth: $0.logGrowth) }
    let increments = intervals.count { !$0.crosses(driver.breaks) }
    let written = driver.volatility > 0 ? driver.volatility : nil
    let history = GrowthHistory(
      place: .driver(index), address: address, value: value, writtenSigma: written,
      steps: steps.filter { !$0.interval.crosses(driver.breaks) },
      followsPanel: problem == nil && value.asksForTrend(increments: increments, isSimple: false),
      couldFollowPanel: false,
      member: PanelGrowth.Member(
        address: address, start: start, steps: steps, breaks: driver.breaks,
        rounding: points.map { $0.figure.value > 0 ? $0.figure.lastDigit / 12.0.squareRoot() / $0.figure.value : 0 },
        volatility: written, kind: "\(driver.unit)"))
    return (history, problem ?? (history.steps.isEmpty ? .tooFewObservations(address, found: 1) : nil))
  }
}

extension HistoricalBalance {
  /// The log growth that closes each observed interval, or why there is none.
  fileprivate func steps(
    _ address: ParameterAddress, breaks: [Year]
  ) -> (steps: [DriftEstimate.Step], problem: CalibrationProblem?) {
    if let problem = CalibrationProblem(address, observed) { return ([], problem) }
    var steps: [DriftEstimate.Step] = []
    for interval in intervals {
      // What lies across a change of definition is no growth; the levels on either side are only kept apart.
      if interval.crosses(breaks) {
        steps.append(DriftEstimate.Step(interval: interval, logGrowth: interval.logGrowth))
        continue
      }
      guard let logGrowth = closingLogGrowth(over: interval) else {
        return ([], .flowsExceedStock(address, from: interval.from, to: interval.to))
      }
      steps.append(DriftEstimate.Step(interval: interval, logGrowth: logGrowth))
    }
    guard steps.contains(where: { !$0.interval.crosses(breaks) }) else {
      return ([], .tooFewObservations(address, found: 1))
    }
    return (steps, nil)
  }
}

extension CalibrationProblem {
  /// What makes observed values useless for a growth.
  fileprivate init?(_ address: ParameterAddress, _ observed: [(year: Year, stock: Double)]) {
    if observed.count < 2 {
      self = .tooFewObservations(address, found: observed.count)
    } else if let empty = observed.first(where: { !($0.stock > 0) }) {
      self = .stockNotPositive(address, year: empty.year)
    } else {
      return nil
    }
  }
}

extension ParameterValue {
  /// Whether the panel estimator is asked for, or the best there is (`auto`) and it is: with enough of a history, no
  /// prior, which only the base estimator knows, and nothing that ties the growth to it.
  fileprivate func asksForTrend(increments: Int, isSimple: Bool) -> Bool {
    guard case .fit(let request) = base else { return false }
    return switch request.method {
    case .panel: true
    case .drift: false
    case .auto: increments >= PanelGrowth.fewestIncrements && request.prior == nil && !isSimple
    }
  }
}

extension StockFlow.Category {
  /// Whether growth or volatility is to be estimated from the stocks.
  var needsFit: Bool { parameters[.growth]?.isFit == true || volatility == .fit }

  var writtenSigma: Double? {
    guard case .number(let sigma) = volatility else { return nil }
    return sigma
  }

  /// Observed intervals of one definition.
  fileprivate func increments(in horizon: ClosedRange<Year>) -> Int {
    HistoryInterval.between(observedStocks(in: horizon)).count { !$0.crosses(breaks) }
  }
}
