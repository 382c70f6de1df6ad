import Glibc
import Randomness
import Testing

/// Distance in units of the last place of the expected number.
private func ulps(_ found: Double, _ expected: Double) -> Double { abs(found - expected) / expected.ulp }

@Test func `the exponential is within two units of the last place of the system's`() {
  // The system's own is within one, so two apart means at most three; the reach covers subnormal results.
  for k in -7450...7097 {
    let x = Double(k) * 0.1 + 0.0123456789
    #expect(ulps(exponential(x), exp(x)) <= 2, "e^\(x)")
  }
}

@Test func `the exponential has the right ends`() {
  #expect(exponential(0) == 1)
  #expect(exponential(709.79) == .infinity)
  #expect(exponential(.infinity) == .infinity)
  #expect(exponential(-746) == 0)
  #expect(exponential(-.infinity) == 0)
  #expect(exponential(-745.0) == 0x1p-1074)
  #expect(exponential(Double.nan).isNaN)
  #expect(exponential(709.78).isFinite)
}

@Test func `the lanes of the exponential do not see each other`() {
  let mixed = Lanes(0, 1, -800, 800, .nan, 0.5, -0.5, 3)
  let result = exponential(mixed)
  for lane in 0..<8 {
    #expect(result[lane].bitPattern == exponential(mixed[lane]).bitPattern || mixed[lane].isNaN)
  }
  #expect(result[4].isNaN)
}

@Test func `logarithm and its companion agree with the system's`() {
  for k in -3000...3000 {
    let x = pow(1.2345, Double(k) * 0.5)
    if x > 0 && x.isFinite { #expect(ulps(logarithm(x), log(x)) <= 2, "ln \(x)") }
    let small = Double(k) * 3.3e-4
    // Two roundings more than the logarithm itself.
    if small > -1 && small != 0 { #expect(ulps(logarithmOfOnePlus(small), log1p(small)) <= 4, "ln(1 + \(small))") }
  }
  #expect(logarithm(0) == -.infinity && logarithm(.infinity) == .infinity && logarithm(1) == 0)
  #expect(logarithm(-1).isNaN && logarithm(Double.nan).isNaN)
}

@Test func `the exponential minus one keeps its digits near zero`() {
  for k in -4000...4000 {
    let x = Double(k) * 1.7e-3
    if x != 0 { #expect(ulps(exponentialMinusOne(x), expm1(x)) <= 3, "e^\(x) − 1") }
  }
  #expect(exponentialMinusOne(1e-300) == 1e-300)
  #expect(exponentialMinusOne(710) == .infinity)
  #expect(exponentialMinusOne(-100) == -1)
}

@Test func `the normal distribution function matches forty-digit values also far in the tail`() {
  // mpmath.ncdf, 40 digits.
  let expected: [(Double, Double)] = [
    (-30, 4.906713927148187e-198), (-8.2, 1.2019351542735859e-16), (-5, 2.866515718791939e-07),
    (-1, 0.15865525393145705), (-0.1, 0.460172162722971), (0, 0.5), (0.3, 0.6179114221889527),
    (2, 0.9772498680518208), (6, 0.9999999990134123),
  ]
  for (z, value) in expected { #expect(abs(normalCDF(z) / value - 1) < 2e-15, "Φ(\(z))") }
}

@Test func `the normal quantile matches forty-digit values`() {
  // √2·erfinv(2u − 1) by mpmath with 40 digits, u the nearest double.
  let expected: [(Double, Double)] = [
    (1e-6, -4.753424308822899), (0.01, -2.326347874040841), (0.3, -0.5244005127080408), (0.9, 1.2815515655446006),
    (0.999, 3.090232306167813), (1 - 1e-6, 4.753424308817087), (1e-12, -7.034483825301132),
    (0x1p-53, -8.209536151601387),
  ]
  for (u, value) in expected { #expect(abs(normalQuantile(u) / value - 1) < 1e-15, "u = \(u)") }
  #expect(normalQuantile(0.5) == 0)
  #expect(normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity && normalQuantile(2).isNaN)
}

@Test func `quantile and distribution function undo each other`() {
  for k in 1..<2000 {
    let z = -8 + 8 * Double(k) / 2000
    // An error of u is magnified by 1/φ(z)·u ≤ 1/|z|; 1e-14 is some ten roundings.
    #expect(abs(normalQuantile(normalCDF(z)) - z) < 1e-14 * max(1, -z))
  }
}
