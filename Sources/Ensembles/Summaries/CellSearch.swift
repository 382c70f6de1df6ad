import CLanes

/// Tells where ranks lie among kept values by a histogram of equal cells inside each bracket.
///
/// - Complexity: O(kept values + cells) for an output, and O(kept values) more for every seven runs of neighbouring cells
///   whose values are asked for; the values of many neighbouring cells are sorted.
struct CellSearch {
  private var brackets = Brackets([], on: ValueCoding(from: 0, to: 1))
  private var layout = CellLayout(Brackets([], on: ValueCoding(from: 0, to: 1)), most: 1)
  /// Kept values of the output that was arranged last.
  private(set) var kept = 0
  /// Fewer gathered values than this are sorted, and more where as many are wanted as a few levels never want; else only
  /// the wanted ones are put in their places.
  private static let fewGathered = 256
  private static let fewWanted = 2 * Brackets.most
  /// Kept values in every cell of the layout, and how many of all values lie below it: enough for four milliard paths. There
  /// may be more of them, left over from an output with more cells.
  private var counts: [UInt32] = []
  private var below: [UInt32] = []

  /// Counts the kept values of an output in cells.
  ///
  /// - Parameters:
  ///   - brackets: those that hold every kept value.
  ///   - gaps: values that are only counted, one number more than brackets; then zeros.
  ///   - atoms: values inside brackets that are counted instead of kept.
  mutating func arrange(_ shares: SharesOfColumn, in brackets: Brackets, gaps: InlineArray<8, Int>, atoms: Atoms) {
    self.brackets = brackets
    kept = shares.keptCount
    // Enough for edges of new brackets; what is left in a cell at the end is sorted out one by one.
    layout = CellLayout(brackets, most: min(max(kept / 4, 1024), 2048))
    count(shares)
    for (index, value) in atoms.values.enumerated() where atoms.counts[index] > 0 {
      if let cell = cell(of: value) { counts[cell] += UInt32(clamping: atoms.counts[index]) }
    }
    addUp(gaps)
  }

  private mutating func count(_ shares: SharesOfColumn) {
    if counts.count < layout.count {
      counts = Array(repeating: 0, count: layout.count)
      below = counts
    } else {
      for cell in 0..<layout.count { counts[cell] = 0 }
    }
    var (cells, edges) = (layout.cells, brackets.edges)
    unsafe counts.withUnsafeMutableBufferPointer { counts in
      guard let counts = counts.baseAddress else { return }
      // In bounds: every kept value is inside a bracket, and every code there has its cell.
      shares.forEach { unsafe $0.kept.count(in: &cells, of: &edges, to: counts) }
    }
  }

  private mutating func addUp(_ gaps: InlineArray<8, Int>) {
    var sum: UInt32 = 0
    for bracket in brackets.indices {
      sum += UInt32(clamping: gaps[bracket])
      for cell in layout.cells(of: bracket) {
        below[cell] = sum
        sum += counts[cell]
      }
    }
  }

  /// Whether a cell that holds uncommonly many values holds equal ones.
  func hasTies(_ shares: SharesOfColumn) -> Bool {
    let most = UInt32(clamping: max(24, kept / 64))
    let crowded = (0..<layout.count).filter { counts[$0] > most }
    return portions(of: crowded).contains { portion in
      let sorted = gather(portion.runs, shares).sorted()
      return zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
    }
  }

  /// The cell of a value; nil where it lies in a gap.
  private func cell(of value: Double) -> Int? {
    brackets.bracket(of: value).map { layout.cell(of: brackets.coding.code(of: value), in: $0) }
  }

  /// The cell that holds a 0-based rank; nil where the rank lies in a gap.
  private func cell(ofRank rank: Int) -> Int? {
    guard let wanted = UInt32(exactly: rank) else { return nil }
    // The last cell below which there are no more than so many values; halved without branches, which could not be foretold.
    var first = 0
    var size = layout.count
    while size > 1 {
      let half = size / 2
      first += below[first + half] <= wanted ? half : 0
      size -= half
    }
    guard size > 0, below[first] <= wanted, wanted - below[first] < counts[first] else { return nil }
    return first
  }

