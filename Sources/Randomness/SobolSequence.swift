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

/// The dimensions arranged for the kernels, which write 64 points at a time.
final class SobolTables: Sendable {
  let dimensionCount: Int
  /// The points 0 ..< 64 of each dimension, digits reversed, sixteen to a vector.
  private let starts: SlotBuffer<SIMD16<UInt32>>
  /// For each dimension and each byte of a Gray code from bit 5 on, the sum of the direction numbers that its 256
  /// values turn, digits reversed.
  private let sums: SlotBuffer<UInt32>
  private let bytes: Int

  /// - Parameter pointCount: a power of two; indices stay below it.
  init(_ sequence: SobolSequence, pointCount: Int) {
    dimensionCount = sequence.dimensions.count
    bytes = max(1, (pointCount.trailingZeroBitCount - 5 + 7) / 8)
    var starts = SlotBuffer(repeating: SIMD16<UInt32>(), count: 4 * dimensionCount)
    var sums = SlotBuffer(repeating: 0 as UInt32, count: 256 * bytes * dimensionCount)
    for (index, dimension) in sequence.dimensions.enumerated() {
      for path in 0..<64 { starts[4 * index + path / 16][path % 16] = dimension.reversedPoint(path) }
      for byte in 0..<bytes {
        for value in 1..<256 {
          let digit = 5 + 8 * byte + value.trailingZeroBitCount
          let row = 256 * (bytes * index + byte)
          let direction = digit < 32 ? dimension.reversedDirections[digit] : 0
          sums[row + value] = sums[row + (value & (value - 1))] ^ direction
        }
      }
    }
    self.starts = starts
    self.sums = sums
  }

  /// Sixteen of the first 64 points of a dimension, digits reversed.
  @inline(__always)
  func start(of dimension: Int, pair: Int) -> SIMD16<UInt32> { starts[4 &* dimension &+ pair] }

  /// What the index bits from 64 up contribute to all points of a batch, digits reversed; bit 6 also turns Gray digit 5.
  @inline(__always)
  func commonPart(of dimension: Int, firstPath: Int) -> UInt32 {
    var gray = (firstPath ^ (firstPath &>> 1)) &>> 5
    var row = 256 &* bytes &* dimension
    var sum: UInt32 = 0
    while gray != 0 {
      sum ^= sums[row &+ (gray & 255)]
      gray &>>= 8
      row &+= 256
    }
    return sum
  }
}
