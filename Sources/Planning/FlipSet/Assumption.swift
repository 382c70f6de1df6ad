import Foundation
import StockFlow

/// A parameter whose value could be another one, and how far.
struct Assumption: Sendable {
  let address: ParameterAddress
  /// Mean over the years after the baseline; of a stock that of the baseline.
  let value: Double
  /// `nil` where it is certain.
  let standardDeviation: Double?
  /// The changes that leave the value possible in every year: no negative people, no rate of leaving above 1, no decline by
  /// more than everybody; upwards ten times the value, for growth a doubling each year.
  let limits: ClosedRange<Double>
  /// Of a volatility its source of noise.
  let noise: Int?

  /// `nil` where the value is not a finite number.
  init?(_ address: ParameterAddress, in scenario: Scenario) {
    guard let written = scenario.value(at: address) else { return nil }
    let years = scenario.years(of: address)
    let values = years.map { written.central(in: $0) }
    guard let least = values.min(), let greatest = values.max(), least.isFinite, greatest.isFinite else { return nil }
    let spreads = years.map { written.standardDeviation(in: $0) }
    let spread = spreads.reduce(0, +) / Double(spreads.count)
    self.address = address
    noise = nil
    value = values.reduce(0, +) / Double(values.count)
    standardDeviation = spread.isFinite && spread > 0 ? spread : nil
    let reach = abs(value) > 0 ? 10 * abs(value) : scenario.typicalSize(of: address)
    switch address.property.dimension {
    case .people, .factor: limits = min(0, -least)...max(reach, 10 * (standardDeviation ?? 0))
    case .share: limits = min(0, -least)...max(0, 1 - greatest)
    case .growthRate: limits = min(0, -1 - least)...1
    }
  }

  /// The yearly noise of a category or driver, which may be none at all and up to ten times as much; `nil` where it belongs
  /// to a growth.
  init?(noise index: Int, _ source: NoiseSource) {
    guard case .factor(let sigma) = source.effect, sigma > 0, let dot = source.name.lastIndex(of: ".") else {
      return nil
    }
    address = ParameterAddress(String(source.name[..<dot]), .volatility)
    (value, standardDeviation, noise) = (sigma, nil, index)
    limits = -sigma...max(sigma, min(9 * sigma, 2))
  }

  /// Changes at which the probabilities are looked at first, outwards on one side: from a quarter of a standard deviation
  /// (of a certain value, a hundredth of the way) on at least doubling, to the limit.
  func steps(upwards: Bool) -> [Double] {
    let end = upwards ? limits.upperBound : limits.lowerBound
    guard end != 0 else { return [] }
    let length = abs(end)
    let first = min(length, standardDeviation.map { $0 / 4 } ?? length / 128)
    // A length may be so small that no part of it is a number.
    guard first > 0, first < length else { return [end] }
    let count = Int(min(Double(Self.mostSteps), max(2, log2(length / first).rounded(.up))))
    return (0...count).map { step in
      step == count ? end : end * pow(first / length, 1 - Double(step) / Double(count))
    }
  }

  /// The change itself, or the limit before it.
  func bounded(_ change: Double) -> Double { min(max(change, limits.lowerBound), limits.upperBound) }

  private static let mostSteps = 12
}

extension Scenario {
  /// The years whose values are averaged.
  fileprivate func years(of address: ParameterAddress) -> [Year] {
    guard address.property != .stock else {
      let start = categories.first { $0.id == address.owner }?.start(in: horizon)
      return [start ?? horizon.lowerBound]
    }
    return horizon.count > 1 ? Array(horizon.dropFirst()) : Array(horizon)
  }

  /// What a value of 0 could become.
  fileprivate func typicalSize(of address: ParameterAddress) -> Double {
    guard address.property.dimension == .people else { return 1 }
    let stocks = categories.map { category in
      value(at: ParameterAddress(category.id, .stock)).map { $0.central(in: horizon.lowerBound) } ?? 0
    }
    return stocks.filter(\.isFinite).map { abs($0) }.max() ?? 0
  }
}
