import CLanes

/// What a kernel makes of the 32 random bits n of every path: two ways lead there, whichever is shorter.
protocol NumberForm {
  /// From the numbers (2n + 1 − 2³²)·2³¹.
  static func form(_ numbers: LaneQuad) -> LaneQuad
  /// From digits in opposite order.
  static func form(_ points: SobolPoints) -> LaneQuad
}

/// The digits of 32 points in one dimension, the most significant one in bit 0, twice sixteen in the order of
/// `place(ofPath:)`.
struct SobolPoints {
  let first: SIMD16<UInt32>
  let second: SIMD16<UInt32>

  /// The place of a path among sixteen: 0, 1, 4, 5, 8, 9, 12, 13 are the first eight, as instructions spread them.
  static func place(ofPath path: Int) -> Int { 4 * (path % 8 / 2) + path % 2 + 2 * (path / 8) }
}

/// (2u − 1)·2⁶³ of the uniform numbers u = (n + ½)·2⁻³².
enum CentredForm: NumberForm {
  @inline(__always)
  static func form(_ numbers: LaneQuad) -> LaneQuad { numbers }

  @inline(__always)
  static func form(_ points: SobolPoints) -> LaneQuad {
    LaneQuad(
      lanes16_centred_first(points.first), lanes16_centred_last(points.first),
      lanes16_centred_first(points.second), lanes16_centred_last(points.second))
  }
}

/// The uniform numbers u = (n + ½)·2⁻³² themselves.
enum UniformForm: NumberForm {
  @inline(__always)
  static func form(_ numbers: LaneQuad) -> LaneQuad {
    numbers.map { fused($0, Lanes(repeating: 0x1p-64), 0.5) }
  }

  @inline(__always)
  static func form(_ points: SobolPoints) -> LaneQuad {
    LaneQuad(
      lanes16_raised_first(points.first), lanes16_raised_last(points.first),
      lanes16_raised_first(points.second), lanes16_raised_last(points.second)
    ).map {
      // 2²⁰ less ½·2⁻³² has 53 bits.
      fused($0, Lanes(repeating: 0x1p-32), -0x1p20 + 0x1p-33)
    }
  }
}
