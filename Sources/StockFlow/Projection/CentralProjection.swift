import Randomness

/// The projection with every uncertain parameter at its mean and every noise factor 1.
public struct CentralProjection: Sendable {
  public let model: CompiledModel
  /// One state a computed year, from `model.firstYear` on.
  private let states: [ModelState<Double>]

  /// - Complexity: O(years × (cells + flows + measures)).
  public init(_ model: CompiledModel) {
    self.model = model
    var state = ModelState<Double>(model, recording: RecordedFlows(all: model))
    let noise = model.noise.map { _ in 1.0 }
    state.begin(model, draws: model.draws.map(\.distribution.mean))
    var states: [ModelState<Double>] = []
    states.reserveCapacity(model.yearCount)
    for _ in 0..<model.yearCount {
      model.advance(&state, noise: noise)
      states.append(state)
    }
    self.states = states
  }

  /// The value of a series in a year of the horizon; `nil` before it has one, or where it is not a finite number.
  public func value(of series: Series, in year: Year) -> Double? {
    guard year >= model.baselineYear(of: series), let state = state(in: year) else { return nil }
    return state.element(series, 0).finite
  }

  /// The year of the baseline: the first in which the series has a value; where it never has one, the first in which
  /// it could.
  public func baselineYear(of series: Series) -> Year {
    let begin = model.baselineYear(of: series)
    guard begin <= model.lastYear else { return begin }
    return (begin...model.lastYear).first { value(of: series, in: $0) != nil } ?? begin
  }

  /// One value per year of the horizon.
  public func values(of series: Series) -> [Double?] { model.horizon.map { value(of: series, in: $0) } }

  /// What holding stocks at 0 added to a cell in a year.
  func floorAdded(to cell: Int, in year: Year) -> Double { state(in: year)?.floorAdded[cell] ?? 0 }

  /// The central coverage of a measure in a year; 1 where none is written.
  func coverage(of measure: Int, in year: Year) -> Double {
    guard case .sum(_, let coverage?) = model.measures[measure].formula, let state = state(in: year) else { return 1 }
    return state.value(coverage, model, in: year, lane: 0)
  }

  /// Stocks that had to be held at 0 and exits that had to be scaled down to 1, as (category, years).
  public var heldAtZero: [(category: String, years: Int)] { limited(\.heldAtZero) }
  public var scaledExits: [(category: String, years: Int)] { limited(\.scaledExits) }

  private func limited(_ counts: KeyPath<ModelState<Double>, [Double]>) -> [(category: String, years: Int)] {
    guard let last = states.last else { return [] }
    return last[keyPath: counts].enumerated().filter { $1 > 0 }.map {
      (model.name(of: .category($0)), Int($1))
    }
  }

  private func state(in year: Year) -> ModelState<Double>? {
    let index = year - model.firstYear
    return states.indices.contains(index) ? states[index] : nil
  }
}

extension Double {
  /// Itself, or `nil` where it is infinite or not a number.
  public var finite: Double? { isFinite ? self : nil }
}
