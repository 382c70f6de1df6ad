import Calibration
import Foundation
import Testing

struct GaussianMixtureTests {
  static let mixture = GaussianMixture([
    .init(weight: 0.5, mean: -1, deviation: 0.5), .init(weight: 0.3, mean: 0.2, deviation: 2),
    .init(weight: 0.2, mean: 3, deviation: 0.1),
  ])

  @Test(arguments: [1e-9, 1e-4, 0.025, 0.3, 0.5, 0.79, 0.81, 0.975, 1 - 1e-9])
  func `the quantile inverts the distribution`(level: Double) {
    let mixture = Self.mixture
    #expect(abs(mixture.cumulativeProbability(mixture.quantile(level)) - level) < 1e-11)
  }

  @Test func `one part is the normal distribution`() {
    let normal = GaussianMixture([.init(weight: 1, mean: 2, deviation: 3)])
    #expect(abs(normal.quantile(0.975) - (2 + 3 * 1.959963984540054)) < 1e-11)
    #expect(abs(normal.meanOfExponential - exp(6.5)) < 1e-9)
    #expect(abs(normal.standardDeviation - 3) < 1e-15)
    // Gneiting and Raftery (2007), equation 21: CRPS of a standard normal at its mean is √(2/π) − 1/√π.
    let score = 3 * ((2 / Double.pi).squareRoot() - 1 / Double.pi.squareRoot())
    #expect(abs(normal.continuousRankedProbabilityScore(2) - score) < 1e-13)
  }

  @Test(arguments: [-4.0, -1, 0.7, 3.05, 9])
  func `the score in closed form is the integral of its definition`(outcome: Double) {
    let mixture = Self.mixture
    // ∫ (F(x) − 1{x ≥ y})² dx by the midpoint rule on −20 … 20, split at y where the integrand jumps.
    func integral(_ from: Double, _ to: Double, _ above: Double) -> Double {
      let width = (to - from) / 40_000
      return (0..<40_000).reduce(0) { sum, index in
        let distance = mixture.cumulativeProbability(from + (Double(index) + 0.5) * width) - above
        return sum + distance * distance * width
      }
    }
    let wanted = integral(-20, outcome, 0) + integral(outcome, 20, 1)
    // The rule's error: second derivatives up to about 50 times width²/24.
    #expect(abs(mixture.continuousRankedProbabilityScore(outcome) - wanted) < 1e-5)
  }

  @Test func `points have quantiles and scores as well`() {
    let points = GaussianMixture([
      .init(weight: 0.5, mean: 1, deviation: 0), .init(weight: 0.5, mean: 3, deviation: 0),
    ])
    #expect(abs(points.quantile(0.25) - 1) < 1e-9)
    #expect(abs(points.quantile(0.75) - 3) < 1e-9)
    #expect(abs(points.continuousRankedProbabilityScore(2) - 0.5) < 1e-15)
  }
}
