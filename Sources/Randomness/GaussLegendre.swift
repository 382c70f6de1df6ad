/// The 16-point Gauss–Legendre rule on −1 … 1: exact for polynomials of degree 31.
enum GaussLegendre {
  static let nodes: (Lanes, Lanes) = (
    Lanes(
      0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438,
      0.755404408355003, 0.8656312023878318, 0.9445750230732326, 0.9894009349916499),
    Lanes(
      -0.09501250983763744, -0.2816035507792589, -0.45801677765722737, -0.6178762444026438,
      -0.755404408355003, -0.8656312023878318, -0.9445750230732326, -0.9894009349916499)
  )
  static let weights: (Lanes, Lanes) = (
    Lanes(
      0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674,
      0.12462897125553388, 0.09515851168249279, 0.062253523938647894, 0.027152459411754096),
    Lanes(
      0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674,
      0.12462897125553388, 0.09515851168249279, 0.062253523938647894, 0.027152459411754096)
  )

  /// ∫ f over from … to.
  @inline(__always)
  static func integral(from: Double, to: Double, of f: (Lanes) -> Lanes) -> Double {
    integral(from: from, to: to, replacing: { points in points = f(points) })
  }

  /// The same where f replaces points by its values there.
  @inline(__always)
  static func integral(from: Double, to: Double, replacing f: (inout Lanes) -> Void) -> Double {
    let half = 0.5 * (to - from)
    let middle = from + half
    var first = middle + half * nodes.0
    var second = middle + half * nodes.1
    f(&first)
    f(&second)
    return half * pairwiseSum(first * weights.0 + second * weights.1)
  }
}

/// The sum of the lanes in a fixed order.
@inline(__always)
func pairwiseSum(_ x: Lanes) -> Double {
  ((x[0] + x[1]) + (x[2] + x[3])) + ((x[4] + x[5]) + (x[6] + x[7]))
}
