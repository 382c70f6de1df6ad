import CLanes

/// Tells where ranks lie among kept values by a histogram of equal cells inside each bracket; its memory is reused from
/// output to output.
///
/// - Complexity: O(kept values + cells) for an output.
struct CellSearch {
  private var brackets = Brackets([], on: ValueScale(from: 0, to: 1))
  private var cells = lanes_make_cells(nil, nil, 0, 1)
  /// Cells in a bracket, where each bracket's begin, and how many a unit.
  private var each = 1
  private var starts: [Float] = []
  private var scales: [Float] = []
  private var kept = 0
  /// The cell of every kept value, thread after thread.
  private var places: [UInt16] = []
  /// Kept values in every cell, and how many of all values lie below it.
  private var counts: [UInt32] = []
  private var below: [Int] = []
  private var gathered: [Double] = []
  private var lists: [UInt16] = []

  /// Counts the kept values of an output in cells.
  ///
  /// - Parameters:
  ///   - brackets: those that hold every kept value.
  ///   - gaps: values that are only counted, one number more than brackets.
  ///   - atoms: values inside brackets that are counted instead of kept.
  mutating func arrange(_ shares: SharesOfOutput, in brackets: Brackets, gaps: [Int], atoms: Atoms) {
    self.brackets = brackets
    kept = shares.keptCount
    divide()
    place(shares)
    for (index, value) in atoms.values.enumerated() where atoms.counts[index] > 0 {
      counts[cell(of: value)] += UInt32(clamping: atoms.counts[index])
    }
    var sum = 0
    for cell in counts.indices {
      if cell % each == 0 { sum += gaps[cell / each] }
      below[cell] = sum
      sum += Int(counts[cell])
    }
  }

  /// Whether a cell that holds uncommonly many values holds equal ones.
  mutating func hasTies(_ shares: SharesOfOutput) -> Bool {
    let most = UInt32(clamping: max(24, kept / 64))
    let crowded = counts.indices.filter { counts[$0] > most }
    guard !crowded.isEmpty else { return false }
    return gather(crowded, shares).contains { values in
      let sorted = values.sorted()
      return zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
    }
  }

  /// Some eight values to a cell.
  private mutating func divide() {
    let wanted = min(max(kept / 8, 112), 8192)
    each = max(1, wanted / max(1, brackets.count))
    starts = []
    scales = []
    for bracket in brackets.all {
      let hasUpper = bracket.upper < .infinity
      let start = bracket.lower > -.infinity ? bracket.lower : hasUpper ? min(0, bracket.upper - 1) : 0
      let end = hasUpper ? bracket.upper : max(1, start + 1)
      let scale = Float(each) / (end - start)
      starts.append(start)
      // Where there is no width, all values share the first cell.
      scales.append(scale.isNormal ? scale : 0)
    }
    cells = unsafe lanes_make_cells(starts, scales, brackets.count, each)
    let count = each * brackets.count
    counts = Array(repeating: 0, count: count)
    below = Array(repeating: 0, count: count)
  }

  private mutating func place(_ shares: SharesOfOutput) {
    let room = kept + KeptValues.padding
    if places.count < room { places = Array(repeating: 0, count: max(room, 2 * places.count)) }
    var (edges, cells) = (brackets.edges, cells)
    var first = 0
    shares.forEach { share in
      let count = share.kept.count
      // In bounds: there is room for the values of all threads and the padding.
      unsafe places.withUnsafeMutableBufferPointer { places in
        guard let base = places.baseAddress else { return }
        unsafe share.kept.place(&edges, &cells, into: base + first)
      }
      first += count
    }
    countPlaces()
  }

  /// Two histograms by turns, so that equal neighbours need not wait for each other.
  private mutating func countPlaces() {
    guard kept > 0 else { return }
    let number = kept
    var odd = counts
    // In bounds: every place is below the number of cells by the construction of `cells`.
    unsafe places.withUnsafeBufferPointer { places in
      unsafe counts.withUnsafeMutableBufferPointer { even in
        unsafe odd.withUnsafeMutableBufferPointer { odd in
          for index in stride(from: 0, to: number - 1, by: 2) {
            unsafe even[Int(places[index])] &+= 1
            unsafe odd[Int(places[index &+ 1])] &+= 1
          }
          if number % 2 == 1 { unsafe even[Int(places[number - 1])] &+= 1 }
        }
      }
    }
    for cell in counts.indices { counts[cell] &+= odd[cell] }
  }

  /// The cell of a value inside a bracket.
  private func cell(of value: Double) -> Int {
    var sixteen = [Double](repeating: value, count: 16)
    var found = [UInt16](repeating: 0, count: 16)
    var (edges, cells) = (brackets.edges, cells)
    unsafe lanes16_place(&sixteen, 1, &edges, &cells, &found)
    return Int(found[0])
  }

