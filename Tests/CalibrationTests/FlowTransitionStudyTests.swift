import Calibration
import Foundation
import Randomness
import StockFlow
import Testing

/// Three grades whose promotions and exits are told from yearly stocks and the known recruits alone.
struct FlowTransitionStudyTests {
  /// Yearly rates: promotions up1 and up2, attrition of a, b and c.
  typealias Rates = (up1: Double, up2: Double, a: Double, b: Double, c: Double)

  private func studies(_ rates: Rates) -> [String: ReplicateStudy] {
    [
      "up1.rate": rates.up1, "up2.rate": rates.up2, "a.attrition": rates.a, "b.attrition": rates.b,
      "c.attrition": rates.c,
    ].mapValues { ReplicateStudy(truth: $0) }
  }

  /// Simulates and fits; `next` leads from the stocks of one year, with the recruits, to those of the next.
  private func run(
    _ rates: Rates, from first: Year = 2005, seed: UInt64, next: (inout SimulatedNumbers, [Double], Double) -> [Double]
  ) -> [String: ReplicateStudy] {
    var numbers = SimulatedNumbers(seed: seed)
    var studies = studies(rates)
    for _ in 0..<FlowStudyTests.replicates {
      var now = [1000.0, 300, 500]
      var stocks = now.map { [first: $0] }
      var recruits: [Year: Double] = [:]
      for year in (first + 1)...2020 {
        let entrants = (150 + 100 * numbers.uniform()).rounded()
        recruits[year] = entrants
        now = next(&numbers, now, entrants)
        for grade in 0..<3 { stocks[grade][year] = now[grade] }
      }
      let result = grades(stocks, recruits).calibrated()
      for name in studies.keys { studies[name]?.add(result.parameter(name)) }
    }
    return studies
  }

  private func grades(_ stocks: [[Year: Double]], _ recruits: [Year: Double]) -> Scenario {
    let fit = FlowScenario.fit
    return FlowScenario.scenario(
      [
        FlowScenario.category("a", stocks[0], [.attrition: fit, .training: FlowScenario.observed(recruits)]),
        FlowScenario.category("b", stocks[1], [.attrition: fit]),
        FlowScenario.category("c", stocks[2], [.attrition: fit]),
      ], [FlowScenario.transition("up1", "a", "b", fit), FlowScenario.transition("up2", "b", "c", fit)])
  }

  /// The balance equation with the same relative noise in every grade.
  private func model(_ rates: Rates, _ sigma: Double) -> (inout SimulatedNumbers, [Double], Double) -> [Double] {
    { numbers, now, entrants in
      [
        now[0] * (1 - rates.up1 - rates.a) + entrants, now[1] * (1 - rates.up2 - rates.b) + rates.up1 * now[0],
        now[2] * (1 - rates.c) + rates.up2 * now[1],
      ].map { $0 * numbers.noise(sigma) }
    }
  }

  @Test(arguments: [2005, 2015]) func `rates away from their bounds, from sixteen and from six years`(first: Year) {
    let rates: Rates = (0.12, 0.05, 0.08, 0.06, 0.04)
    for (name, study) in run(rates, from: first, seed: 14, next: model(rates, 0.01)) {
      #expect(study.coverage >= 0.92 && study.coverage <= 0.98, "\(name): \(study.description)")
      #expect(abs(study.bias) < 4, "\(name): \(study.description)")
    }
  }

  /// Nobody leaves b and nearly nobody is promoted to c: estimates cannot fall below 0, so their mean lies above.
  @Test func `rates at their bounds`() {
    let rates: Rates = (0.12, 0.002, 0.08, 0, 0.04)
    for (name, study) in run(rates, seed: 20, next: model(rates, 0.01)) {
      #expect(study.coverage >= 0.90, "\(name): \(study.description)")
    }
  }

  /// Every person decides alone: the noise is that of the numbers of movers, and those who leave one grade enter another.
  @Test func `movers counted one by one`() {
    let rates: Rates = (0.12, 0.05, 0.08, 0.06, 0.04)
    let studies = run(rates, seed: 21) { numbers, now, entrants in
      func movers(_ stock: Double, _ rate: Double) -> Double {
        (stock * rate + (stock * rate * (1 - rate)).squareRoot() * numbers.normal()).rounded()
      }
      let (up1, up2) = (movers(now[0], rates.up1), movers(now[1], rates.up2))
      return [
        now[0] - up1 - movers(now[0], rates.a) + entrants, now[1] + up1 - up2 - movers(now[1], rates.b),
        now[2] + up2 - movers(now[2], rates.c),
      ]
    }
    for (name, study) in studies {
      #expect(study.coverage >= 0.90, "\(name): \(study.description)")
      #expect(abs(study.bias) < 4, "\(name): \(study.description)")
    }
  }
}
