import Randomness

/// The projection with every uncertain parameter at its mean and every noise factor 1.
public struct CentralProjection: Sendable {
  public let model: CompiledModel
  let records: YearRecords<Double>

  /// - Complexity: O(years × (cells + flows + measures)).
  public init(_ model: CompiledModel) {
    self.model = model
    var state = ModelState<Double>(model, recording: RecordedFlows(all: model))
    let noise = SlotBuffer(repeating: 1.0, count: model.noise.count)
    for (index, draw) in model.draws.enumerated() { state.draws[index] = draw.central }
    state.begin(model)
    var records = YearRecords<Double>(model)
    for _ in 0..<model.yearCount {
      model.advance(&state, noise: noise)
      records.append(state)
    }
    self.records = records
  }

  /// The value of a series in a year of the horizon; `nil` before it has one, or where it is not a finite number.
  public func value(of series: Series, in year: Year) -> Double? {
    records.value(of: series, in: year)
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

  /// What holding the stock at 0 added to a category in a year.
  package func floorAdded(to category: String, in year: Year) -> Double {
    guard case .category(let cell) = model.series(named: category) else { return 0 }
    return records.floorAdded(to: cell, in: year)
  }

  /// Stocks that had to be held at 0 and exits that had to be scaled down to 1, as (category, years).
  public var heldAtZero: [(category: String, years: Int)] { limited(\.heldAtZero) }
  public var scaledExits: [(category: String, years: Int)] { limited(\.scaledExits) }

  private func limited(_ counts: KeyPath<YearRecord<Double>, [Double]>) -> [(category: String, years: Int)] {
    guard let last = records.last else { return [] }
    return last[keyPath: counts].enumerated().filter { $1 > 0 }.map {
      (model.name(of: .category($0)), Int($1))
    }
  }
}

extension Double {
  /// Itself, or `nil` where it is infinite or not a number.
  public var finite: Double? { isFinite ? self : nil }
}
