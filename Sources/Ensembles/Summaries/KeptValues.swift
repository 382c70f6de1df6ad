import CLanes
import Randomness

/// Values one after the other, in memory that is lent at first and of its own when that is full.
///
/// Little more of the memory is touched than values are written to.
@safe
struct KeptValues: ~Copyable, @unchecked Sendable {
  private var start: UnsafeMutablePointer<Double>
  private var capacity: Int
  /// What `start` points into when the lent memory was full.
  private var own: Pages?
  private let lent: UnsafeMutableBufferPointer<Double>
  private(set) var count = 0

  /// What kernels write beyond the last value; where they expect many to be kept, up to the room for all they look at.
  static let padding = 8

  /// - Parameter lent: room for at least `padding` numbers, which outlives these values.
  init(lent: UnsafeMutableBufferPointer<Double>) {
    precondition(lent.count >= Self.padding, "lent memory has room for the padding")
    guard let base = lent.baseAddress else { preconditionFailure("lent memory is not empty") }
    unsafe self.lent = lent
    unsafe start = base
    capacity = lent.count
  }

  deinit { unsafe own?.deallocate() }

  /// Asks for the memory of the next few values: of two batches, before brackets are narrow, a quarter.
  @inline(__always)
  func prefetch() { unsafe lanes_prefetch(start + count, 256) }

  /// Forgets the values and gives back all memory but that which is lent.
  mutating func removeAll() {
    count = 0
    guard let base = unsafe lent.baseAddress else { return }
    unsafe own?.deallocate()
    unsafe (own, start, capacity) = (nil, base, lent.count)
  }

  /// Room for so many more values and the padding.
  @inline(__always)
  private mutating func makeRoom(for more: Int) {
    let needed = count + more + Self.padding
    if needed > capacity { grow(to: max(needed, capacity + capacity / 2)) }
  }

