import Calibration
import Foundation
import Randomness
import StockFlow
import Testing

/// Simulated histories with known rates, 2,000 each from a fixed seed.
///
/// In 2,000 replicates a true coverage of 95 % shows within 93.5 and 96.5 % but once in four hundred studies; the
/// promise is 93 to 97 %, and for rates at their bounds at least 90 %. Means may miss the truth by four standard errors.
struct FlowStudyTests {
  static let replicates = 2000

  /// Promises kept by a parameter whose rate lies away from its bounds.
  private func check(_ study: ReplicateStudy, _ comment: Comment) {
    #expect(study.missing == 0, comment)
    #expect(study.coverage >= 0.93 && study.coverage <= 0.97, "\(comment): \(study.description)")
    #expect(abs(study.bias) < 4, "\(comment): \(study.description)")
  }

  @Test(arguments: [0.0, 0.02]) func `pooled rates with and without variation from year to year`(spread: Double) {
    var numbers = SimulatedNumbers(seed: 11)
    var study = ReplicateStudy(truth: 0.06)
    let stocks = Dictionary(uniqueKeysWithValues: (2009...2020).map { ($0, 250.0) })
    for _ in 0..<Self.replicates {
      var history: [Year: Double] = [:]
      for year in 2011...2020 {
        let rate = max(0, 0.06 + spread * numbers.normal())
        history[year] = Double(numbers.binomial(250, rate)) / 250
      }
      let category = FlowScenario.category("a", stocks, [.attrition: FlowScenario.observed(history)])
      study.add(FlowScenario.scenario([category]).calibrated().parameter("a.attrition"))
    }
    check(study, "spread \(spread)")
  }

  @Test func `flows of persons with history`() {
    var numbers = SimulatedNumbers(seed: 19)
    var study = ReplicateStudy(truth: 80)
    for _ in 0..<Self.replicates {
      let history = Dictionary(uniqueKeysWithValues: (2015...2020).map { ($0, 80 + 15 * numbers.normal()) })
      let category = FlowScenario.category("a", [2020: 1000], [.training: FlowScenario.observed(history)])
      study.add(FlowScenario.scenario([category]).calibrated().parameter("a.training"))
    }
    check(study, "training")
  }

  @Test func `attrition from stocks and observed training`() {
    var numbers = SimulatedNumbers(seed: 12)
    var study = ReplicateStudy(truth: 0.05)
    for _ in 0..<Self.replicates {
      var training: [Year: Double] = [:]
      let stocks = history(from: 1000, in: 2005...2020) { stock, year in
        let entrants = 55 + 20 * numbers.normal()
        training[year] = entrants
        return (stock * 0.95 + entrants) * numbers.noise(0.02)
      }
      let category = FlowScenario.category(
        "a", stocks, [.attrition: FlowScenario.fit, .training: FlowScenario.observed(training)])
      study.add(FlowScenario.scenario([category]).calibrated().parameter("a.attrition"))
    }
    check(study, "attrition")
  }

  /// Without the correction of the small-sample bias the mean of the noisier case is 0.11 instead of 0.10.
  @Test(arguments: [0.005, 0.02]) func `attrition and arrivals together`(sigma: Double) {
    var numbers = SimulatedNumbers(seed: 13)
    var attrition = ReplicateStudy(truth: 0.10)
    var arrivals = ReplicateStudy(truth: 60)
    for _ in 0..<Self.replicates {
      let stocks = history(from: 1200, in: 2005...2020) { stock, _ in (stock * 0.90 + 60) * numbers.noise(sigma) }
      let category = FlowScenario.category(
        "a", stocks, [.attrition: FlowScenario.fit, .inMigration: FlowScenario.fit])
      let result = FlowScenario.scenario([category]).calibrated()
      attrition.add(result.parameter("a.attrition"))
      arrivals.add(result.parameter("a.in_migration"))
    }
    check(attrition, "attrition, σ \(sigma)")
    check(arrivals, "arrivals, σ \(sigma)")
  }

  /// A stock at its equilibrium says next to nothing about attrition and arrivals apart; the intervals must say so.
  @Test func `a stock at rest gives wide intervals that hold`() {
    var numbers = SimulatedNumbers(seed: 15)
    var attrition = ReplicateStudy(truth: 0.10)
    for _ in 0..<Self.replicates {
      let stocks = history(from: 600, in: 2005...2020) { stock, _ in (stock * 0.90 + 60) * numbers.noise(0.02) }
      let category = FlowScenario.category(
        "a", stocks, [.attrition: FlowScenario.fit, .inMigration: FlowScenario.fit])
      attrition.add(FlowScenario.scenario([category]).calibrated().parameter("a.attrition"))
    }
    #expect(attrition.coverage >= 0.93 && attrition.coverage <= 0.97, "\(attrition.description)")
  }

  @Test func `rounded stocks`() {
    var numbers = SimulatedNumbers(seed: 16)
    var study = ReplicateStudy(truth: 0.05)
    for _ in 0..<Self.replicates {
      let stocks = history(from: 20, in: 2005...2020) { stock, _ in (stock * 0.95 + 1.3) * numbers.noise(0.003) }
      let category = FlowScenario.category(
        "a", stocks.mapValues { ($0 * 10).rounded() / 10 },
        [.attrition: FlowScenario.fit, .training: FlowScenario.number(1.3)], lastDigit: 0.1)
      study.add(FlowScenario.scenario([category]).calibrated().parameter("a.attrition"))
    }
    check(study, "rounded")
  }

  @Test func `years without observation`() {
    var numbers = SimulatedNumbers(seed: 17)
    var study = ReplicateStudy(truth: 0.05)
    let gaps: Set<Year> = [1997, 2000, 2001, 2005, 2006, 2007, 2012, 2015]
    for _ in 0..<Self.replicates {
      let stocks = history(from: 1000, in: 1995...2020) { stock, _ in (stock * 0.95 + 70) * numbers.noise(0.01) }
      let category = FlowScenario.category(
        "a", stocks.filter { !gaps.contains($0.key) },
        [.attrition: FlowScenario.fit, .training: FlowScenario.number(70)])
      study.add(FlowScenario.scenario([category]).calibrated().parameter("a.attrition"))
    }
    check(study, "gaps")
  }

  /// One stock a year, from the first of the years on.
  private func history(
    from first: Double, in years: ClosedRange<Year>, next: (Double, Year) -> Double
  ) -> [Year: Double] {
    var stocks = [years.lowerBound: first]
    var stock = first
    for year in years.dropFirst() {
      stock = next(stock, year)
      stocks[year] = stock
    }
    return stocks
  }
}
