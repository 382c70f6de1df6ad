import Randomness

/// Vectors of eight values side by side in somebody else's memory, for the time of a call.
@safe
struct ValueVectors {
  let start: UnsafePointer<Double>
  let count: Int

  /// - Precondition: there are eight times `count` numbers from `start` on.
  @unsafe
  init(start: UnsafePointer<Double>, count: Int) {
    unsafe self.start = start
    self.count = count
  }

  /// Whole groups of four vectors.
  var groups: Int { count / 4 }

  /// As many at a time as kernels sift.
  @inline(__always)
  func forEachPortion(_ body: (ValueVectors) -> Void) {
    let most = 4 * GapCounts.mostGroups
    var first = 0
    while first < count {
      // In bounds: no more vectors than are left.
      unsafe body(ValueVectors(start: start + 8 &* first, count: min(most, count &- first)))
      first &+= most
    }
  }

  @inline(__always)
  subscript(index: Int) -> Lanes {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "a vector is one of those there are")
    return unsafe UnsafeRawPointer(start + 8 &* index).loadUnaligned(as: Lanes.self)
  }
}

/// Vectors in two places, such as those of two batches.
struct ValuePair {
  let first: ValueVectors
  let second: ValueVectors

  @inline(__always)
  init(_ first: ValueVectors, _ second: ValueVectors) { (self.first, self.second) = (first, second) }

  /// Nothing in the second place.
  @inline(__always)
  init(_ only: ValueVectors) {
    // In bounds: no vectors.
    self.init(only, unsafe ValueVectors(start: only.start, count: 0))
  }

  var count: Int { first.count + second.count }

  /// Whole groups of four vectors.
  var groups: Int { first.groups + second.groups }

  /// Whether there are no vectors beside them.
  var areWholeGroups: Bool { first.count % 4 == 0 && second.count % 4 == 0 }
}

extension LaneBuffer {
  /// Hands on a range of vectors.
  @inline(__always)
  func withVectors<Result>(_ range: Range<Int>, _ body: (ValueVectors) -> Result) -> Result {
    // The buffer checks the range.
    unsafe withScalars(range) { body(unsafe ValueVectors(start: $0, count: range.count)) }
  }
}

extension Slot<Lanes> {
  /// Hands on the vectors of a batch.
  @inline(__always)
  func withVectors<Result>(_ body: (ValueVectors) -> Result) -> Result {
    // A slot of lanes holds a batch.
    unsafe withScalars { body(unsafe ValueVectors(start: $0, count: PathBatch.vectors)) }
  }
}