  /// Takes memory for so many numbers, and the values with it.
  @inline(never)
  private mutating func grow(to wider: Int) {
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

  /// Appends those of some whole groups of values that are inside brackets and counts the others.
  ///
  /// Where the squares of their distances from `shift` add up to no more than `most`, they are added to `sums` too; else
  /// nothing is done and `false` returned.
  @inline(__always)
  mutating func sift(
    _ values: ValuePair, _ brackets: inout lanes_brackets, counting gaps: inout GapCounts,
    about shift: Double, within most: Double, _ sums: inout Moments.Sums
  ) -> Bool {
    precondition(values.groups <= GapCounts.mostGroups, "a kernel counts so many groups at a time")
    makeRoom(for: 8 * values.count)
    gaps.makeRoom(forGroups: values.groups)
    let (first, second) = (values.first, values.second)
    // In bounds: there is room for all values and the padding.
    let more = unsafe lanes_sift_and_sum(
      first.start, first.groups, second.start, second.groups, &brackets, shift, most, &sums.sum, &sums.squares,
      &gaps.counts, start + count)
    count += max(0, more)
    return more >= 0
  }

  /// Appends the values inside brackets and counts the others, but for `missing` ones that are not numbers.
  mutating func sift(
    _ values: ValueVectors, _ brackets: inout lanes_brackets, counting gaps: inout GapCounts, missing: Int
  ) {
    precondition(values.groups <= GapCounts.mostGroups, "a kernel counts so many groups at a time")
    makeRoom(for: 8 * values.count)
    gaps.makeRoom(forGroups: values.groups)
    let before = count
    var missing = missing
    // In bounds: there is room for all values and the padding.
    count += unsafe lanes_sift(values.start, values.groups, &brackets, &gaps.counts, start + count)
    for place in 32 * values.groups..<8 * values.count {
      let value = unsafe values.start[place]
      if value.isNaN {
        missing -= 1
      } else if Self.isInside(value, &brackets, counting: &gaps) {
        unsafe start[count] = value
        count += 1
      }
    }
    // The kernel takes what is not a number for the least one: it keeps it, or counts it in gap 0.
    if missing > 0 { gaps.missing(missing - removeMissing(from: before)) }
  }

  /// Removes what is not a number, and returns how many there were.
  private mutating func removeMissing(from first: Int) -> Int {
    let whole = count
    count = first
    for place in first..<whole {
      let value = unsafe start[place]
      unsafe start[count] = value
      count += value.isNaN ? 0 : 1
    }
    return whole - count
  }

  /// Whether a value is inside a bracket; else it is counted.
  private static func isInside(
    _ value: Double, _ brackets: inout lanes_brackets, counting gaps: inout GapCounts
  ) -> Bool {
    let place = Int(unsafe lanes_class(value, &brackets))
    if place % 2 == 0 { gaps.add(to: place / 2) }
    return place % 2 == 1
  }

  /// Keeps what is inside brackets and counts the others.
  mutating func narrow(to brackets: inout lanes_brackets, counting gaps: inout GapCounts) {
    let whole = count
    let memory = unsafe UnsafeMutableBufferPointer(start: start, count: capacity)
    count = unsafe copy(inside: &brackets, counting: &gaps, to: memory)
    precondition(count <= whole, "narrowing adds nothing")
  }

  /// Copies the values inside brackets and returns how many they are; counts the others.
  ///
  /// - Parameter target: room for the copies and the padding where `brackets` expect none, else for all values and the padding;
  ///   may be the memory of the values themselves.
  func copy(
    inside brackets: inout lanes_brackets, counting gaps: inout GapCounts, to target: UnsafeMutableBufferPointer<Double>
  ) -> Int {
    guard let target = target.baseAddress else { return 0 }
    let groups = count / 32
    var copied = 0
    for first in stride(from: 0, to: groups, by: GapCounts.mostGroups) {
      let some = min(GapCounts.mostGroups, groups - first)
      gaps.makeRoom(forGroups: some)
      // In bounds: what is written lies before what is read, or elsewhere; the padding takes what is written beyond.
      copied += unsafe lanes_sift(start + 32 * first, some, &brackets, &gaps.counts, target + copied)
    }
    for place in 32 * groups..<count {
      let value = unsafe start[place]
      if Self.isInside(value, &brackets, counting: &gaps) {
        unsafe target[copied] = value
        copied += 1
      }
    }
    return copied
  }

  /// Counts the values, which all are inside brackets, by their cells.
  func count(
    in cells: inout lanes_cells, of brackets: inout lanes_brackets, to counts: UnsafeMutablePointer<UInt32>
  ) {
    unsafe lanes_count_cells(start, count / 32, &brackets, &cells, counts)
    for place in count & ~31..<count {
      unsafe counts[Int(lanes_cell(start[place], &brackets, &cells))] &+= 1
    }
  }

  subscript(place: Int) -> Double {
    precondition(place >= 0 && place < count, "a value is one of those kept")
    return unsafe start[place]
  }

  /// Takes eight values that follow each other into the least and the greatest finite numbers of eight samples, then another
  /// eight `step` places on, to the end. Returns how many were finite.
  func widen(_ least: inout Lanes, _ greatest: inout Lanes, by step: Int) -> Int {
    var finite = Lanes.zero
    for first in stride(from: 0, to: count, by: step) {
      let values = vector(at: first)
      let isFinite = (values - values) .== 0
      least = lanes8_smaller(values.replacing(with: .infinity, where: .!isFinite), least)
      greatest = lanes8_greater(values.replacing(with: -.infinity, where: .!isFinite), greatest)
      finite.replace(with: finite + 1, where: isFinite)
    }
    return Int(finite.pairwiseSum)
  }

  /// The eight values from a place on; what lies beyond the last one is not a number.
  private func vector(at first: Int) -> Lanes {
    // In bounds: there is memory for the padding, whatever it holds.
    var values = unsafe UnsafeRawPointer(start + first).loadUnaligned(as: Lanes.self)
    for lane in min(8, count - first)..<8 { values[lane] = .nan }
    return values
  }

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