  /// The bracket between two ranks, inside the one that holds the rank `around`; nil where none does. Beyond its ends the
  /// edges stay what they are.
  func bracket(from lower: Int, to upper: Int, around rank: Int) -> Brackets.Bracket? {
    let (first, last) = (cell(ofRank: lower), cell(ofRank: upper))
    if let first, let last {
      let index = layout.bracket(of: first)
      if layout.cells(of: index).contains(last) {
        return Brackets.Bracket(
          lower: layout.codes(of: first, in: index).lowerBound, upper: layout.codes(of: last, in: index).upperBound)
      }
    }
    guard let middle = cell(ofRank: rank) else { return nil }
    let index = layout.bracket(of: middle)
    let cells = layout.cells(of: index)
    var bracket = brackets[index]
    if let first, cells.contains(first) { bracket.lower = layout.codes(of: first, in: index).lowerBound }
    if let last, cells.contains(last) { bracket.upper = layout.codes(of: last, in: index).upperBound }
    return bracket
  }

  /// The values of ascending 0-based ranks, each asked for once; nil for a rank that lies in a gap.
  func values(at ranks: [Int], _ shares: SharesOfColumn, atoms: Atoms) -> [Double?] {
    precondition(zip(ranks, ranks.dropFirst()).allSatisfy { $0 < $1 }, "ranks ascend")
    let wanted = ranks.map { cell(ofRank: $0) }
    var values = [Double?](repeating: nil, count: ranks.count)
    var next = 0
    for portion in portions(of: wanted.compactMap { $0 }) {
      // Wanted cells ascend as portions do.
      let first = next
      while next < ranks.count, wanted[next].map(portion.contains) ?? true { next += 1 }
      let indices = (first..<next).filter { wanted[$0] != nil }
      let places = indices.map { place(ofRank: ranks[$0], in: portion.runs) }
      for (index, value) in zip(indices, self.values(at: places, in: portion, shares, atoms)) { values[index] = value }
    }
    return values
  }

  /// How many values of some runs of cells come before a rank that lies in one of them.
  private func place(ofRank rank: Int, in runs: [Range<Int>]) -> Int {
    var before = 0
    for run in runs {
      let last = run.upperBound - 1
      let number = Int(below[last] + counts[last] - below[run.lowerBound])
      let place = rank - Int(below[run.lowerBound])
      if place < number { return before + place }
      before += number
    }
    return before
  }

  /// The values at ascending places among those of some cells.
  private func values(
    at places: [Int], in portion: Portion, _ shares: SharesOfColumn, _ atoms: Atoms
  ) -> [Double?] {
    var gathered = gather(portion.runs, shares)
    func isAmongThem(_ value: Double) -> Bool { cell(of: value).map(portion.contains) == true }
    let holdsAtoms = atoms.values.indices.contains { atoms.counts[$0] > 0 && isAmongThem(atoms.values[$0]) }
    if holdsAtoms || gathered.count < Self.fewGathered || places.count > Self.fewWanted {
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

  /// Runs of neighbouring cells, each inside one bracket, as many as there may be brackets.
  private struct Portion {
    var runs: [Range<Int>]

    func contains(_ cell: Int) -> Bool { runs.contains { $0.contains(cell) } }
  }

  /// Ascending cells, which may repeat, as few runs as they make.
  private func portions(of cells: [Int]) -> [Portion] {
    var runs: [Range<Int>] = []
    for cell in cells {
      guard let last = runs.last, cell <= last.upperBound,
        layout.bracket(of: cell) == layout.bracket(of: last.lowerBound)
      else {
        runs.append(cell..<cell + 1)
        continue
      }
      runs[runs.count - 1] = last.lowerBound..<max(last.upperBound, cell + 1)
    }
    return stride(from: 0, to: runs.count, by: Brackets.most).map { start in
      Portion(runs: Array(runs[start..<min(start + Brackets.most, runs.count)]))
    }
  }

  /// The values of some ascending runs of cells, at most as many as there may be brackets.
  private func gather(_ runs: [Range<Int>], _ shares: SharesOfColumn) -> [Double] {
    let wanted = Brackets(
      runs.map { run in
        let index = layout.bracket(of: run.lowerBound)
        return Brackets.Bracket(
          lower: layout.codes(of: run.lowerBound, in: index).lowerBound,
          upper: layout.codes(of: run.upperBound - 1, in: index).upperBound)
      }, on: brackets.coding)
    // Atoms count in cells, but are not kept.
    let room = min(kept, runs.joined().reduce(0) { $0 + Int(counts[$1]) }) + KeptValues.padding
    return unsafe Array(unsafeUninitializedCapacity: room) { memory, count in
      // In bounds: no more values are in the cells than were counted there, and only the vectors that hold them are written.
      var edges = Brackets.expecting(0, wanted.edges)
      shares.forEach { share in
        var unused = GapCounts()
        count += unsafe share.kept.copy(
          inside: &edges, counting: &unused, to: UnsafeMutableBufferPointer(rebasing: memory[count...]))
      }
    }
  }
}
