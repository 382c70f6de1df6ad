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
  }

  let firstYear: Year
  let yearCount: Int
  let groupCount: Int
  let links: [Link]
  /// Known rates, for each link one a year; 0 for unknown ones.
  private let known: [Double]

  init(_ groups: [FlowBlock.Group], _ places: [ParameterAddress: Int], _ categories: [Int], in book: FlowBook) {
    let intervals = groups.flatMap(\.intervals)
    let first = intervals.map(\.from).min() ?? 0
    let last = intervals.map(\.to).max() ?? first
    let positions = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1.category, $0) })
    var links: [Link] = []
    var known: [Double] = []
    for category in categories {
      guard let to = positions[book.scenario.categories[category].id] else { continue }
      for term in book.terms(of: category) {
        guard let from = term.exposed.flatMap({ positions[$0] }) else { continue }
        let column = places[term.address]
        links.append(
          Link(
            to: to, from: from, scale: term.scale(first), column: column, times: term.value.times?.mean ?? 1,
            plus: term.value.plus?.mean ?? 0))
        known += (first...last).map { column == nil ? term.value.known(in: $0) : 0 }
      }
    }
    (firstYear, yearCount, groupCount) = (first, last - first + 1, groups.count)
    (self.links, self.known) = (links, known)
  }

  /// What each link moves of a unit of its opening stock, one a year.
  func moves(_ coefficients: [Double]) -> [Double] {
    var moves = known
    for (index, link) in links.enumerated() {
      for place in (index * yearCount)..<((index + 1) * yearCount) {
        let rate = link.column.map { coefficients[$0] * link.times + link.plus } ?? known[place]
        moves[place] = link.scale * rate
      }
    }
    return moves
  }

  /// Fills in the disturbance of every group from `step` years after the first on; earlier years are left as they were.
  func respond(to shock: Double, of group: Int, at step: Int, moves: [Double], _ response: inout [Double]) {
    for index in 0..<groupCount { response[step * groupCount + index] = index == group ? shock : 0 }
    for year in (step + 1)..<max(yearCount, step + 1) {
      let (before, now) = ((year - 1) * groupCount, year * groupCount)
      for index in 0..<groupCount { response[now + index] = response[before + index] }
      for index in links.indices {
        response[now + links[index].to] += moves[index * yearCount + year] * response[before + links[index].from]
      }
    }
  }
}
