import Randomness

/// The projection with every uncertain parameter at its mean and every noise factor 1.
public struct CentralProjection: Sendable {
  public let model: CompiledModel
  /// One record a computed year, from `model.firstYear` on.
  private let records: [YearRecord]

  /// What is kept of a year.
  private struct YearRecord: Sendable {
    let stock: [Double]
    let flow: [Double]
    let driver: [Double]
    let measure: [Double]
    /// Per measure; 1 where none is written.
    let coverage: [Double]
    let floorAdded: [Double]
    let heldAtZero: [Double]
    let scaledExits: [Double]

    init(_ state: borrowing ModelState<Double>, _ model: CompiledModel) {
      stock = state.stock.elements
      flow = state.flow.elements
      driver = state.driver.elements
      measure = state.measure.elements
      floorAdded = state.floorAdded.elements
      heldAtZero = state.heldAtZero.elements
      scaledExits = state.scaledExits.elements
      var coverage: [Double] = []
      for measure in model.measures {
        guard case .sum(_, let parameter?) = measure.formula else {
          coverage.append(1)
          continue
        }
        coverage.append(state.value(parameter, model, in: state.year, lane: 0))
      }
      self.coverage = coverage
    }

    func value(of series: Series) -> Double {
      switch series {
      case .category(let index): stock[index]
      case .driver(let index): driver[index]
      case .measure(let index): measure[index]
      case .flow(let index): flow[index]
      }
    }
  }

  /// - Complexity: O(years × (cells + flows + measures)).
  public init(_ model: CompiledModel) {
    self.model = model
    var state = ModelState<Double>(model, recording: RecordedFlows(all: model))
    let noise = SlotBuffer(repeating: 1.0, count: model.noise.count)
    for (index, draw) in model.draws.enumerated() { state.draws[index] = draw.central }
    state.begin(model)
    var records: [YearRecord] = []
    records.reserveCapacity(model.yearCount)
    for _ in 0..<model.yearCount {
      model.advance(&state, noise: noise)
      records.append(YearRecord(state, model))
    }
    self.records = records
  }

  /// The value of a series in a year of the horizon; `nil` before it has one, or where it is not a finite number.
  public func value(of series: Series, in year: Year) -> Double? {
    guard year >= model.baselineYear(of: series), let record = record(in: year) else { return nil }
    return record.value(of: series).finite
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
  func floorAdded(to cell: Int, in year: Year) -> Double { record(in: year)?.floorAdded[cell] ?? 0 }

  /// What holding the stock at 0 added to a category in a year.
  package func floorAdded(to category: String, in year: Year) -> Double {
    guard case .category(let cell) = model.series(named: category) else { return 0 }
    return floorAdded(to: cell, in: year)
  }

  /// The central coverage of a measure in a year; 1 where none is written.
  func coverage(of measure: Int, in year: Year) -> Double { record(in: year)?.coverage[measure] ?? 1 }

  /// Stocks that had to be held at 0 and exits that had to be scaled down to 1, as (category, years).
  public var heldAtZero: [(category: String, years: Int)] { limited(\.heldAtZero) }
  public var scaledExits: [(category: String, years: Int)] { limited(\.scaledExits) }

  private func limited(_ counts: KeyPath<YearRecord, [Double]>) -> [(category: String, years: Int)] {
    guard let last = records.last else { return [] }
    return last[keyPath: counts].enumerated().filter { $1 > 0 }.map {
      (model.name(of: .category($0)), Int($1))
    }
  }

  private func record(in year: Year) -> YearRecord? {
    let index = year - model.firstYear
    return records.indices.contains(index) ? records[index] : nil
  }
}

extension Double {
  /// Itself, or `nil` where it is infinite or not a number.
  public var finite: Double? { isFinite ? self : nil }
}
