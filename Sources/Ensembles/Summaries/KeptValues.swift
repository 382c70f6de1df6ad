import CLanes
import Randomness

/// Values one after the other, in memory that is lent at first and of its own when that is full.
///
/// None of the memory is touched before a value is written to it.
@safe
struct KeptValues: ~Copyable, @unchecked Sendable {
  private var start: UnsafeMutablePointer<Double>
  private var capacity: Int
  /// What `start` points into when the lent memory was full.
  private var own: Pages?
  private let lent: UnsafeMutableBufferPointer<Double>
  private(set) var count = 0

  /// What kernels read and write beyond the last value.
  static let padding = 16

  /// - Parameter lent: room for at least `padding` numbers, which outlives these values.
  init(lent: UnsafeMutableBufferPointer<Double>) {
    precondition(lent.count >= Self.padding, "lent memory has room for the padding")
    guard let base = lent.baseAddress else { preconditionFailure("lent memory is not empty") }
    unsafe self.lent = lent
    unsafe start = base
    capacity = lent.count
  }

  deinit { unsafe own?.deallocate() }

  /// Forgets the values and gives back all memory but that which is lent.
  mutating func removeAll() {
    count = 0
    guard let base = unsafe lent.baseAddress else { return }
    unsafe own?.deallocate()
    unsafe (own, start, capacity) = (nil, base, lent.count)
  }

  /// Room for so many more values and the padding.
  private mutating func makeRoom(for more: Int) {
    let needed = count + more + Self.padding
    guard needed > capacity else { return }
    let wider = max(needed, capacity + capacity / 2)
    let fresh = unsafe Pages(capacity: wider)
    // Both hold at least `count` numbers.
    unsafe fresh.start.update(from: start, count: count)
    unsafe own?.deallocate()
    unsafe (own, start, capacity) = (fresh, fresh.start, wider)
  }

  /// Appends the numbers among some vectors of values.
  mutating func append(_ values: ValueVectors, areNumbers: Bool) {
    makeRoom(for: 8 * values.count)
    let next = unsafe start + count
    // In bounds: there is room for eight numbers of every vector.
    guard !areNumbers else {
      unsafe next.update(from: values.start, count: 8 * values.count)
      count += 8 * values.count
      return
    }
    for place in 0..<8 * values.count where unsafe !values.start[place].isNaN {
      unsafe start[count] = values.start[place]
      count += 1
    }
  }

  /// Appends the values inside brackets and counts the others; what is not a number counts in gap 0.
  @inline(__always)
  mutating func sift(_ values: ValueVectors, _ brackets: inout lanes_brackets, counting gaps: inout GapCounts) {
    makeRoom(for: 8 * values.count)
    gaps.makeRoom(forVectors: values.count)
    // In bounds: there is room for all values and the padding.
    count += unsafe lanes16_sift(values.start, values.count, &brackets, &gaps.bytes, start + count)
    gaps.padded(values.count)
  }

  /// Keeps what is inside brackets and counts the others.
  mutating func narrow(to brackets: inout lanes_brackets, counting gaps: inout GapCounts) {
    let whole = count
    var kept = 0
    var from = 0
    while from < whole {
      // A number of pairs of vectors whose counts fit; the last is filled up with what is not a number.
      let upTo = min(whole, from + 16 * GapCounts.mostPairs)
      let vectors = (upTo - from + 15) / 16 * 2
      gaps.makeRoom(forVectors: vectors)
      if upTo == whole {
        for place in whole..<from + 8 * vectors { unsafe start[place] = .nan }
        gaps.missing(from + 8 * vectors - whole)
      }
      // In bounds: fewer than sixteen numbers beyond the last are the padding; what is written lies before what is read.
      kept += unsafe lanes16_sift(start + from, vectors, &brackets, &gaps.bytes, start + kept)
      from = upTo
    }
    count = kept
  }

  /// The cells of all values; `places` has room for the padding.
  func place(_ brackets: inout lanes_brackets, _ cells: inout lanes_cells, into places: UnsafeMutablePointer<UInt16>) {
    for place in count..<count + Self.padding { unsafe start[place] = 0 }
    unsafe lanes16_place(start, count, &brackets, &cells, places)
  }

  subscript(place: Int) -> Double {
    precondition(place >= 0 && place < count, "a value is one of those kept")
    return unsafe start[place]
  }

  /// The values as they stand.
  @unsafe
  var values: UnsafeBufferPointer<Double> { unsafe UnsafeBufferPointer(start: start, count: count) }

  /// Keeps only the values that satisfy a condition.
  mutating func keep(where condition: (Double) -> Bool) {
    var kept = 0
    for place in 0..<count {
      let value = unsafe start[place]
      unsafe start[kept] = value
      if condition(value) { kept += 1 }
    }
    count = kept
  }
}
