/// As many polynomials of degree 7 side by side as it takes to follow a function of the normal score that sixteen pieces do
/// not follow: every lane loads the row of its own, 64 bytes of a table of 2 to 16 KB. With 512 bits eight scores cost about
/// twice as much as of sixteen pieces, else as much.
final class FinePolynomial: Sendable {
  private let coefficients: SlotBuffer<Double>
  /// The coefficients without a count of references; whoever keeps them keeps the polynomial too.
  let pieces: Pieces

  /// - Parameters:
  ///   - pieces: lists of eight ascending coefficients in powers of (score − middle of the piece)·`piecesPerUnit`.
  ///   - start: the score where the first piece begins.
  init(_ pieces: [[Double]], from start: Double, piecesPerUnit: Double) {
    precondition(!pieces.isEmpty, "there is a piece")
    precondition(pieces.allSatisfy { $0.count == PiecewisePolynomial.degree + 1 }, "pieces of degree seven")
    var rowCount = 1
    while rowCount < pieces.count { rowCount *= 2 }
    var coefficients = SlotBuffer(repeating: 0.0, count: 8 * rowCount)
    for (piece, row) in pieces.enumerated() {
      for (power, coefficient) in row.enumerated() { coefficients[8 * piece + power] = coefficient }
    }
    self.pieces = Pieces(
      rows: PolynomialRows(coefficients.all, count: rowCount), piecesPerUnit: piecesPerUnit,
      placeOfZero: PiecewisePoint.placeOfZero(from: start, piecesPerUnit: piecesPerUnit))
    self.coefficients = coefficients
  }

  struct Pieces: Sendable {
    let rows: PolynomialRows
    fileprivate let piecesPerUnit: Double
    fileprivate let placeOfZero: Double

    /// Where the pieces are evaluated for scores that lie in one of them.
    @inline(__always)
    func point(_ scores: Lanes) -> PiecewisePoint {
      PiecewisePoint(scores, piecesPerUnit: piecesPerUnit, placeOfZero: placeOfZero)
    }

    /// The values at scores that lie in one of the pieces.
    @inline(__always)
    func values(at scores: Lanes) -> Lanes { rows.value(at: point(scores)) }
  }
}
