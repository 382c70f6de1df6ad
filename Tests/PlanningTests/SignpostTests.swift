import Ensembles
import Foundation
import Planning
import Randomness
import SensitivityAnalysis
import StockFlow
import Testing

/// In 2021 X ~ N(10, 2) people come to one group, in 2022 as uncertain a number to another: of the sum Z of 2022, X is
/// known a year before, correlated with ρ = 1/√2.
private func twoSteps(bound: Double = 220, year: Year = 2022) -> Scenario {
  func once(_ year: Year) -> ParameterValue {
    let points = [2020, 2021, 2022, 2023].map { TimePath.Point(year: $0, figure: Figure($0 == year ? 1 : 0)) }
    return ParameterValue(
      .path(TimePath(shape: .steps, points: points)), times: .distribution(.normal(mean: 10, sd: 2)))
  }
  return plan(
    2020...2022,
    [
      category("early", stock: [2020: 100], [.training: once(2021)]),
      category("late", stock: [2020: 100], [.training: once(2022)]),
    ],
    measures: [
      Measure(
        id: "total", name: LocalizedText("total"), unit: .none,
        formula: .sum([.init(id: "early"), .init(id: "late")], coverage: nil))
    ], targets: [atLeast("total", year, bound)])
}

struct SignpostTests {
  /// Closed forms for a bound at the mean: by symmetry the threshold is the mean; Youden's index is (2/π)·arcsin ρ
  /// (Sheppard's orthant probability), the area 4·(1/8 + 2·arcsin(ρ/√2)/4π) by the orthant probability of three normals.
  @Test func `a bivariate normal law gives threshold, error rates and area`() throws {
    let answer = try signposts(twoSteps(), SignpostOptions(within: 1, paths: 40_000, threads: 2))
    let found = answer.targets[0]
    let best = try #require(found.signposts.first)
    // Training, the stock and the total of 2021 are the same but for a constant: one is told.
    #expect(found.signposts.count == 1 && best.year == 2021)
    #expect(best.isAlarmBelow)
    let offset = ["early.training": 0.0, "early": 100, "total": 200][best.of]
    // The index is flat at its top: 0.9 of a standard deviation of X off, it is lower by 0.06, ten standard errors.
    #expect(abs(best.threshold - 10 - (try #require(offset))) < 0.9)
    // Of 20,000 measured paths half hit: each rate has a standard error of √(0.1875/10,000).
    let error = (2 * 0.1875 / 10_000).squareRoot()
    #expect(abs(best.youden - 0.5) < 4 * error + 0.01, "four standard errors, and the flat top")
    #expect(abs(best.area.value - 5.0 / 6) < 4 * 0.003, "four of DeLong's standard errors")
    #expect(best.area.halfWidth < 1.96 * 0.004)
    let probabilities = [try #require(best.probabilityWithAlarm), try #require(best.probabilityWithout)]
    // At the mean 1/4 and 3/4.
    #expect(abs(probabilities[1].value - probabilities[0].value - 0.5) < 0.04)
    #expect(best.falseAlarms.interval.contains(best.falseAlarms.value))
  }

  @Test func `learning on one half leaves no optimism on the other`() throws {
    // The late training says nothing in 2021: nothing separates a target on it alone.
    var scenario = twoSteps()
    scenario.targets = [atLeast("late", 2022, 110)]
    let found = try signposts(scenario, SignpostOptions(within: 1, threads: 2)).targets[0]
    #expect(found.signposts.isEmpty && found.reason == .nothingSeparates)
  }

  @Test(arguments: [(190.0, "too_few_misses"), (260, "too_few_hits")])
  func `nearly certain targets teach nothing`(bound: Double, reason: String) throws {
    let found = try signposts(twoSteps(bound: bound), SignpostOptions(within: 1, threads: 2)).targets[0]
    #expect(found.signposts.isEmpty && found.reason?.rawValue == reason)
  }

  @Test func `a target in the first year comes too soon`() throws {
    let found = try signposts(twoSteps(bound: 210, year: 2021), SignpostOptions(threads: 2)).targets[0]
    #expect(found.signposts.isEmpty && found.reason == .tooSoon)
  }

  @Test func `threads change nothing`() throws {
    let one = try signposts(twoSteps(), SignpostOptions(paths: 3_000, threads: 1))
    #expect(try signposts(twoSteps(), SignpostOptions(paths: 3_000, threads: 3)) == one)
  }

  @Test func `no targets, no signposts`() throws {
    var scenario = twoSteps()
    scenario.targets = []
    #expect(try signposts(scenario, SignpostOptions(threads: 2)).targets.isEmpty)
  }
}

struct SeparationTests {
  private let isHit = [false, false, true, false, true, true]
  private let isHitLater = [false, false, true, true, false, true]

  @Test func `the best border of six values by hand`() throws {
    let sorted = try #require(SortedValues([1, 2, 3, 4, 5, 6]))
    let (border, youden) = try #require(sorted.best(isHitLater))
    // Below 2.5 lie two of three misses and no hit.
    #expect(border.isAlarmBelow && border.threshold > 2 && border.threshold < 3)
    #expect(abs(youden - 2.0 / 3) < 1e-15)
  }

  @Test func `area and error of six values by hand`() throws {
    let border = Border(threshold: 2.5, isAlarmBelow: true)
    let found = Separation(border, [1, 2, 3, 4, 5, 6], isHit)
    #expect(found.hitsWithAlarm == 0 && found.hitsWithout == 3)
    #expect(found.missesWithAlarm == 2 && found.missesWithout == 1)
    // Eight of nine pairs are in order; both placements have variance 1/27 over three values.
    #expect(abs(found.area - 8.0 / 9) < 1e-15)
    #expect(abs(found.areaError - (2.0 / 81).squareRoot()) < 1e-15)
  }

  @Test func `ties count half`() {
    let found = Separation(Border(threshold: 0.5, isAlarmBelow: true), [0, 1, 1, 1], [false, false, true, true])
    #expect(found.area == 0.75)
  }

  @Test func `large values can be the alarm`() throws {
    let sorted = try #require(SortedValues([6, 5, 4, 3, 2, 1]))
    let (border, _) = try #require(sorted.best(isHitLater))
    #expect(!border.isAlarmBelow && border.threshold > 4 && border.threshold < 5)
  }

  @Test func `what does not vary, or has no value, separates nothing`() {
    #expect(SortedValues([3, 3, 3]) == nil)
    #expect(SortedValues([1, .nan, 2]) == nil)
    #expect(SortedValues([1, 2])?.best([true, true]) == nil)
  }

  @Test func `a value with misses on both sides of the hits is no signpost`() throws {
    // Within a range around the mean: of the best single threshold Youden's index is above 0, the area is ½.
    var scenario = twoSteps()
    scenario.targets = [Target(of: "total", year: 2022, comparison: .within(Figure(218.5), Figure(221.5)))]
    let found = try signposts(scenario, SignpostOptions(within: 1, threads: 2)).targets[0]
    #expect(found.signposts.isEmpty && found.reason == .nothingSeparates)
  }
}
