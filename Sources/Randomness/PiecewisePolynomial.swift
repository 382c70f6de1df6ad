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
  private let rows: PolynomialRows

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
    rows = PolynomialRows(coefficients.slot(1, width: 128), count: Self.pieceCount)
    self.coefficients = coefficients
  }

  /// The coefficients without a count of references; whoever keeps them keeps the polynomial too.
  var pieces: Pieces { Pieces(coefficients.slot(0, width: 128), rows) }

  struct Pieces: Sendable {
    private let coefficients: Slot<Double>
    /// The coefficients by piece.
    let rows: PolynomialRows

    fileprivate init(_ coefficients: Slot<Double>, _ rows: PolynomialRows) {
      (self.coefficients, self.rows) = (coefficients, rows)
    }

    /// The coefficients where a loop over vectors finds them fastest.
    @inline(__always)
    func loaded() -> Loaded {
      @inline(__always)
      func power(_ power: Int) -> PowerCoefficients {
        // In bounds: there are 128 numbers by power, 16 for each of 0 … 7.
        unsafe PowerCoefficients(
          low: lanes8_loaded(coefficients.start + 16 * power), high: lanes8_loaded(coefficients.start + 16 * power + 8))
      }
      return unsafe Loaded(
        constant: power(0), first: power(1), second: power(2), third: power(3), fourth: power(4), fifth: power(5),
        sixth: power(6), seventh: power(7), byPiece: rows.start)
    }
  }

  /// The coefficients of one power of pieces 0 … 7 and 8 … 15.
  struct PowerCoefficients {
    let low: Lanes
    let high: Lanes
  }

  /// Coefficients in registers, where there are enough of them: loaded once for the vectors of a batch.
  @safe
  struct Loaded {
    fileprivate let constant: PowerCoefficients
    fileprivate let first: PowerCoefficients
    fileprivate let second: PowerCoefficients
    fileprivate let third: PowerCoefficients
    fileprivate let fourth: PowerCoefficients
    fileprivate let fifth: PowerCoefficients
    fileprivate let sixth: PowerCoefficients
    fileprivate let seventh: PowerCoefficients
    fileprivate let byPiece: UnsafePointer<Double>

    /// Σ cₖ·sᵏ of its piece in every lane.
    @inline(__always)
    func values(at point: PiecewisePoint) -> Lanes {
      // In bounds: there are 128 numbers by piece, and only four bits say which piece.
      unsafe lanes8_piecewise(
        constant.low, constant.high, first.low, first.high, second.low, second.high, third.low, third.high,
        fourth.low, fourth.high, fifth.low, fifth.high, sixth.low, sixth.high, seventh.low, seventh.high,
        byPiece, point.bits, point.shift, point.s)
    }
  }
}
