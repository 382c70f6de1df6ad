import LinearAlgebra
import StockFlow

/// A parameter the balance of stocks has to tell.
struct FlowUnknown {
  let address: ParameterAddress
  let value: ParameterValue
  let prior: Prior?
  /// Rates lie between 0 and 1, flows of persons above 0, growth above −1.
  let bounds: (lower: Double, upper: Double)

  init(_ address: ParameterAddress, _ value: ParameterValue) {
    self.address = address
    self.value = value
    prior = Prior(value)
    bounds =
      switch address.property.dimension {
      case .growthRate: (-1, .infinity)
      case .share: (0, 1)
      case .people, .factor: (0, .infinity)
      }
  }
}

/// Categories joined by unknown parameters, whose balances are solved together; nothing joins two blocks.
struct FlowBlock {
  /// The balances of one category.
  struct Group {
    let category: String
    /// Raw balances: one row an interval, one column a parameter of the block.
    let design: Matrix
    let right: [Double]
    let intervals: [HistoryInterval]
    let errors: ObservationErrors
    /// A volatility written as a number above 0.
    let writtenSigma: Double?
  }

  let unknowns: [FlowUnknown]
  let groups: [Group]
  let constraints: LinearConstraints
  let motion: StockMotion

  var addresses: [ParameterAddress] { unknowns.map(\.address) }
  var rowCount: Int { groups.reduce(0) { $0 + $1.right.count } }
  /// Unknown parameters that no prior speaks about.
  var free: [FlowUnknown] { unknowns.filter { $0.prior == nil } }

  init(_ unknowns: [FlowUnknown], categories: [Int], in book: FlowBook) {
    self.unknowns = unknowns
    let places = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1.address, $0) })
    groups = categories.map { Group($0, places, in: book) }.filter { !$0.right.isEmpty }
    constraints = Self.constraints(unknowns, places, categories, in: book)
    motion = StockMotion(groups, places, categories, in: book)
  }

  /// Bounds of the parameters, and exits of at most 1 for every category.
  private static func constraints(
    _ unknowns: [FlowUnknown], _ places: [ParameterAddress: Int], _ categories: [Int], in book: FlowBook
  ) -> LinearConstraints {
    var constraints = LinearConstraints(
      lower: unknowns.map(\.bounds.lower), upper: unknowns.map(\.bounds.upper))
    var rows: [[Double]] = []
    for category in categories {
      let exits = book.exits(of: category)
      let limit = 1 - book.knownExits(exits, of: category)
      let mine = exits.compactMap { term in places[term.address].map { ($0, term.value.times?.mean ?? 1) } }
      if mine.count == 1, let (place, factor) = mine.first, factor > 0 {
        constraints.upper[place] = min(constraints.upper[place], limit / factor)
      } else if mine.count > 1 {
        var row = [Double](repeating: 0, count: unknowns.count)
        for (place, factor) in mine { row[place] += factor }
        rows.append(row)
        constraints.limits.append(limit)
      }
    }
    constraints.rows = rows.isEmpty ? Matrix(rows: 0, columns: unknowns.count) : Matrix(rows: rows)
    return constraints
  }
}

extension FlowBlock.Group {
  init(_ index: Int, _ places: [ParameterAddress: Int], in book: FlowBook) {
    let entry = book.scenario.categories[index]
    let rows = book.rows(of: index)
    var design = Matrix(rows: rows.count, columns: places.count)
    for (row, balance) in rows.enumerated() {
      for (address, coefficient) in balance.coefficients {
        if let place = places[address] { design[row, place] = coefficient }
      }
    }
    self.design = design
    category = entry.id
    right = rows.map(\.right)
    intervals = rows.map(\.interval)
    errors = ObservationErrors(entry, intervals)
    if case .number(let sigma) = entry.volatility, sigma > 0 { writtenSigma = sigma } else { writtenSigma = nil }
  }
}

extension FlowBook {
  /// The largest sum of known exits in any observed year, at most 1.
  fileprivate func knownExits(_ exits: [BalanceTerm], of category: Int) -> Double {
    let known = exits.filter { !unknown.contains($0.address) }
    guard let first = observed[category].first?.year, let last = observed[category].last?.year, first < last,
      !known.isEmpty
    else { return 0 }
    let sums = (first + 1...last).map { year in known.reduce(0) { $0 + $1.value.known(in: year) } }
    return min(1, max(0, sums.max() ?? 0))
  }

  /// The unknown parameters with the categories whose balance they enter, in blocks that share nothing.
  func blocks(_ unknowns: [FlowUnknown]) -> [FlowBlock] {
    let growth = unknowns.filter { $0.address.property == .growth }
    let flows = unknowns.filter { $0.address.property != .growth }
    let places = Dictionary(uniqueKeysWithValues: flows.enumerated().map { ($1.address, $0) })
    var joined = DisjointSets(count: flows.count)
    var members: [(category: Int, flows: [Int])] = []
    for category in scenario.categories.indices {
      let mine = terms(of: category).compactMap { places[$0.address] }
      guard let first = mine.first else { continue }
      for other in mine.dropFirst() { joined.join(first, other) }
      members.append((category, mine))
    }
    let categories = Dictionary(grouping: members, by: { joined.root(of: $0.flows[0]) })
    return Dictionary(grouping: flows.indices, by: { joined.root(of: $0) }).sorted { $0.key < $1.key }.map {
      root, mine in
      let places = (categories[root] ?? []).map(\.category)
      let ids = Set(places.map { scenario.categories[$0].id })
      let both = mine.map { flows[$0] } + growth.filter { ids.contains($0.address.owner) }
      return FlowBlock(both, categories: places, in: self)
    }
  }
}

/// Numbers 0 ..< count in sets that can be joined.
struct DisjointSets {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  /// The least number of the set.
  mutating func root(of element: Int) -> Int {
    var root = element
    while parents[root] != root { root = parents[root] }
    parents[element] = root
    return root
  }

  mutating func join(_ first: Int, _ second: Int) {
    let (a, b) = (root(of: first), root(of: second))
    parents[max(a, b)] = min(a, b)
  }
}
