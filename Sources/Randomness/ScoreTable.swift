import CLanes

/// A smooth increasing function of the normal score, tabulated as polynomials.
///
/// Between −4 and 4, where all but six scores in a hundred thousand lie, eight polynomials, one a unit, stand side by
/// side: the k-th coefficients of all eight form one vector from which every lane picks its own, so that eight paths
/// cost as many instructions as one. Beyond, and where the function is not smooth enough, a tree of finer pieces
/// answers path by path. The nodes of interpolation are Chebyshev–Lobatto points, which include both ends, so that
/// neighbouring pieces meet. About 200 evaluations of the function prepare the usual table.
struct ScoreTable: Sendable {
  /// Coefficient k of all eight central pieces, the highest first; empty where the function is not smooth enough.
  let central: [Lanes]
  /// The pieces beyond ±4, or all of them.
  private let lower: PieceTree
  private let upper: PieceTree

  /// Scores beyond are taken for the nearest bound: no score of 32 bits reaches 6.35.
  static let reach = 6.5
  private static let centralReach = 4.0
  /// A little less, so that no score rounds to a ninth piece.
  private static let outerStart = 3.999

  /// - Parameters:
  ///   - accuracy: the error allowed at a value.
  ///   - function: the function of the score.
  init(accuracy: @escaping (Double) -> Double, function: @escaping (_ score: Double) -> Double) {
    central =
      [8, 12].lazy.compactMap { Self.central(degree: $0, accuracy: accuracy, function: function) }.first ?? []
    let inner = central.isEmpty ? 0 : Self.outerStart
    let width = central.isEmpty ? 0.5 : 1.25
    lower = PieceTree(from: -Self.reach, to: -inner, width: width, accuracy: accuracy, function: function)
    upper = PieceTree(from: inner, to: Self.reach, width: width, accuracy: accuracy, function: function)
  }

  /// The eight central polynomials; nil where one of them is not exact enough.
  private static func central(
    degree: Int, accuracy: (Double) -> Double, function: (Double) -> Double
  ) -> [Lanes]? {
    var coefficients = [Lanes](repeating: .zero, count: degree + 1)
    for cell in 0..<8 {
      let from = Double(cell) - centralReach
      let piece = Interpolation(degree: degree).piece(from: from, width: 1, of: function)
      guard piece.error(accuracy: accuracy, of: function) <= 1 else { return nil }
      for (power, coefficient) in piece.coefficients.enumerated() {
        coefficients[degree - power][cell] = coefficient
      }
    }
    return coefficients
  }

  /// The values at eight scores; a lane is not a number where no piece is exact enough.
  @inline(__always)
  func values(at scores: Lanes) -> Lanes {
    guard !central.isEmpty else { return outerValues(at: scores) }
    let values = Self.centralValues(of: central.span, at: scores)
    let isOuter = Self.isOuter(scores)
    guard any(isOuter) else { return values }
    return values.replacing(with: outerValues(at: scores), where: isOuter)
  }

  /// Which scores lie beyond the central pieces, or are not numbers.
  @inline(__always)
  static func isOuter(_ scores: Lanes) -> SIMDMask<SIMD8<Int64>> { .!(magnitudes(scores) .< outerStart) }

  /// The values of central pieces at scores that are not outer.
  @inline(__always)
  static func centralValues(of central: Span<Lanes>, at scores: Lanes) -> Lanes {
    // The nearest whole number stands in the low bits of the sum.
    let middle = scores + (centralReach - 0.5)
    let shifted = middle + integerMagic
    let place = bits(of: shifted)
    let s = middle - (shifted - integerMagic)
    var sum = lanes8_pick(central[0], place)
    for power in 1..<central.count { sum = fused(sum, s, lanes8_pick(central[power], place)) }
    return sum
  }

  @inline(never)
  private func outerValues(at scores: Lanes) -> Lanes {
    var result = Lanes(repeating: .nan)
    for lane in 0..<8 {
      // A score that is not a number is taken for the lower bound rather than for a trap.
      let bounded = scores[lane] > -Self.reach ? Swift.min(scores[lane], Self.reach) : -Self.reach
      let tree = bounded < 0 ? lower : upper
      result[lane] = tree.value(at: bounded) ?? .nan
    }
    return result
  }
}
