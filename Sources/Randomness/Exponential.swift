// Why not the system's mathematical library: glibc picks its variant of exp by the processor it finds, and the variants
// differ in the last bit. Addition, multiplication, division, square root and fused multiply-add are the same everywhere,
// so everything that reaches a path is made of these five, and the source alone says what is fused.

/// 1.5·2⁵²: adding it leaves the nearest integer in the low bits of the significand.
let integerMagic = 0x1.8p52
let inverseOfLogarithmOf2 = 1.4426950408889634
/// ln 2 in two parts; the first has 21 trailing zeros, so its product with an exponent is exact.
let logarithmOf2High = 0x1.62e42feep-1
let logarithmOf2Low = 0x1.a39ef35793c76p-33

/// x = k·ln 2 + r + correction with |r| ≤ ln 2 / 2.
struct ReducedArgument {
  let exponent: Lanes
  let remainder: Lanes
  let correction: Lanes

  @inline(__always)
  init(_ x: Lanes) {
    exponent = fused(x, Lanes(repeating: inverseOfLogarithmOf2), integerMagic) - integerMagic
    let high = fused(exponent, Lanes(repeating: -logarithmOf2High), x)
    remainder = fused(exponent, Lanes(repeating: -logarithmOf2Low), high)
    correction = fused(exponent, Lanes(repeating: -logarithmOf2Low), high - remainder)
  }
}

/// (exp r − 1 − r)/r² for |r| ≤ 0.3466: Chebyshev interpolation of degree 10, relative error 3e-18.
@inline(__always)
func exponentialCurvature(_ r: Lanes) -> Lanes {
  horner(
    r,
    [
      2.0914679452495193e-09, 2.5105206480259365e-08, 2.755727366116628e-07, 2.755725542549107e-06,
      2.480158732553351e-05, 0.00019841269874800694, 0.0013888888888883752, 0.008333333333326141,
      0.04166666666666667, 0.1666666666666667, 0.5,
    ])
}

/// 2ᵏ for whole −1022 ≤ k ≤ 1023.
@inline(__always)
func powerOf2(_ k: Lanes) -> Lanes {
  doubles(from: (bits(of: k + integerMagic) &+ 1023) &<< 52)
}

/// eˣ in every lane: within 1 ulp, +∞ above 709.78, gradual underflow to 0 below −745.13, NaN stays NaN.
///
/// Cody–Waite reduction and a polynomial of degree 12; the same bits on every machine.
@inline(__always)
public func exponential(_ x: Lanes) -> Lanes {
  let bounded = x.replacing(with: -746, where: x .< -746).replacing(with: 710, where: x .> 710)
  let argument = ReducedArgument(bounded)
  let r = argument.remainder
  let value = 1 + (r + fused(r * r, exponentialCurvature(r), argument.correction))
  // Two factors, because the power itself may lie outside the normal numbers while the product does not.
  let half = (argument.exponent * 0.5 + integerMagic) - integerMagic
  return value * powerOf2(half) * powerOf2(argument.exponent - half)
}

/// eˣ in every lane within 2 ulp for −708 ≤ x ≤ 709; beyond, the value at the nearer end, so that it is finite and
/// positive. A third cheaper than `exponential`, because one power of 2 always fits.
@inline(__always)
func boundedExponential(_ x: Lanes) -> Lanes {
  let bounded = x.replacing(with: -708, where: x .< -708).replacing(with: 709, where: x .> 709)
  let shifted = fused(bounded, Lanes(repeating: inverseOfLogarithmOf2), integerMagic)
  let exponent = shifted - integerMagic
  let high = fused(exponent, Lanes(repeating: -logarithmOf2High), bounded)
  let r = fused(exponent, Lanes(repeating: -logarithmOf2Low), high)
  let value = fused(r * r, exponentialCurvature(r), r) + 1
  // The exponent in the low bits of `shifted` is added to that of the value.
  return doubles(from: bits(of: value) &+ (bits(of: shifted) &<< 52))
}

/// Half of ln 2, a little less.
let smallExponentialReach = 0.346

/// eˣ in every lane for |x| ≤ 0.346 within 1e-12, which needs no reduction: Chebyshev interpolation of (eˣ − 1 − x)/x².
@inline(__always)
func smallExponential(_ x: Lanes) -> Lanes {
  let curvature = horner(
    x,
    [
      2.76173653239572e-06, 2.486765068725679e-05, 0.00019841224898624544, 0.001388883943956148, 0.008333333344095434,
      0.041666666785082296, 0.1666666666666264, 0.49999999999955697,
    ])
  return fused(x * x, curvature, x) + 1
}

/// eˣ of one number, the same bits as in a lane.
public func exponential(_ x: Double) -> Double { exponential(Lanes(repeating: x))[0] }

/// eˣ − 1 in every lane without cancellation near 0: within 2 ulp.
@inline(__always)
public func exponentialMinusOne(_ x: Lanes) -> Lanes {
  let bounded = x.replacing(with: -60, where: x .< -60).replacing(with: 710, where: x .> 710)
  let argument = ReducedArgument(bounded)
  let r = argument.remainder
  let fraction = r + fused(r * r, exponentialCurvature(r), argument.correction)
  // Half the power, so that 2¹⁰²⁴ is never formed.
  let scale = powerOf2(argument.exponent - 1)
  return 2 * (scale * fraction + (scale - 0.5))
}

/// eˣ − 1 of one number.
public func exponentialMinusOne(_ x: Double) -> Double { exponentialMinusOne(Lanes(repeating: x))[0] }

/// eˣ − 1 − x without cancellation near 0.
@inline(__always)
func exponentialRemainder(_ x: Lanes) -> Lanes {
  let isSmall = magnitudes(x) .< 0.34
  let near = x.replacing(with: 0, where: .!isSmall)
  let small = near * near * exponentialCurvature(near)
  return all(isSmall) ? small : (exponentialMinusOne(x) - x).replacing(with: small, where: isSmall)
}
