/// The kept values of a few bins.
struct BinContents {
  private let bins: ValueBins
  /// Which list a bin's values are in, from 1 on; 0 for the others.
  private var list: [UInt16]
  private var values: [[Double]] = [[]]
  private var isSorted: [Bool] = [true]

  init(_ wanted: Set<Int>, of bins: ValueBins) {
    self.bins = bins
    list = Array(repeating: 0, count: bins.count)
    for bin in wanted {
      list[bin] = UInt16(values.count)
      values.append([])
      isSorted.append(false)
    }
  }

  mutating func add(_ kept: [Double]) {
    var wanted = BinSet()
    for bin in list.indices where list[bin] > 0 { wanted.insert(bin) }
    var kept = kept
    wanted.keepWanted(&kept, in: bins)
    for value in kept { values[Int(list[bins.place(of: value)])].append(value) }
  }

  /// The value of a 0-based rank within a bin; nil where it was not kept.
  mutating func value(at rank: Int, in bin: Int, with atoms: Atoms) -> Double? {
    let place = Int(list[bin])
    guard place > 0 else { return nil }
    let hasAtoms = atoms.contains { bins.place(of: $0) == bin }
    guard !hasAtoms else {
      if !isSorted[place] { values[place].sort() }
      isSorted[place] = true
      return atoms.value(at: rank, among: values[place]) { bins.place(of: $0) == bin }
    }
    guard values[place].indices.contains(rank) else { return nil }
    return values[place].selectElement(at: rank)
  }
}

/// Counts of bins summed up from below.
struct BinRanks {
  private var sums: [Int]

  init(_ counts: [Int]) {
    sums = [0]
    sums.reserveCapacity(counts.count + 1)
    var sum = 0
    for count in counts {
      sum += count
      sums.append(sum)
    }
  }

  func below(_ bin: Int) -> Int { sums[bin] }

  /// The bin in which a 0-based rank lies. O(log bins).
  func bin(of rank: Int) -> Int {
    var low = 0
    var high = sums.count - 2
    while low < high {
      let middle = (low + high) / 2
      if rank < sums[middle + 1] { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
