import StockFlow

/// How the stocks of a block move each other from year to year: δ(y) = Φ(y)·δ(y − 1) for a disturbance δ.
struct StockMotion {
  /// What a rate takes from, or brings to, one group from the opening stock of another.
  struct Link {
    let to: Int
    /// `nil` for a category without two observations.
    let from: Int?
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
  /// Opening stocks of what the links move, likewise.
  private let openings: [Double]
  /// Unknown flows of persons into the groups.
  private let arrivals: [(to: Int, column: Int, scale: Double)]

  init(_ groups: [FlowBlock.Group], _ places: [ParameterAddress: Int], _ categories: [Int], in book: FlowBook) {
    let intervals = groups.flatMap(\.intervals)
    let first = intervals.map(\.from).min() ?? 0
    let last = intervals.map(\.to).max() ?? first
    let positions = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1.category, $0) })
    var links: [Link] = []
    var known: [Double] = []
    var openings: [Double] = []
    var arrivals: [(to: Int, column: Int, scale: Double)] = []
    for category in categories {
      guard let to = positions[book.scenario.categories[category].id] else { continue }
      for term in book.terms(of: category) {
        let column = places[term.address]
        guard let exposed = term.exposed else {
          if let column { arrivals.append((to, column, term.scale(first))) }
          continue
        }
        links.append(
          Link(
            to: to, from: positions[exposed], scale: term.scale(first), column: column,
            times: term.value.times?.mean ?? 1,
            plus: term.value.plus?.mean ?? 0))
        known += (first...last).map { column == nil ? term.value.known(in: $0) : 0 }
        openings += (first...last).map { book.stock(of: exposed, in: $0 - 1) }
      }
    }
    (firstYear, yearCount, groupCount) = (first, last - first + 1, groups.count)
    (self.links, self.known, self.openings, self.arrivals) = (links, known, openings, arrivals)
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
        guard let from = links[index].from else { continue }
        response[now + links[index].to] += moves[index * yearCount + year] * response[before + from]
      }
    }
  }

  /// How many persons move in or out of each group in each year, n·|r|·(1 − |r|) for a rate r of n exposed: the variance
  /// of their number where everybody decides alone. By year and group from the first on.
  func movers(_ coefficients: [Double]) -> [Double] {
    let moves = moves(coefficients)
    var movers = [Double](repeating: 0, count: yearCount * groupCount)
    for (index, link) in links.enumerated() {
      for year in 0..<yearCount {
        let rate = min(1, abs(moves[index * yearCount + year]))
        movers[year * groupCount + link.to] += rate * (1 - rate) * abs(openings[index * yearCount + year])
      }
    }
    for arrival in arrivals {
      for year in 0..<yearCount {
        movers[year * groupCount + arrival.to] += abs(arrival.scale * coefficients[arrival.column])
      }
    }
    return movers
  }
}
