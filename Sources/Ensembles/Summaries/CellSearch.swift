import CLanes

/// Tells where ranks lie among kept values by a histogram of equal cells inside each bracket; its memory is reused from
/// output to output.
///
/// - Complexity: O(kept values + cells) for an output.
struct CellSearch {
  private var brackets = Brackets([], on: ValueCoding(from: 0, to: 1))
  private var layout = CellLayout(Brackets([], on: ValueCoding(from: 0, to: 1)), most: 1)
  private var kept = 0
  /// Kept values in every cell, and how many of all values lie below it.
  private var counts: [UInt32] = []
  private var below: [Int] = []
  private var gathered: [Double] = []

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
  mutating func hasTies(_ shares: SharesOfOutput) -> Bool {
    let most = UInt32(clamping: max(24, kept / 64))
    let crowded = counts.indices.filter { counts[$0] > most }
    return chunks(of: crowded).contains { cells in
      gather(cells, shares)
      let sorted = gathered.sorted()
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
  mutating func values(at ranks: [Int], _ shares: SharesOfOutput, atoms: Atoms) -> [Double?] {
    let wanted = ranks.map { cell(ofRank: $0) }
    var values = [Double?](repeating: nil, count: ranks.count)
    let chosen = Set(wanted.compactMap { $0 }).sorted()
    for cells in chunks(of: chosen) {
      gather(cells, shares)
      let hasAtoms = atoms.values.indices.contains { index in
        atoms.counts[index] > 0 && cell(of: atoms.values[index]).map(cells.contains) == true
      }
      if hasAtoms { gathered.sort() }
      // Values of cells before, and the place up to which values are in order.
      var before: [Int: Int] = [:]
      var sum = 0
      for cell in cells {
        before[cell] = sum
        sum += Int(counts[cell])
      }
      var ordered = 0
      for (index, cell) in wanted.enumerated() {
        guard let cell, let first = before[cell] else { continue }
        let place = first + ranks[index] - below[cell]
        if hasAtoms {
          values[index] = atoms.value(at: place, among: gathered) { value in
            self.cell(of: value).map(cells.contains) == true
          }
        } else if place < gathered.count {
          values[index] = gathered.selectElement(at: place, from: min(place, ordered))
          ordered = place
        }
      }
    }
    return values
  }

  /// As many cells at a time as there may be brackets.
  private func chunks(of cells: [Int]) -> [[Int]] {
    stride(from: 0, to: cells.count, by: Brackets.most).map { start in
      Array(cells[start..<min(start + Brackets.most, cells.count)])
    }
  }

  /// Gathers the values of some ascending cells, at most as many as there may be brackets.
  private mutating func gather(_ cells: [Int], _ shares: SharesOfOutput) {
    let wanted = Brackets(
      cells.map { Brackets.Bracket(lower: layout.codes(of: $0).lowerBound, upper: layout.codes(of: $0).upperBound) },
      on: brackets.coding)
    // Atoms count in cells, but are not kept.
    let room = min(kept, cells.reduce(0) { $0 + Int(counts[$1]) }) + KeptValues.padding
    unsafe gathered = Array(unsafeUninitializedCapacity: room) { memory, count in
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

/// How brackets are divided into cells of 2ⁿ codes, bracket after bracket; the first and the last cell of a bracket may
/// be narrower.
struct CellLayout {
  private let brackets: [Brackets.Bracket]
  private let shift: Int
  /// The first cell of each bracket, and the number of all.
  private let firsts: [Int]
  /// For the kernel.
  let cells: lanes_cells

  /// The narrowest cells of which there are no more than `most`, unless each bracket is a single one.
  init(_ brackets: Brackets, most: Int) {
    self.brackets = brackets.all
    var shift = 0
    while shift < 16 && brackets.all.reduce(0, { $0 + Self.count($1, shift) }) > most { shift += 1 }
    var firsts = [0]
    for bracket in brackets.all { firsts.append(firsts[firsts.count - 1] + Self.count(bracket, shift)) }
    (self.shift, self.firsts) = (shift, firsts)
    let starts = zip(brackets.all, firsts).map { Int32($1 - $0.lower >> shift) }
    cells = unsafe lanes_make_cells(Int32(shift), starts, starts.count)
  }

  private static func count(_ bracket: Brackets.Bracket, _ shift: Int) -> Int {
    bracket.upper > bracket.lower ? (bracket.upper - 1) >> shift - bracket.lower >> shift + 1 : 0
  }

  var count: Int { firsts[firsts.count - 1] }

  func cells(of bracket: Int) -> Range<Int> { firsts[bracket]..<firsts[bracket + 1] }

  func bracket(of cell: Int) -> Int { (firsts.firstIndex { cell < $0 } ?? firsts.count) - 1 }

  func cell(of code: Int, in bracket: Int) -> Int {
    firsts[bracket] + code >> shift - brackets[bracket].lower >> shift
  }

  /// The codes of a cell.
  func codes(of cell: Int) -> Range<Int> {
    let bracket = bracket(of: cell)
    let start = (brackets[bracket].lower >> shift + cell - firsts[bracket]) << shift
    return max(start, brackets[bracket].lower)..<min(start + 1 << shift, brackets[bracket].upper)
  }
}
