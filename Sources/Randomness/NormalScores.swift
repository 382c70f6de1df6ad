// Φ⁻¹ of the middle of one of 2³² equal intervals, for every path, in two regions without a division.
//
// With x = 2u − 1 and w = −ln(1 − x²) the score is x·P(w) where w ≤ 5, and a polynomial of √w beyond, in seven paths of
// a thousand (the substitution of Giles, "Approximating the erfinv function", GPU Computing Gems 2, 2011; the
// coefficients are Chebyshev interpolations of our own, computed with 40 digits). The logarithm is a polynomial over
// one binade. The error of a score is below 2e-10, of which 8e-11 come from each polynomial: less than a hundredth of
// what a quantile may be wrong by. `normalQuantile` is exact to rounding and five times as slow.

/// Where the tails begin.
private let centralBound = 5.0

/// A uniform number as its distance from the middle, x = 2u − 1, with w = −ln(1 − x²).
private struct UniformPoint {
  let x: Lanes
  let w: Lanes

  /// u = (n + ½)·2⁻³² of the lower halves n of the words.
  @inline(__always)
  init(_ words: BitLanes) {
    // 2²⁰ + n·2⁻³² without a conversion.
    let shifted = doubles(from: (words & 0xFFFF_FFFF) | 0x4130_0000_0000_0000)
    x = fused(shifted - (0x1p20 + 0.5), Lanes(repeating: 2), 0x1p-32)
    w = -Self.logarithm(ofNegated: fused(x, x, -1))
  }

  /// ln(−v) for −1 ≤ v < 0, within 1.5e-10.
  @inline(__always)
  private static func logarithm(ofNegated v: Lanes) -> Lanes {
    let word = bits(of: v)
    // Sign and exponent as a number: 2048 + 1022 + k for |v| in [½, 1)·2ᵏ.
    let exponent = doubles(from: (word &>> 52) | 0x4330_0000_0000_0000) - (0x1p52 + 3070)
    let significand = doubles(from: (word & 0x000F_FFFF_FFFF_FFFF) | 0x3FE0_0000_0000_0000)
    let sum = horner(
      significand - 0.75,
      [
        2.8878690085762138, -2.372014101782483, 1.4249617043801097, -1.2041487714776549, 1.0720472752168169,
        -0.9379226396447887, 0.8427711999338895, -0.7901014647790777, 0.7901236032762544, -0.8888890075195199,
        1.333333333206004, -0.2876820723486657,
      ])
    return fused(exponent, Lanes(repeating: 0.6931471805599453), sum)
  }

  /// Φ⁻¹ where w ≤ 5; a finite number without meaning beyond.
  @inline(__always)
  var centralScore: Lanes {
    x
      * horner(
        w - 2.5,
        [
          -2.99863693800797e-11, 1.739891244215784e-10, 1.1776157494993673e-09, -1.535043558046262e-08,
          1.936269935387183e-08, 6.769060021413541e-07, -4.832530706339689e-06, -7.065243300844623e-06,
          0.0003086530283781447, -0.0017715967615530388, -0.005907619501442715, 0.34880202445717967,
          2.12331346701467,
        ])
  }

  /// Φ⁻¹ where 4.95 < w < 21.6, the greatest w there is.
  var tailScore: Lanes {
    let size = horner(
      squareRoots(w) - 3.4375,
      [
        -6.561438696844145e-08, 2.5818971204669457e-07, -1.1785663179934345e-07, -1.4286911769728626e-06,
        5.0765393853992495e-06, -9.116609821136798e-06, 3.1026831494838766e-06, 5.037578918236345e-05,
        -0.000263862113350333, 0.0009383322242582907, -0.002656129378576943, 0.0048694819987322915,
        1.424131775194683, 4.628051229304983,
      ])
    return copySigns(size, from: x)
  }

  @inline(__always)
  var score: Lanes {
    let central = centralScore
    let isTail = w .> centralBound
    guard any(isTail) else { return central }
    return central.replacing(with: tailScore, where: isTail)
  }
}

/// Writes Φ⁻¹((n + ½)·2⁻³²) of the lower halves n of the words of a batch, one score a path; |score| < 6.35.
@inline(__always)
func writeNormalScores(of words: BatchWords, to scores: inout MutableSpan<Lanes>, at offset: Int) {
  precondition(offset >= 0 && offset + PathBatch.vectors <= scores.count, "the batch fits into the buffer")
  for vector in 0..<PathBatch.vectors { scores[offset &+ vector] = UniformPoint(words[vector]).score }
}
