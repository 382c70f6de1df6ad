/// A smooth increasing function of the normal score, tabulated as polynomials.
///
/// Between −4 and 4, where all but six scores in a hundred thousand lie, sixteen polynomials of degree 7, two a unit,
/// stand side by side (`PiecewisePolynomial`), or four to sixteen a unit where the function asks for them
/// (`FinePolynomial`); beyond, the function itself is asked. Where the function is not smooth enough for that, a tree of
/// finer pieces answers path by path. The nodes of interpolation are Chebyshev–Lobatto points, which include both ends, so
/// that neighbouring pieces meet. Some 145 evaluations prepare the usual table, some 300 to 1,300 a finer one.
struct ScoreTable: Sendable {
  /// How the function is tabulated.
  let form: Form

  enum Form: Sendable {
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
  /// Pieces answer for scores up to here on both sides: a little less than they reach, so that no score rounds to a piece
  /// beyond the last one.
  static let outerStart = 3.999

  /// - Parameters:
  ///   - knot: a score where a derivative of the function may jump.
  ///   - accuracy: the error allowed at a value.
  ///   - function: the function of the score.
  init(
    knot: Double? = nil, accuracy: @escaping (Double) -> Double, function: @escaping (_ score: Double) -> Double
  ) {
    var search = PieceSearch(accuracy: accuracy, function: function)
    let inner = knot.flatMap { abs($0) < Self.centralReach ? $0 : nil }
    // Pieces shall meet at a knot, but the sixteen stand where they stand.
    if inner == nil,
      let rows = search.rows(from: -Self.centralReach, Self.piecesPerUnit, count: PiecewisePolynomial.pieceCount)
    {
      form = .central(PiecewisePolynomial(rows))
      return
    }
    for piecesPerUnit in Self.finePiecesPerUnit {
      let middle = inner ?? 0
      let below = ((Self.centralReach + middle) * piecesPerUnit).rounded(.up)
      let above = ((Self.centralReach - middle) * piecesPerUnit).rounded(.up)
      let start = middle - below / piecesPerUnit
      if let rows = search.rows(from: start, piecesPerUnit, count: Int(below + above)) {
        form = .fine(FinePolynomial(rows, from: start, piecesPerUnit: piecesPerUnit))
        return
      }
    }
    func tree(_ from: Double, _ to: Double) -> PieceTree {
      PieceTree(from: from, to: to, width: 0.5, accuracy: accuracy, function: function)
    }
    form = .trees(left: tree(-Self.reach, 0), right: tree(0, Self.reach))
  }

  /// The values at eight scores; a lane is not a number where no piece answers.
  @inline(__always)
  func values(at scores: Lanes) -> Lanes {
    switch form {
    case .central(let central): Self.inner(Self.centralValues(of: central.pieces.loaded(), at: scores), scores)
    case .fine(let fine): Self.inner(fine.pieces.values(at: scores), scores)
    case .trees(let left, let right): Self.treeValues(left, right, at: scores)
    }
  }

  /// Not a number where scores lie beyond the pieces, or are not numbers.
  @inline(__always)
  private static func inner(_ values: Lanes, _ scores: Lanes) -> Lanes {
    values.replacing(with: .nan, where: .!(magnitudes(scores) .<= outerStart))
  }

  /// The values at both ends of the scores that pieces answer for, but for those of trees.
  var ends: (lower: Double, upper: Double) {
    let values = values(at: Lanes(-Self.outerStart, Self.outerStart, 0, 0, 0, 0, 0, 0))
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
    PiecewisePoint(
      scores, piecesPerUnit: piecesPerUnit,
      placeOfZero: PiecewisePoint.placeOfZero(from: -centralReach, piecesPerUnit: piecesPerUnit))
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

/// Looks for polynomials that follow a function, which wider ones did not.
private struct PieceSearch {
  let accuracy: (Double) -> Double
  let function: (_ score: Double) -> Double
  private let interpolation = Interpolation(degree: PiecewisePolynomial.degree)
  /// The middle of the piece that was not exact enough the last time.
  private var hardest: Double?

  init(accuracy: @escaping (Double) -> Double, function: @escaping (_ score: Double) -> Double) {
    (self.accuracy, self.function) = (accuracy, function)
  }

  /// The coefficients of some pieces; nil where one of them is not exact enough, for which the next ones are tried first.
  mutating func rows(from start: Double, _ piecesPerUnit: Double, count: Int) -> [[Double]]? {
    func piece(_ index: Int, first: Double? = nil) -> Interpolation.Piece {
      let width = 1 / piecesPerUnit
      return interpolation.piece(from: start + Double(index) * width, width: width, first: first, of: function)
    }
    if let hardest {
      let index = max(0, min(Int((hardest - start) * piecesPerUnit), count - 1))
      guard isExact(piece(index)) else { return nil }
    }
    var rows: [[Double]] = []
    // A piece ends where the next begins.
    var last: Double?
    for index in 0..<count {
      let piece = piece(index, first: last)
      last = piece.last
      guard isExact(piece) else {
        hardest = piece.from + 0.5 * piece.width
        return nil
      }
      rows.append(piece.coefficients)
    }
    return rows
  }

  private func isExact(_ piece: Interpolation.Piece) -> Bool { piece.error(accuracy: accuracy, of: function) <= 1 }
}
