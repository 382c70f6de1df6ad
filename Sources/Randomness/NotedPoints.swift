import CLanes

/// Where a vector of a batch evaluates its polynomials, noted before it does.
struct NotedPoint: BitwiseCopyable, Sendable {
  /// First, because C is handed its address.
  fileprivate let places: lanes8_places
  fileprivate let s: Lanes

  @inline(__always)
  init(_ point: PiecewisePoint) {
    places = lanes8_places_of(point.bits, point.shift)
    s = point.s
  }
}

/// The points of the vectors of a batch.
typealias NotedPoints = Slot<NotedPoint>

extension Slot where Element == NotedPoint {
  /// Whether a batch is better done with noted points than one vector after the other.
  @inline(__always)
  static var areWanted: Bool { lanes8_notes_places != 0 }

  /// Room for the points of a batch, none where they are not wanted.
  @inline(__always)
  static func withRoom(_ body: (NotedPoints) -> Void) {
    let count = areWanted ? PathBatch.vectors : 0
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

extension PiecewisePolynomial.Pieces {
  /// The polynomials' values at a noted point.
  @inline(__always)
  func value(at points: NotedPoints, _ vector: Int) -> Lanes {
    let s = points[vector].s
    // In bounds: the line before has checked the vector; there are 128 numbers by piece, and a place lies below 16 pieces.
    return unsafe lanes8_piecewise_at(byPiece, points.start + vector, s)
  }
}
