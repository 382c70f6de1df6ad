import StockFlow
import Testing

/// Published stock-flow results (a Markov manpower system of five grades, a training pipeline).
struct PublishedProjectionTests {
  /// Stay, promotion to the next grade, share of the recruits.
  static let stay = [0.65, 0.70, 0.75, 0.85, 0.95]
  static let promotion = [0.20, 0.15, 0.15, 0.10]
  static let start = [40.0, 80, 120, 100, 60]

  func fiveGrades(recruits: Double, to last: Year) -> CentralProjection {
    let grades = (0..<5).map { grade in
      let promoted = grade < 4 ? Self.promotion[grade] : 0
      let entering = [0.75, 0.25, 0, 0, 0][grade] * recruits
      return category(
        "grade\(grade + 1)", stock: [0: Self.start[grade]],
        [.attrition: number(1 - Self.stay[grade] - promoted), .training: number(entering)])
    }
    let promotions = (0..<4).map {
      transition("promotion\($0 + 1)", "grade\($0 + 1)", "grade\($0 + 2)", number(Self.promotion[$0]))
    }
    return project(scenario(0...last, categories: grades, transitions: promotions))
  }

  /// The table prints four decimals: half a unit of the last is 5e-5.
  @Test(arguments: [
    (1, [63.5, 76.5, 102, 103, 67]),
    (5, [99.3523, 93.5562, 66.4302, 93.2436, 91.9634]),
    (10, [106.2389, 108.1896, 62.6565, 76.4975, 109.8031]),
  ])
  func `five grades move as the Markov system does`(year: Year, expected: [Double]) throws {
    let projection = fiveGrades(recruits: 50, to: 10)
    for (grade, stock) in expected.enumerated() {
      let value = try #require(projection["grade\(grade + 1)", year])
      #expect(abs(value - stock) <= 5e-5)
    }
  }

  /// The slowest eigenvalue is 0.95: after 600 years what is left of the start is below 1e-10.
  @Test func `a constant intake of 100 leads to the steady state R r (I − P)⁻¹`() throws {
    let projection = fiveGrades(recruits: 100, to: 600)
    for (grade, stock) in [214.2857, 226.1905, 135.7143, 135.7143, 271.4286].enumerated() {
      let value = try #require(projection["grade\(grade + 1)", 600])
      #expect(abs(value - stock) <= 5e-5)
    }
  }

  @Test func `graduates of a pipeline arrive when its duration has passed`() {
    let intake = path(Dictionary(uniqueKeysWithValues: (1...6).map { ($0, 100 + Double($0 - 1) * 10) }))
    let pipeline = Pipeline(
      id: "college", name: LocalizedText("college"), unit: persons, intake: intake, duration: 3,
      completion: number(0.9), enters: [Pipeline.Entry(category: "staff", share: 1)])
    let projection = project(
      scenario(
        0...6, categories: [category("staff", stock: [0: 1000], [.attrition: number(0.04)])], pipelines: [pipeline]))
    let expected = [1050, 1098, 1144.08, 1188.3168, 1239.784128, 1298.192763]
    for (index, stock) in expected.enumerated() {
      // Printed to six decimals.
      #expect(isClose(projection["staff", index + 1], stock, within: 5e-7 / 1000))
    }
    #expect(isClose(projection["college.enrolled", 3], 100 + 110 + 120))
    #expect(isClose(projection["college.intake", 2], 110))
  }
}
