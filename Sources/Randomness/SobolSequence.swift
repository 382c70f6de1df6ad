/// The Sobol' sequence in base 2 with 32 digits, in the order of the Gray code.
///
/// Joe and Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30 (2008)
/// 2635–2654; direction numbers new-joe-kuo-6.
package struct SobolSequence: Sendable {
  package static let maximalDimensions = joeKuoPolynomials.count
  package let dimensions: [SobolDimension]

  /// The first `dimensions` dimensions, at most `maximalDimensions`.
  package init(dimensions count: Int) {
    var firstInitial = 0
    dimensions = joeKuoPolynomials.prefix(count).enumerated().map { index, polynomial in
      let degree = UInt32.bitWidth - 1 - polynomial.leadingZeroBitCount
      // The first dimension is van der Corput's sequence: no polynomial, all direction numbers 1.
      defer { firstInitial += index == 0 ? 0 : degree }
      let initials = index == 0 ? [] : joeKuoInitials[firstInitial..<firstInitial + degree].map(UInt32.init)
      return SobolDimension(polynomial: polynomial, initials: initials)
    }
  }

  /// The unscrambled point with this index, each coordinate in [0, 1).
  package func point(_ index: Int) -> [Double] {
    dimensions.map { Double($0.point(index)) * 0x1p-32 }
  }
}

/// One dimension of the Sobol' sequence.
package struct SobolDimension: Sendable {
  /// Direction number k with its digits reversed: the most significant digit is bit 0.
  let reversedDirections: [UInt32]

  init(polynomial: UInt32, initials: [UInt32]) {
    reversedDirections = Self.directions(polynomial: polynomial, initials: initials).map(Self.reversed)
  }

  /// v_k = m_k·2^(32−k) by the recurrence of the primitive polynomial (Joe and Kuo 2008, equation 2).
  private static func directions(polynomial: UInt32, initials: [UInt32]) -> [UInt32] {
    let degree = initials.count
    guard degree > 0 else { return (0..<32).map { 1 << UInt32(31 - $0) } }
    var v = initials.enumerated().map { $1 << UInt32(31 - $0) }
    for k in degree..<32 {
      var next = v[k - degree] ^ (v[k - degree] >> UInt32(degree))
      for i in 1..<degree where (polynomial >> UInt32(degree - i)) & 1 == 1 { next ^= v[k - i] }
      v.append(next)
    }
    return v
  }

  /// The point with this index, digits reversed.
  func reversedPoint(_ index: Int) -> UInt32 {
    let gray = index ^ (index >> 1)
    return reversedDirections.enumerated().reduce(0) { (gray >> $1.offset) & 1 == 1 ? $0 ^ $1.element : $0 }
  }

  private static func reversed(_ word: UInt32) -> UInt32 { bitReversed(SIMD16(repeating: word))[0] }

  /// The point with this index as a 32-bit fraction.
  package func point(_ index: Int) -> UInt32 {
    Self.reversed(reversedPoint(index))
  }
}
