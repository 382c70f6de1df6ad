import Foundation

/// The growth over the years after the last observation: a mixture of normal distributions on logs.
public struct PanelPredictive: Sendable, Equatable {
  /// Ordered by the growth expected in the first year; weights sum to 1.
  public let components: [PanelComponent]

  public var years: Int { components[0].mean.count }

  /// The cumulative log growth from the last observed level to the end of year 1 … h.
  /// - Precondition: 1 ≤ year ≤ years.
  public func cumulative(year: Int) -> GaussianMixture {
    precondition(1...years ~= year, "the predictive ends after \(years) years")
    return GaussianMixture(
      components.map { component in
        let rows = component.factor.prefix(year)
        let mean = component.mean.prefix(year).reduce(0, +)
        let variance = (0..<year).reduce(0.0) { sum, column in
          let loading = rows.reduce(0.0) { $0 + (column < $1.count ? $1[column] : 0) }
          return sum + loading * loading
        }
        return GaussianMixture.Part(weight: component.weight, mean: mean, deviation: variance.squareRoot())
      })
  }
}
