// The rational approximations PPND16 of Wichura, "Algorithm AS 241: The percentage points of the normal distribution",
// Applied Statistics 37 (1988) 477–484; relative error about 1e-16 before rounding.

/// Beyond this distance from ½ the tails begin.
let centralHalfWidth = 0.425

@inline(__always)
private func polynomial(_ x: Lanes, _ c: (Double, Double, Double, Double, Double, Double, Double, Double)) -> Lanes {
  var sum = x * c.7 + c.6
  sum = sum * x + c.5
  sum = sum * x + c.4
  sum = sum * x + c.3
  sum = sum * x + c.2
  sum = sum * x + c.1
  return sum * x + c.0
}

/// Φ⁻¹(½ + q) for |q| ≤ 0.425; a finite number without meaning outside.
@inline(__always)
func centralNormalQuantile(_ q: Lanes) -> Lanes {
  let r = centralHalfWidth * centralHalfWidth - q * q
  let numerator = polynomial(
    r,
    (
      3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
      45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727
    ))
  let denominator = polynomial(
    r,
    (
      1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
      39307.895800092710610, 28729.085735721942674, 5226.4952788528545610
    ))
  return q * numerator / denominator
}

/// −Φ⁻¹(p) ≥ 0 for 0 < p ≤ 0.075, the distance of a tail's point from the middle.
func tailNormalQuantile(_ p: Lanes) -> Lanes {
  let r = squareRoots(-logarithm(p))
  let far = r .> 5
  let near = nearTailQuantile(r - 1.6)
  guard any(far) else { return near }
  return near.replacing(with: farTailQuantile(r - 5), where: far)
}

@inline(__always)
private func nearTailQuantile(_ r: Lanes) -> Lanes {
  let numerator = polynomial(
    r,
    (
      1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
      1.27045825245236838258, 0.241780725177450611770, 2.27238449892691845833e-2, 7.74545014278341407640e-4
    ))
  let denominator = polynomial(
    r,
    (
      1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590,
      1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9
    ))
  return numerator / denominator
}

private func farTailQuantile(_ r: Lanes) -> Lanes {
  let numerator = polynomial(
    r,
    (
      6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
    ))
  let denominator = polynomial(
    r,
    (
      1, 0.599832206555887937690, 0.136929880922735805310, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
      1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15
    ))
  return numerator / denominator
}

/// The standard normal quantile function Φ⁻¹(u) in every lane; −∞ at 0, +∞ at 1, NaN outside.
public func normalQuantile(_ u: Lanes) -> Lanes {
  let q = u - 0.5
  let central = centralNormalQuantile(q)
  let inTail = magnitudes(q) .> centralHalfWidth
  guard any(inTail) else { return central }
  let p = u.replacing(with: 1 - u, where: q .> 0)
  let tail = copySigns(tailNormalQuantile(p), from: q)
  return central.replacing(with: tail, where: inTail)
    .replacing(with: q * .infinity, where: p .== 0)
    .replacing(with: .nan, where: p .< 0)
}

/// Φ⁻¹(u) of one number.
public func normalQuantile(_ u: Double) -> Double { normalQuantile(Lanes(repeating: u))[0] }

/// The 97.5 % quantile of the standard normal law: how many standard errors an interval of 95 % reaches to either side.
package let upperNormalQuantile = 1.959963984540054
