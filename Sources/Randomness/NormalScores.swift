// Φ⁻¹ of the middle of one of 2³² equal intervals, for every path, without a division and mostly without a logarithm.
//
// With x = 2u − 1 and t = 1 − x² the score is x·P(t), and P is smooth on every half binade of t: sixteen polynomials of
// degree 7 serve 2⁻⁸ ≤ t < 1, all but two paths in a thousand (Chebyshev interpolations of our own, computed with 40
// digits). In the tails the score is a polynomial of √−ln t (the substitution of Giles, "Approximating the erfinv
// function", GPU Computing Gems 2, 2011). The error of a score is below 1e-9, a tenth of what a quantile may be wrong
// by and far below any Monte Carlo error. `normalQuantile` is exact to rounding and ten times as slow.

/// Φ⁻¹(u)/(2u − 1) over t = 4u(1 − u) in powers of m − 5/4, where t = m·2ᵏ and 1 ≤ m < 3/2 (or m − ½ of the upper half
/// binade): in the order of the low four bits of exponent and first digit.
private let centralScoreCoefficients = [
  // from 2^-7
  [
    2.827718311010506, -0.2479248816228179, 0.09250795571509764, -0.047587747854460155, 0.027872727383777163,
    -0.017540367532058995, 0.012265785615574318, -0.008341747609400615,
  ],
  // from 1.5·2^-7
  [
    2.72226440196984, -0.1810925573916435, 0.04834995614403184, -0.017752609582813505, 0.007427639830256348,
    -0.003337227946530723, 0.0016164459335721352, -0.0007840208131632598,
  ],
  // from 2^-6
  [
    2.6079161160796467, -0.2594008079264963, 0.0972632288983164, -0.04997084641677595, 0.029229484155982418,
    -0.018373937820659082, 0.01283599426385388, -0.008723035275689246,
  ],
  // from 1.5·2^-6
  [
    2.4976802885709968, -0.18910962681056545, 0.050867584145473474, -0.01866471069543624, 0.007800233190886529,
    -0.0035010013568931844, 0.0016942073271801414, -0.0008211243770801642,
  ],
  // from 2^-5
  [
    2.378439536841768, -0.2700691155699981, 0.1023442888452992, -0.052593874874634114, 0.03073787549793817,
    -0.0193046367987453, 0.013473995090308869, -0.009150060493522825,
  ],
  // from 1.5·2^-5
  [
    2.263884251807413, -0.19611912511104918, 0.05349784459738896, -0.019656780123573542, 0.008211529003746547,
    -0.003683029321341549, 0.0017809583560223796, -0.0008626013627406241,
  ],
  // from 2^-4
  [
    2.1405453865226356, -0.2785639779941988, 0.10747982814078424, -0.05539443655582728, 0.03238325912486986,
    -0.020330641608251526, 0.014181772251866407, -0.009625462522144834,
  ],
  // from 1.5·2^-4
  [
    2.0227551469693688, -0.20098633496849913, 0.05604398918749855, -0.020689791587553807, 0.008652737323465614,
    -0.003881295888658468, 0.0018763213787011154, -0.0009084516579708352,
  ],
  // from 2^-3
  [
    1.8968669845605588, -0.2830987932543625, 0.11214283399165026, -0.05820324748312053, 0.0341033669279146,
    -0.021427017831730944, 0.014948804241297051, -0.010145008398617468,
  ],
  // from 1.5·2^-3
  [
    1.77770575491542, -0.20234961014006933, 0.058163191724345115, -0.02167550944260028, 0.009098298503411147,
    -0.004087700746407483, 0.0019775296293417987, -0.0009577114744996953,
  ],
  // from 2^-2
  [
    1.6516761810488372, -0.2817475348495047, 0.11550996533265133, -0.060688578943397575, 0.03575199419221693,
    -0.022523930611939028, 0.015738339805354357, -0.010689193650912306,
  ],
  // from 1.5·2^-2
  [
    1.533799173775163, -0.19891384294278008, 0.059373448746072935, -0.022460195668455037, 0.009496225281276544,
    -0.004283469129538702, 0.0020772813046210994, -0.0010074774985111266,
  ],
  // from 2^-1
  [
    1.4107881583975714, -0.27297832658764515, 0.11655611653530035, -0.062338384976389875, 0.03706827298525336,
    -0.023481973012966516, 0.016469037881131438, -0.011210829332067481,
  ],
  // from 1.5·2^-1
  [
    1.297411354857601, -0.18988606068897496, 0.05914871865345877, -0.022833320416740695, 0.00976417510261596,
    -0.00443549162049321, 0.0021614923778549874, -0.0010517184778755754,
  ],
  // from 2^-8
  [
    3.0375662731296935, -0.2365364723230696, 0.08818057461055932, -0.04545025384493516, 0.026660163350549118,
    -0.016796061730987175, 0.011756618999302684, -0.00800115841737398,
  ],
  // from 1.5·2^-8
  [
    2.936933701134597, -0.17286728991481345, 0.04603337211312582, -0.016930699444114267, 0.0070939776055005095,
    -0.0031908987464634385, 0.0015470244124392441, -0.0007509025584118674,
  ],
]

/// The same for x·2⁶³, whose squares are greater by 2¹²⁶: 252 half binades, which are 12 places modulo 16.
let centralScorePieces = PiecewisePolynomial(
  (centralScoreCoefficients[4...] + centralScoreCoefficients[..<4]).map { $0.map { $0 * 0x1p-63 } })