  /// The cell that holds a 0-based rank; nil where the rank lies in a gap.
  func cell(of rank: Int) -> Int? {
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
    guard let middle = cell(of: rank) else { return nil }
    let index = middle / each
    var bracket = brackets.all[index]
    guard scales[index] > 0 else { return bracket }
    // One number further, because a cell begins where rounding says: that of its bracket's start and its own.
    if let first = cell(of: lower), first > index * each {
      let edge = starts[index] + Float(first - index * each) / scales[index]
      bracket.lower = max(bracket.lower, (edge - starts[index].ulp).nextDown)
    }
    if let last = cell(of: upper), last < (index + 1) * each - 1 {
      let edge = starts[index] + Float(last - index * each + 1) / scales[index]
      bracket.upper = min(bracket.upper, (edge + starts[index].ulp).nextUp)
    }
    return bracket
  }

  /// The values of 0-based ranks, nil for a rank that lies in a gap.
  mutating func values(at ranks: [Int], _ shares: SharesOfOutput, atoms: Atoms) -> [Double?] {
    let wanted = ranks.map { cell(of: $0) }
    var chosen: [Int] = []
    var lists: [Int: Int] = [:]
    for case let cell? in wanted where lists[cell] == nil {
      lists[cell] = chosen.count
      chosen.append(cell)
    }
    let contents = gather(chosen, shares)
    return zip(ranks, wanted).map { rank, cell in
      guard let cell, let list = lists[cell] else { return nil }
      return value(at: rank - below[cell], in: cell, among: contents[list], atoms)
    }
  }

  private func value(at place: Int, in cell: Int, among values: [Double], _ atoms: Atoms) -> Double? {
    let hasAtoms = atoms.values.indices.contains { atoms.counts[$0] > 0 && isInside(atoms.values[$0], cell) }
    if hasAtoms { return atoms.value(at: place, among: values.sorted()) { isInside($0, cell) } }
    return values.element(at: place)
  }

  private func isInside(_ value: Double, _ cell: Int) -> Bool {
    if case .bracket = brackets.place(of: value) { self.cell(of: value) == cell } else { false }
  }

  /// The values of some cells.
  private mutating func gather(_ chosen: [Int], _ shares: SharesOfOutput) -> [[Double]] {
    var list = [UInt16](repeating: 0, count: counts.count)
    for (index, cell) in chosen.enumerated() { list[cell] = UInt16(index + 1) }
    // Atoms count in cells, but are not kept.
    let room = min(kept, chosen.reduce(0) { $0 + Int(counts[$1]) }) + 1
    if gathered.count < room {
      gathered = Array(repeating: 0, count: room)
      lists = Array(repeating: 0, count: room)
    }
    var count = 0
    var first = 0
    shares.forEach { share in
      unsafe pick(share.kept.values, from: first, list, &count)
      first += share.kept.count
    }
    var contents = [[Double]](repeating: [], count: chosen.count)
    for place in 0..<count { contents[Int(lists[place]) - 1].append(gathered[place]) }
    return contents
  }

  /// Appends the values of chosen cells to `gathered`.
  private mutating func pick(
    _ values: UnsafeBufferPointer<Double>, from first: Int, _ list: [UInt16], _ count: inout Int
  ) {
    precondition(first + values.count <= kept && places.count >= kept, "every kept value has its place")
    // In bounds: places are cells, and no more values are chosen than `gathered` has room for, with one to spare that is
    // written in any case.
    unsafe places.withUnsafeBufferPointer { places in
      unsafe list.withUnsafeBufferPointer { list in
        unsafe gathered.withUnsafeMutableBufferPointer { gathered in
          unsafe lists.withUnsafeMutableBufferPointer { lists in
            for index in 0..<values.count {
              let chosen = unsafe list[Int(places[first &+ index])]
              unsafe gathered[count] = values[index]
              unsafe lists[count] = chosen
              count &+= chosen > 0 ? 1 : 0
            }
          }
        }
      }
    }
  }
}

extension [Double] {
  /// The element of a 0-based rank; nil where there are not so many.
  fileprivate func element(at rank: Int) -> Double? {
    guard indices.contains(rank) else { return nil }
    // Of few, each is compared with all: that is the fastest.
    guard count <= 64 else { return sorted()[rank] }
    return first { value in
      var (less, equal) = (0, 0)
      for other in self {
        less += other < value ? 1 : 0
        equal += other == value ? 1 : 0
      }
      return less <= rank && rank < less + equal
    }
  }
}
