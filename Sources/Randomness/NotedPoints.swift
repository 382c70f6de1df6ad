import CLanes

/// Where a vector of a batch evaluates its polynomials, noted before it does.
struct NotedPoint: BitwiseCopyable, Sendable {
  /// First, because C is handed its address.
  fileprivate let places: lanes8_places
  fileprivate let s: Lanes

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

/// Polynomials of degree 7, the eight ascending coefficients of each in a row of their own. It must not be kept longer than
/// the buffer that the rows lie in.
struct PolynomialRows: Sendable {
  private let coefficients: Slot<Double>
  /// The last row; their number is a power of 2.
  let last: UInt32

  /// - Precondition: eight coefficients a row, as many rows as a power of 2.
  init(_ coefficients: Slot<Double>, count: Int) {
    precondition(count > 0 && count & (count - 1) == 0 && coefficients.width == 8 * count, "whole rows, a power of 2")
    self.coefficients = coefficients
    last = UInt32(count - 1)
  }

  /// The polynomials' values at a point noted for these rows.
  @inline(__always)
  func value(at points: NotedPoints, _ vector: Int) -> Lanes {
    let s = points[vector].s
    // In bounds: the line before has checked the vector, and a place lies in one of the rows.
    return unsafe lanes8_piecewise_at(start, points.start + vector, s)
  }

  /// The polynomials' values at a point.
  @inline(__always)
  func value(at point: PiecewisePoint) -> Lanes {
    var noted = NotedPoint(point, in: self)
    return unsafe withUnsafePointer(to: &noted) { unsafe lanes8_piecewise_at(start, $0, point.s) }
  }

  @inline(__always)
  var start: UnsafePointer<Double> { unsafe UnsafePointer(coefficients.start) }
}
