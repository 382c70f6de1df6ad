/// 1/√(2π).
let inverseRootOf2Pi = 0.3989422804014327

/// (t + 5)·M(t) as a polynomial in w = (t − 5)/(t + 5), where M(t) = (1 − Φ(t))/φ(t) is Mills' ratio and t ≥ 0.
///
/// Chebyshev interpolation with 24 nodes computed with 60 digits; relative error of M below 4e-16 in double precision.
private let millsCoefficients: [Double] = [
  1.9280810471531575, -1.66786659518896, 1.2415470615738775, -0.7859110755465564, 0.4136447157321585,
  -0.17325473408686237, 0.05212550242204107, -0.007503282824110726, -0.001999962068763269, 0.0013658591836822535,
  -0.00014883252059345265, -0.00012473575030705838, 4.1812674011060674e-05, 9.975019887095207e-06,
  -6.940506858824232e-06, -8.364769830343166e-07, 1.0865133210451005e-06, 9.714014073984118e-08,
  -1.6895078596155006e-07, -1.771696316480574e-08, 2.3233082843211724e-08, 3.3140207053718498e-09,
  -1.965897518094237e-09, -3.557387339982142e-10,
]

/// Mills' ratio (1 − Φ(t))/φ(t) for t ≥ 0.
@inline(__always)
func millsRatio(_ t: Lanes) -> Lanes {
  let w = (t - 5) / (t + 5)
  var sum = Lanes(repeating: 0)
  for coefficient in millsCoefficients.reversed() { sum = sum * w + coefficient }
  return sum / (t + 5)
}

/// exp(−t²/2) for 0 ≤ t ≤ 40. The square is split so that its rounding does not grow with t.
@inline(__always)
func gaussian(_ t: Lanes) -> Lanes {
  let high = doubles(from: bits(of: t) & 0xFFFF_FFFF_F800_0000)
  let rest = 0.5 * (t - high) * (t + high)
  return exponential(-0.5 * high * high) * (1 - rest * (1 - rest * (0.5 - rest / 6)))
}

/// 1 − Φ(|z|): relative error below 2e-15, 0 beyond 38.6.
func normalTail(_ z: Lanes) -> Lanes {
  var tail = z
  replaceByNormalTail(&tail)
  return tail
}

/// The same in place, because a vector that is handed to a function otherwise comes in pieces.
@inline(never)
func replaceByNormalTail(_ z: inout Lanes) {
  let size = magnitudes(z)
  let t = size.replacing(with: 40, where: size .> 40)
  z = gaussian(t) * inverseRootOf2Pi * millsRatio(t)
}

/// The standard normal distribution function Φ(z) in every lane; relative error below 2e-15 also in the lower tail.
public func normalCDF(_ z: Lanes) -> Lanes {
  let tail = normalTail(z)
  return tail.replacing(with: 1 - tail, where: z .> 0)
}

/// Φ(z) of one number.
public func normalCDF(_ z: Double) -> Double { normalCDF(Lanes(repeating: z))[0] }
