import Calibration
import Foundation
import Randomness
import StockFlow
import Testing

/// Teachers of primary schools in England at the end of each academic year: full-time equivalents, leaver rate, returners,
/// new to the sector, newly qualified.
///
/// Department for Education, Teacher workforce model, 2026 publication (Open Government Licence v3).
private let years:
  [(year: Year, teachers: Double, leavers: Double, returners: Double, new: Double, qualified: Double)] = [
    (2012, 199307.9, 0.088743, 7141.3, 4275.9, 9337.4),
    (2013, 204619.9, 0.089456, 7552.8, 4700.4, 11959.1),
    (2014, 209367.4, 0.094647, 7632.4, 4669.1, 13144.6),
    (2015, 215689.9, 0.100899, 8524.2, 4717.9, 14339.1),
    (2016, 219991.7, 0.102374, 8015.4, 3975.4, 15034.1),
    (2017, 222401.7, 0.099784, 8330.0, 3731.8, 13292.2),
    (2018, 221143.7, 0.101837, 8337.1, 3312.8, 11885.2),
    (2019, 222138.4, 0.096466, 8108.7, 2922.3, 11947.0),
    (2020, 221159.1, 0.093433, 7684.6, 2661.7, 10897.4),
    (2021, 222527.3, 0.072483, 7557.1, 2553.8, 8674.3),
    (2022, 222327.1, 0.081453, 6875.7, 3441.2, 9336.3),
    (2023, 221332.0, 0.099247, 7582.8, 4380.5, 9977.8),
    (2024, 218534.0, 0.097895, 7468.1, 3960.2, 8090.0),
    (2025, 215631.1, 0.093602, 7754.9, 3435.6, 7188.6),
  ]
private let teachersOf2011 = 196258.4

/// The identity S(t) = S(t−1)·(1 − leaver rate) + returners + new to the sector + newly qualified closes within 0.06 to
/// 0.97 % of the stock in every year.
struct TeacherIdentityTests {
  private func scenario(_ exits: [ParameterAddress.Property: ParameterValue]) -> Scenario {
    var stocks: [Year: Double] = [2011: teachersOf2011]
    for year in years { stocks[year.year] = year.teachers }
    let entrants = years.map { ($0.year, $0.returners + $0.new + $0.qualified) }
    let flows = [
      .training: FlowScenario.observed(Dictionary(uniqueKeysWithValues: entrants))
    ].merging(exits) { _, new in new }
    var scenario = Scenario(id: "teachers", name: LocalizedText("teachers"), unit: .persons, horizon: 2025...2030)
    scenario.categories = [FlowScenario.category("primary", stocks, flows)]
    return scenario
  }

  private var leavers: ParameterValue {
    FlowScenario.observed(Dictionary(uniqueKeysWithValues: years.map { ($0.year, $0.leavers) }))
  }

  @Test func `what the published flows leave open is as small as the identity says`() throws {
    let result = scenario([.attrition: leavers, .outMigration: FlowScenario.fit]).calibrated()
    let rest = try #require(result.parameter("primary.out_migration"))
    #expect(rest.estimate > 0.0006 && rest.estimate < 0.0097)
    // Each year's gap is that rate of the opening stock and its residual.
    let residuals = try #require(result.fit.flows.first).residuals
    for (year, residual) in zip(years, residuals) {
      let before = years.first { $0.year == year.year - 1 }?.teachers ?? teachersOf2011
      let gap = (rest.estimate * before - residual.residual) / year.teachers
      #expect(gap > 0.0006 && gap < 0.0098)
    }
  }

  @Test func `exits told by stocks and entrants alone agree with the published leaver rates`() throws {
    let exits = try #require(
      scenario([.attrition: FlowScenario.fit]).calibrated().parameter("primary.attrition"))
    let published = try #require(scenario([.attrition: leavers]).calibrated().parameter("primary.attrition"))
    #expect(published.estimator == .pooledRate)
    #expect(abs(published.estimate - years.reduce(0) { $0 + $1.leavers } / 14) < 0.001)
    #expect(try #require(exits.interval95).contains(published.estimate))
    #expect(abs(exits.estimate - published.estimate) < 0.0097)
  }
}
