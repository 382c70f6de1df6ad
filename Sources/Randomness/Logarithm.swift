/// (ln((1+s)/(1−s)) − 2s)/s³ as a function of z = s² for s² ≤ 0.02944: degree 6, relative error 5e-16 of a small term.
@inline(__always)
func logarithmCurvature(_ z: Lanes) -> Lanes {
  horner(
    z,
    [
      0.14616451042434167, 0.15331721490738642, 0.18182889128565508, 0.22222211134749734, 0.28571428625975764,
      0.39999999999899505, 0.666666666666667,
    ])
}

/// The bits of 1/√2, where the significand is split so that it lies in [1/√2, √2).
private let bitsOfInverseRoot2: UInt64 = 0x3FE6_A09E_667F_3BCD
private let bitsOfOne: UInt64 = 0x3FF0_0000_0000_0000
private let significandMask: UInt64 = 0x000F_FFFF_FFFF_FFFF

/// x = 2ᵏ·m with 1/√2 ≤ m < √2, for normal positive x.
@inline(__always)
private func splitSignificand(_ x: Lanes) -> (exponent: Lanes, significand: Lanes) {
  let shifted = bits(of: x) &+ (bitsOfOne &- bitsOfInverseRoot2)
  // The biased exponent as the low bits of 2⁵², from which it is taken off as a double.
  let biased = doubles(from: (shifted &>> 52) | 0x4330_0000_0000_0000)
  let significand = doubles(from: (shifted & significandMask) &+ bitsOfInverseRoot2)
  return (biased - 0x1p52 - 1023, significand)
}

/// ln x in every lane: within 1 ulp for normal x; −∞ at 0, NaN below, +∞ at +∞; subnormal numbers included.
@inline(__always)
public func logarithm(_ x: Lanes) -> Lanes {
  let tiny = x .< 0x1p-1022
  let normal = x.replacing(with: x * 0x1p54, where: tiny)
  let (k, m) = splitSignificand(normal)
  let exponent = k.replacing(with: k - 54, where: tiny)
  let f = m - 1
  let s = f / (2 + f)
  let half = 0.5 * f * f
  let curved = s * (half + s * s * logarithmCurvature(s * s))
  let value = exponent * logarithmOf2High - ((half - (curved + exponent * logarithmOf2Low)) - f)
  return
    value
    .replacing(with: -.infinity, where: x .== 0)
    .replacing(with: x, where: .!(x .< .infinity))
    .replacing(with: .nan, where: x .< 0)
}

/// ln x of one number.
public func logarithm(_ x: Double) -> Double { logarithm(Lanes(repeating: x))[0] }

/// ln(1 + x) in every lane without loss near 0, for −1 < x < ∞: within 2 ulp.
@inline(__always)
public func logarithmOfOnePlus(_ x: Lanes) -> Lanes {
  let sum = 1 + x
  // What the rounding of the sum lost, to first order.
  return logarithm(sum) + (x - (sum - 1)) / sum
}

/// `logarithmOfOnePlus` in place, which is faster where it is not part of a larger function.
@inline(never)
func replaceByLogarithmOfOnePlus(_ x: inout Lanes) {
  x = logarithmOfOnePlus(x)
}

/// ln(1 + x) of one number.
public func logarithmOfOnePlus(_ x: Double) -> Double { logarithmOfOnePlus(Lanes(repeating: x))[0] }

/// x − ln(1 + x) without cancellation, for −0.29 < x < 0.41.
@inline(__always)
func logarithmRemainder(_ x: Lanes) -> Lanes {
  let s = x / (2 + x)
  let z = s * s
  return x * s - s * z * logarithmCurvature(z)
}
