/// A smooth increasing function of the normal score, tabulated as polynomials.
///
/// Between −4 and 4, where all but six scores in a hundred thousand lie, sixteen polynomials of degree 7, two a unit,
/// stand side by side (`PiecewisePolynomial`), or four to sixteen a unit where the function asks for them
/// (`FinePolynomial`); beyond, the function itself is asked. Where the function is not smooth enough for that, a tree of finer
/// pieces answers path by path. The nodes of interpolation are Chebyshev–Lobatto points, which include both ends, so that
/// neighbouring pieces meet. Some 145 evaluations prepare the usual table.
struct ScoreTable: Sendable {
  let pieces: Pieces

  enum Pieces: Sendable {
    case central(PiecewisePolynomial)
    case fine(FinePolynomial)
    /// Left and right of 0.
    case trees(left: PieceTree, right: PieceTree)
  }

  /// Scores beyond are taken for the nearest bound: no score of 32 bits reaches 6.35.
  static let reach = 6.5
  private static let centralReach = 4.0
  private static let piecesPerUnit = 2.0
  private static let finePiecesPerUnit = [4.0, 8.0, 16.0]
  /// A little less, so that no score rounds to a piece beyond the last one.
  static let outerStart = 3.999

  /// - Parameters:
  ///   - knot: a score where a derivative of the function may jump.
  ///   - accuracy: the error allowed at a value.
  ///   - function: the function of the score.
  init(
    knot: Double? = nil, accuracy: @escaping (Double) -> Double, function: @escaping (_ score: Double) -> Double
  ) {
    func rows(from start: Double, _ piecesPerUnit: Double, _ count: Int) -> [[Double]]? {
      Self.rows(from: start, piecesPerUnit, count, accuracy: accuracy, of: function)
    }
    let inner = knot.flatMap { abs($0) < Self.centralReach ? $0 : nil }
    // Pieces shall meet at a knot, but the sixteen stand where they stand.
    if inner == nil, let rows = rows(from: -Self.centralReach, Self.piecesPerUnit, PiecewisePolynomial.pieceCount) {
      pieces = .central(PiecewisePolynomial(rows))
      return
    }
    for piecesPerUnit in Self.finePiecesPerUnit {
      let middle = inner ?? 0
      let below = ((Self.centralReach + middle) * piecesPerUnit).rounded(.up)
      let above = ((Self.centralReach - middle) * piecesPerUnit).rounded(.up)
      let start = middle - below / piecesPerUnit
      if let rows = rows(from: start, piecesPerUnit, Int(below + above)) {
        pieces = .fine(FinePolynomial(rows, from: start, piecesPerUnit: piecesPerUnit))
        return
      }
    }
    func tree(_ from: Double, _ to: Double) -> PieceTree {
      PieceTree(from: from, to: to, width: 0.5, accuracy: accuracy, function: function)
    }
    pieces = .trees(left: tree(-Self.reach, 0), right: tree(0, Self.reach))
  }

  /// The coefficients of some pieces; nil where one of them is not exact enough.
  private static func rows(
    from start: Double, _ piecesPerUnit: Double, _ count: Int, accuracy: (Double) -> Double,
    of function: (Double) -> Double
  ) -> [[Double]]? {
    let interpolation = Interpolation(degree: PiecewisePolynomial.degree)
    let width = 1 / piecesPerUnit
    var rows: [[Double]] = []
    // A piece ends where the next begins.
    var last: Double?
    for index in 0..<count {
      let piece = interpolation.piece(from: start + Double(index) * width, width: width, first: last, of: function)
      last = piece.last
      guard piece.error(accuracy: accuracy, of: function) <= 1 else { return nil }
      rows.append(piece.coefficients)
    }
    return rows
  }

  /// The values at eight scores; a lane is not a number where no piece answers.
  @inline(__always)
  func values(at scores: Lanes) -> Lanes {
    switch pieces {
    case .central(let central): Self.inner(Self.centralValues(of: central.pieces.loaded(), at: scores), scores)
    case .fine(let fine): Self.inner(fine.pieces.values(at: scores), scores)
    case .trees(let left, let right): Self.treeValues(left, right, at: scores)
    }
  }

  /// Not a number where scores lie beyond the pieces, or are not numbers.
  @inline(__always)
  private static func inner(_ values: Lanes, _ scores: Lanes) -> Lanes {
    values.replacing(with: .nan, where: .!(magnitudes(scores) .< outerStart))
  }

  /// The values at both ends of the scores that pieces other than those of trees answer for.
  var ends: (lower: Double, upper: Double) {
    let inside = Self.outerStart.nextDown
    let values = values(at: Lanes(-inside, inside, 0, 0, 0, 0, 0, 0))
    return (values[0], values[1])
  }

  /// The values of central pieces at scores that are not outer.
  @inline(__always)
  static func centralValues(of central: PiecewisePolynomial.Loaded, at scores: Lanes) -> Lanes {
    central.values(at: centralPoint(scores))
  }

  /// Where the central pieces are evaluated for scores that are not outer.
  @inline(__always)
  static func centralPoint(_ scores: Lanes) -> PiecewisePoint {
    PiecewisePoint(scores, scale: piecesPerUnit, offset: piecesPerUnit * centralReach - 0.5)
  }

  @inline(never)
  private static func treeValues(_ left: PieceTree, _ right: PieceTree, at scores: Lanes) -> Lanes {
    var result = Lanes(repeating: .nan)
    for lane in 0..<8 {
      // A score that is not a number is taken for the lower bound rather than for a trap.
      let bounded = scores[lane] > -reach ? Swift.min(scores[lane], reach) : -reach
      result[lane] = (bounded < 0 ? left : right).value(at: bounded) ?? .nan
    }
    return result
  }
}
