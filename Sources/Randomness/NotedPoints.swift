import CLanes

/// Where a vector of a batch evaluates its polynomials, noted before it does.
struct NotedPoint: BitwiseCopyable, Sendable {
  /// First, because C is handed its address.
  private let places: lanes8_places
  let s: Lanes

  /// A point of polynomials that `rows` holds.
  @inline(__always)
  init(_ point: PiecewisePoint, in rows: PolynomialRows) {
    places = lanes8_places_of(point.bits, point.shift, rows.last)
    s = point.s
  }
}

/// The points of the vectors of a batch.
typealias NotedPoints = Slot<NotedPoint>

extension Slot where Element == NotedPoint {
  /// Whether polynomials of sixteen pieces are better done with noted points than one vector after the other.
  @inline(__always)
  static var areWanted: Bool { lanes8_notes_places != 0 }

  /// Room for the points of a batch.
  @inline(__always)
  static func withRoom(_ body: (NotedPoints) -> Void) {
    let count = PathBatch.vectors
    // An array would first be filled, and begin anywhere: room for 64 bytes more, to begin where a line of the cache does.
    // These are 832 bytes; beyond 1,024 they would be taken from the heap.
    let bytes = count * MemoryLayout<NotedPoint>.stride
    unsafe withUnsafeTemporaryAllocation(byteCount: bytes + 64, alignment: 16) { memory in
      let distance = (0 &- Int(bitPattern: memory.baseAddress)) & 63
      let points = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[distance..<distance &+ bytes])
        .bindMemory(to: NotedPoint.self)
      guard let start = points.baseAddress else { preconditionFailure("there are at least 64 bytes") }
      unsafe body(Slot(start: start, width: count))
    }
  }
}
