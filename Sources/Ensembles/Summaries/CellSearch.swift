import CLanes

/// Tells where ranks lie among kept values by a histogram of equal cells inside each bracket.
///
/// - Complexity: O(kept values + cells) for an output, and as much again for every seven cells whose values are asked for.
struct CellSearch {
  private var brackets = Brackets([], on: ValueCoding(from: 0, to: 1))
  private var layout = CellLayout(Brackets([], on: ValueCoding(from: 0, to: 1)), most: 1)
  private var kept = 0
  /// Kept values in every cell, and how many of all values lie below it.
  private var counts: [UInt32] = []
  private var below: [Int] = []

  /// Counts the kept values of an output in cells.
  ///
  /// - Parameters:
  ///   - brackets: those that hold every kept value.
  ///   - gaps: values that are only counted, one number more than brackets.
  ///   - atoms: values inside brackets that are counted instead of kept.
  mutating func arrange(_ shares: SharesOfOutput, in brackets: Brackets, gaps: [Int], atoms: Atoms) {
    self.brackets = brackets
    kept = shares.keptCount
    // Enough for edges of new brackets; what is left in a cell at the end is sorted out one by one.
    layout = CellLayout(brackets, most: min(max(kept / 2, 512), 2048))
    counts = Array(repeating: 0, count: layout.count)
    var (cells, edges) = (layout.cells, brackets.edges)
    unsafe counts.withUnsafeMutableBufferPointer { counts in
      guard let counts = counts.baseAddress else { return }
      // In bounds: every kept value is inside a bracket, and every code there has its cell.
      shares.forEach { unsafe $0.kept.count(in: &cells, of: &edges, to: counts) }
    }
    for (index, value) in atoms.values.enumerated() where atoms.counts[index] > 0 {
      if let cell = cell(of: value) { counts[cell] += UInt32(clamping: atoms.counts[index]) }
    }
    addUp(gaps)
  }

  private mutating func addUp(_ gaps: [Int]) {
    below = Array(repeating: 0, count: layout.count)
    var sum = 0
    for bracket in 0..<brackets.count {
      sum += gaps[bracket]
      for cell in layout.cells(of: bracket) {
        below[cell] = sum
        sum += Int(counts[cell])
      }
    }
  }

  /// Whether a cell that holds uncommonly many values holds equal ones.
  func hasTies(_ shares: SharesOfOutput) -> Bool {
    let most = UInt32(clamping: max(24, kept / 64))
    let crowded = counts.indices.filter { counts[$0] > most }
    return portions(of: crowded).contains { cells in
      let sorted = gather(cells, shares).sorted()
      return zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
    }
  }

  /// The cell of a value; nil where it lies in a gap.
  private func cell(of value: Double) -> Int? {
    brackets.bracket(of: value).map { layout.cell(of: brackets.coding.code(of: value), in: $0) }
  }

  /// The cell that holds a 0-based rank; nil where the rank lies in a gap.
  private func cell(ofRank rank: Int) -> Int? {
    var low = 0
    var high = below.count
    while low < high {
      let middle = (low + high) / 2
      if below[middle] <= rank { low = middle + 1 } else { high = middle }
    }
    guard low > 0, rank < below[low - 1] + Int(counts[low - 1]) else { return nil }
    return low - 1
  }

  /// The bracket between two ranks, inside the one that holds the rank `around`; nil where none does. Beyond its ends the
  /// edges stay what they are.
  func bracket(from lower: Int, to upper: Int, around rank: Int) -> Brackets.Bracket? {
    guard let middle = cell(ofRank: rank) else { return nil }
    let index = layout.bracket(of: middle)
    let cells = layout.cells(of: index)
    var bracket = brackets.all[index]
    if let first = cell(ofRank: lower), first > cells.lowerBound { bracket.lower = layout.codes(of: first).lowerBound }
    if let last = cell(ofRank: upper), last < cells.upperBound - 1 { bracket.upper = layout.codes(of: last).upperBound }
    return bracket
  }

  /// The values of ascending 0-based ranks, nil for a rank that lies in a gap.
  func values(at ranks: [Int], _ shares: SharesOfOutput, atoms: Atoms) -> [Double?] {
    precondition(zip(ranks, ranks.dropFirst()).allSatisfy { $0 <= $1 }, "ranks ascend")
    let wanted = ranks.map { cell(ofRank: $0) }
    var values = [Double?](repeating: nil, count: ranks.count)
    for cells in portions(of: Set(wanted.compactMap { $0 }).sorted()) {
      // What lies among the values of these cells, one after the other.
      var before: [Int: Int] = [:]
      var sum = 0
      for cell in cells {
        before[cell] = sum
        sum += Int(counts[cell])
      }
      let places = ranks.indices.compactMap { index -> (index: Int, place: Int)? in
        guard let cell = wanted[index], let first = before[cell] else { return nil }
        return (index, first + ranks[index] - below[cell])
      }
      let found = self.values(at: places.map(\.place), in: cells, shares, atoms)
      for (place, value) in zip(places, found) { values[place.index] = value }
    }
    return values
  }

  /// The values at ascending places among those of some cells.
  private func values(at places: [Int], in cells: [Int], _ shares: SharesOfOutput, _ atoms: Atoms) -> [Double?] {
    var gathered = gather(cells, shares)
    func isAmongThem(_ value: Double) -> Bool { cell(of: value).map(cells.contains) == true }
    if atoms.values.indices.contains(where: { atoms.counts[$0] > 0 && isAmongThem(atoms.values[$0]) }) {
      gathered.sort()
      return places.map { atoms.value(at: $0, among: gathered, isAmongThem: isAmongThem) }
    }
    var ordered = 0
    return places.map { place in
      guard place < gathered.count else { return nil }
      defer { ordered = place }
      return gathered.selectElement(at: place, from: ordered)
    }
  }

  /// As many cells at a time as there may be brackets.
  private func portions(of cells: [Int]) -> [[Int]] {
    stride(from: 0, to: cells.count, by: Brackets.most).map { start in
      Array(cells[start..<min(start + Brackets.most, cells.count)])
    }
  }

  /// The values of some ascending cells, at most as many as there may be brackets.
  private func gather(_ cells: [Int], _ shares: SharesOfOutput) -> [Double] {
    let codes = cells.map { layout.codes(of: $0) }
    let wanted = Brackets(
      codes.map { Brackets.Bracket(lower: $0.lowerBound, upper: $0.upperBound) }, on: brackets.coding)
    // Atoms count in cells, but are not kept.
    let room = min(kept, cells.reduce(0) { $0 + Int(counts[$1]) }) + KeptValues.padding
    return unsafe Array(unsafeUninitializedCapacity: room) { memory, count in
      var edges = wanted.edges
      shares.forEach { share in
        var unused = GapCounts()
        // In bounds: no more values are in the cells than were counted there.
        count += unsafe share.kept.copy(
          inside: &edges, counting: &unused, to: UnsafeMutableBufferPointer(rebasing: memory[count...]))
      }
    }
  }
}
