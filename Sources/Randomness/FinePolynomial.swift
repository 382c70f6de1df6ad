/// Up to 256 polynomials of degree 7 side by side, as many as it takes to follow a function of the normal score that sixteen
/// pieces do not follow: every lane loads the row of its own. Eight scores cost about twice as much as of sixteen pieces.
final class FinePolynomial: Sendable {
  /// Pieces per unit of the score, and the place of score 0 less a half: the nearest whole number to a place is its piece.
  private let scale: Double
  private let offset: Double
  private let coefficients: SlotBuffer<Double>
  private let rows: PolynomialRows

  static let mostPieces = 256

  /// - Parameters:
  ///   - pieces: lists of eight ascending coefficients in powers of (score − middle of the piece)·`piecesPerUnit`.
  ///   - start: the score where the first piece begins.
  init(_ pieces: [[Double]], from start: Double, piecesPerUnit: Double) {
    precondition((1...Self.mostPieces).contains(pieces.count), "at least one piece, and no more than there are rows")
    precondition(pieces.allSatisfy { $0.count == PiecewisePolynomial.degree + 1 }, "pieces of degree seven")
    scale = piecesPerUnit
    offset = -start * piecesPerUnit - 0.5
    var rowCount = 1
    while rowCount < pieces.count { rowCount *= 2 }
    var coefficients = SlotBuffer(repeating: 0.0, count: 8 * rowCount)
    for (piece, row) in pieces.enumerated() {
      for (power, coefficient) in row.enumerated() { coefficients[8 * piece + power] = coefficient }
    }
    rows = PolynomialRows(coefficients.all, count: rowCount)
    self.coefficients = coefficients
  }

  /// The coefficients without a count of references; whoever keeps them keeps the polynomial too.
  var pieces: Pieces { Pieces(rows: rows, scale: scale, offset: offset) }

  struct Pieces: Sendable {
    let rows: PolynomialRows
    fileprivate let scale: Double
    fileprivate let offset: Double

    /// Where the pieces are evaluated for scores that lie in one of them.
    @inline(__always)
    func point(_ scores: Lanes) -> PiecewisePoint { PiecewisePoint(scores, scale: scale, offset: offset) }

    /// The values at scores that lie in one of the pieces.
    @inline(__always)
    func values(at scores: Lanes) -> Lanes { rows.value(at: point(scores)) }
  }
}
