import StockFlow

/// How the stocks of a block move each other from year to year: δ(y) = Φ(y)·δ(y − 1) for a disturbance δ.
struct StockMotion {
  /// What a rate takes from, or brings to, one group from the opening stock of another.
  struct Link {
    let to: Int
    let from: Int
    let scale: Double
    /// The unknown parameter with the mean of its `times` and `plus`; `nil` for a known rate.
    let column: Int?
    let times: Double
    let plus: Double
    /// A known rate by year from the first on.
    let known: [Double]

    func rate(_ coefficients: [Double], year: Int) -> Double {
      column.map { coefficients[$0] * times + plus } ?? known[year]
    }
  }

  let firstYear: Year
  let yearCount: Int
  let groupCount: Int
  let links: [Link]

  init(_ groups: [FlowBlock.Group], _ places: [ParameterAddress: Int], _ categories: [Int], in book: FlowBook) {
    let intervals = groups.flatMap(\.intervals)
    let first = intervals.map(\.from).min() ?? 0
    let last = intervals.map(\.to).max() ?? first
    let positions = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1.category, $0) })
    var links: [Link] = []
    for category in categories {
      guard let to = positions[book.scenario.categories[category].id] else { continue }
      for term in book.terms(of: category) {
        guard let from = term.exposed.flatMap({ positions[$0] }) else { continue }
        let column = places[term.address]
        links.append(
          Link(
            to: to, from: from, scale: term.scale(first), column: column, times: term.value.times?.mean ?? 1,
            plus: term.value.plus?.mean ?? 0,
            known: column == nil ? (first...last).map { term.value.known(in: $0) } : []))
      }
    }
    (firstYear, yearCount, groupCount, self.links) = (first, last - first + 1, groups.count, links)
  }

  /// The disturbance of every group from `year` on, by year and group from the first on.
  func response(to shock: Double, of group: Int, in year: Year, _ coefficients: [Double]) -> [Double] {
    var response = [Double](repeating: 0, count: yearCount * groupCount)
    var now = (year - firstYear) * groupCount
    response[now + group] = shock
    for step in (year - firstYear + 1)..<max(yearCount, year - firstYear + 1) {
      for index in 0..<groupCount { response[now + groupCount + index] = response[now + index] }
      for link in links {
        response[now + groupCount + link.to] +=
          link.scale * link.rate(coefficients, year: step) * response[now + link.from]
      }
      now += groupCount
    }
    return response
  }
}