/// |x|·2⁶³ where the pieces end and the tails begin: t = 2⁻⁸, in the middle between two of the numbers there are.
let greatestCentral = 0x1.feffbfe0p62

/// −t·2¹²⁶ of x·2⁶³, a little below 1 in the middle, so that t never is 1.
@inline(__always)
func negatedDistance(_ x: Lanes) -> Lanes { fused(x, x, -0x1p126 + 0x1p73) }

/// Where −t·2¹²⁶ is above this the tails begin: the same two neighbours as for `greatestCentral`.
let greatestCentralDistance = -0x1p118

/// The point of P(t)·2⁻⁶³; it has a meaning where t ≥ 2⁻⁸.
@inline(__always)
private func centralPoint(_ distance: Lanes) -> PiecewisePoint {
  let word = bits(of: distance)
  let fraction = doubles(from: (word & 0x0007_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000)
  return PiecewisePoint(s: fraction - 1.25, bits: word, shift: 51)
}

/// Replaces the numbers (2u − 1)·2⁶³ of a batch by Φ⁻¹(u), but for those in the tails, which are noted; |score| < 6.35.
///
/// The power of 2 in the numbers saves an instruction and leaves every digit what it is.
@inline(__always)
func turnIntoScores(
  _ pieces: PiecewisePolynomial.Pieces, slot: Int, of scores: inout LaneBuffer, _ points: NotedPoints,
  _ tails: inout TailScores
) {
  let values = scores.slot(slot, width: PathBatch.vectors)
  if NotedPoints.areWanted {
    let rows = pieces.rows
    var greatest = Lanes(repeating: -.infinity)
    PathBatch.forEachVector { vector in
      let distance = negatedDistance(values[vector])
      greatest = greater(greatest, distance)
      points[vector] = NotedPoint(centralPoint(distance), in: rows)
    }
    if isAnywhere(greatest, above: greatestCentralDistance) { tails.add(slot: slot, of: &scores) }
    PathBatch.forEachVector { values[$0] = values[$0] * rows.value(at: points, $0) }
  } else {
    // One batch in eight has a path in a tail.
    if isAnywhere(greatestMagnitude(values), above: greatestCentral) { tails.add(slot: slot, of: &scores) }
    let pieces = pieces.loaded()
    for vector in 0..<PathBatch.vectors {
      let x = values[vector]
      values[vector] = x * pieces.values(at: centralPoint(negatedDistance(x)))
    }
  }
}

/// The paths of several draws whose scores lie in a tail: few, so that they are collected and computed eight at a time.
struct TailScores: ~Copyable {
  private static let room = 72
  private var count = 0
  /// The place of a score in the upper half, n of u = (n + ½)·2⁻³² in the lower one: small, because it is set in every call.
  private var noted = InlineArray<72, UInt64>(repeating: 0)

  init() {}

  /// Notes all paths of a batch of numbers (2u − 1)·2⁶³ that lie in a tail.
  @inline(never)
  mutating func add(slot: Int, of scores: inout LaneBuffer) {
    // Only what was noted before: the batch itself still holds numbers.
    if count > Self.room - PathBatch.paths { writeNoted(to: &scores) }
    let values = scores.slot(slot, width: PathBatch.vectors)
    // All 64 paths at once, because nobody can foretell which vector has one: mostly it is one path.
    var which: UInt64 = 0
    for vector in 0..<PathBatch.vectors {
      which |= lanes(of: magnitudes(values[vector]), above: greatestCentral) &<< UInt64(8 &* vector)
    }
    while which != 0 {
      let place = PathBatch.paths &* slot &+ which.trailingZeroBitCount
      which &= which &- 1
      noted[count] = UInt64(place) << 32 | UInt64(0x1p-32 * (scores[scalar: place] + 0x1p63))
      count += 1
    }
  }

  /// Writes the scores of the noted paths, after which none are.
  @inline(__always)
  mutating func write(to scores: inout LaneBuffer) {
    if count > 0 { writeNoted(to: &scores) }
  }

  @inline(never)
  private mutating func writeNoted(to scores: inout LaneBuffer) {
    for start in stride(from: 0, to: count, by: 8) {
      // Upper halves do not count, and what was not noted is any number.
      let words = BitLanes(
        noted[start], noted[start + 1], noted[start + 2], noted[start + 3], noted[start + 4], noted[start + 5],
        noted[start + 6], noted[start + 7])
      let values = tailScore(0x1p-63 * centred(words))
      let each: InlineArray = [
        values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7],
      ]
      for index in start..<min(start + 8, count) {
        scores[scalar: Int(noted[index] >> 32)] = each[index - start]
      }
    }
    count = 0
  }
}

/// Φ⁻¹ of x = 2u − 1 where 2⁻³¹ ≤ t < 2⁻⁸, between which all tails lie.
@inline(__always)
private func tailScore(_ x: Lanes) -> Lanes {
  let size = horner(
    squareRoots(-logarithm(ofNegated: fused(x, x, -1))) - 3.5,
    [
      2.0771076493726963e-07, -2.2761897778415538e-07, -1.459394875838059e-06, 4.643272032858804e-06,
      -6.497314988134979e-06, -1.162082859306763e-06, 5.082334247341972e-05, -0.0002446841042450171,
      0.0008588480970193727, -0.002431631139359453, 0.004392816889721853, 1.4247102316296083, 4.717077852275171,
    ])
  return copySigns(size, from: x)
}

/// ln(−v) for −1 ≤ v < 0, within 1.5e-10: exponent and a polynomial over one binade.
@inline(__always)
private func logarithm(ofNegated v: Lanes) -> Lanes {
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
