import CLanes

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

/// Where eight lanes evaluate their polynomials: at s in the pieces (bits >> shift) mod their number, a power of 2.
struct PiecewisePoint {
  let s: Lanes
  let bits: BitLanes
  let shift: UInt32
}

extension PiecewisePoint {
  /// The point of scores in pieces of equal width: s is the distance from the middle of the piece in widths.
  ///
  /// - Parameter placeOfZero: that of `placeOfZero(from:piecesPerUnit:)`.
  @inline(__always)
  init(_ scores: Lanes, piecesPerUnit: Double, placeOfZero: Double) {
    let place = fused(scores, Lanes(repeating: piecesPerUnit), placeOfZero)
    // The nearest whole number, which is the piece, stands in the low bits of the sum.
    let shifted = place + integerMagic
    self.init(s: place - (shifted - integerMagic), bits: lanes8_as_bits(shifted), shift: 0)
  }

  /// Score 0 in widths from the middle of the first piece, which begins at `start`.
  static func placeOfZero(from start: Double, piecesPerUnit: Double) -> Double { -start * piecesPerUnit - 0.5 }
}
