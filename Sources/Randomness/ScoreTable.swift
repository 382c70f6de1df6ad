/// A smooth increasing function of the normal score, tabulated as polynomials.
///
/// Between −4 and 4, where all but six scores in a hundred thousand lie, sixteen polynomials of degree 7, two a unit,
/// stand side by side (`PiecewisePolynomial`); beyond, the function itself is asked. Where the function is not smooth
/// enough for that, a tree of finer pieces answers path by path. The nodes of interpolation are Chebyshev–Lobatto points,
/// which include both ends, so that neighbouring pieces meet. Some 145 evaluations prepare the usual table.
struct ScoreTable: Sendable {
  /// nil where the function is not smooth enough.
  let central: PiecewisePolynomial?
  /// All pieces where there are no central ones, left and right of 0.
  private let trees: (left: PieceTree, right: PieceTree)?

  /// Scores beyond are taken for the nearest bound: no score of 32 bits reaches 6.35.
  static let reach = 6.5
  private static let centralReach = 4.0
  private static let piecesPerUnit = 2.0
  /// A little less, so that no score rounds to a seventeenth piece.
  static let outerStart = 3.999

  /// - Parameters:
  ///   - accuracy: the error allowed at a value.
  ///   - function: the function of the score.
  init(accuracy: @escaping (Double) -> Double, function: @escaping (_ score: Double) -> Double) {
    central = Self.central(accuracy: accuracy, function: function)
    guard central == nil else {
      trees = nil
      return
    }
    func tree(_ from: Double, _ to: Double) -> PieceTree {
      PieceTree(from: from, to: to, width: 0.5, accuracy: accuracy, function: function)
    }
    trees = (tree(-Self.reach, 0), tree(0, Self.reach))
  }

  /// The central polynomials; nil where one of them is not exact enough.
  private static func central(accuracy: (Double) -> Double, function: (Double) -> Double) -> PiecewisePolynomial? {
    let interpolation = Interpolation(degree: PiecewisePolynomial.degree)
    let width = 1 / piecesPerUnit
    var rows: [[Double]] = []
    // A piece ends where the next begins.
    var last: Double?
    for index in 0..<PiecewisePolynomial.pieceCount {
      let from = Double(index) * width - centralReach
      let piece = interpolation.piece(from: from, width: width, first: last, of: function)
      last = piece.last
      guard piece.error(accuracy: accuracy, of: function) <= 1 else { return nil }
      rows.append(piece.coefficients)
    }
    return PiecewisePolynomial(rows)
  }

  /// The values at eight scores; a lane is not a number where no piece answers.
  @inline(__always)
  func values(at scores: Lanes) -> Lanes {
    guard let central else { return treeValues(at: scores) }
    return Self.centralValues(of: central.pieces.loaded(), at: scores).replacing(
      with: .nan, where: Self.isOuter(scores))
  }

  /// Which scores lie beyond the central pieces, or are not numbers.
  @inline(__always)
  static func isOuter(_ scores: Lanes) -> SIMDMask<SIMD8<Int64>> { .!(magnitudes(scores) .< outerStart) }

  /// The values of central pieces at both ends of the scores that are not outer.
  static func centralEnds(of central: PiecewisePolynomial) -> (lower: Double, upper: Double) {
    let scores = Lanes(-outerStart, outerStart, 0, 0, 0, 0, 0, 0)
    let values = centralValues(of: central.pieces.loaded(), at: scores)
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
    // The nearest whole number stands in the low bits of the sum.
    let place = fused(scores, Lanes(repeating: piecesPerUnit), piecesPerUnit * centralReach - 0.5)
    let shifted = place + integerMagic
    return PiecewisePoint(s: place - (shifted - integerMagic), bits: bits(of: shifted), shift: 0)
  }

  @inline(never)
  private func treeValues(at scores: Lanes) -> Lanes {
    var result = Lanes(repeating: .nan)
    guard let trees else { return result }
    for lane in 0..<8 {
      // A score that is not a number is taken for the lower bound rather than for a trap.
      let bounded = scores[lane] > -Self.reach ? Swift.min(scores[lane], Self.reach) : -Self.reach
      result[lane] = (bounded < 0 ? trees.left : trees.right).value(at: bounded) ?? .nan
    }
    return result
  }
}
