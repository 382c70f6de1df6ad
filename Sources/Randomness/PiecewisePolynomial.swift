import CLanes

/// Sixteen polynomials of degree 7 side by side, of which every lane picks its own.
///
/// The coefficients are kept twice, by power and by piece: a machine with 512-bit vectors picks from registers, others
/// load the row of a piece. Eight paths cost about as much as one.
final class PiecewisePolynomial: Sendable {
  static let pieceCount = 16
  static let degree = 7
  /// 128 coefficients by power, then the same by piece.
  private let coefficients: SlotBuffer<Double>

  /// - Parameter pieces: sixteen lists of eight ascending coefficients.
  init(_ pieces: [[Double]]) {
    precondition(
      pieces.count == Self.pieceCount && pieces.allSatisfy { $0.count == Self.degree + 1 },
      "sixteen pieces of degree seven")
    var coefficients = SlotBuffer(repeating: 0.0, count: 256)
    for (piece, row) in pieces.enumerated() {
      for (power, coefficient) in row.enumerated() {
        coefficients[16 * power + piece] = coefficient
        coefficients[128 + 8 * piece + power] = coefficient
      }
    }
    self.coefficients = coefficients
  }

  /// The coefficients without a count of references; whoever keeps them keeps the polynomial too.
  var pieces: Pieces { Pieces(coefficients.slot(0, width: 256)) }

  struct Pieces: Sendable {
    private let coefficients: Slot<Double>

    fileprivate init(_ coefficients: Slot<Double>) { self.coefficients = coefficients }

    /// Σ cₖ·sᵏ of the piece `places` mod 16 in every lane.
    @inline(__always)
    func values(at s: Lanes, piece places: BitLanes) -> Lanes {
      // In bounds: there are 256 numbers, and only the low four bits of a place count.
      unsafe lanes8_piecewise(coefficients.start, coefficients.start + 128, places, s)
    }
  }
}
