import Foundation

/// The 97.5 % quantile of Student's t; that of the normal distribution for infinite degrees of freedom.
///
/// G. Hill, "Algorithm 396: Student's t-quantiles", Communications of the ACM 13 (1970) 619–620; relative error below
/// 1e-6 from three degrees of freedom on, below 1e-4 between one and three; exact for one and two. Degrees below one
/// count as one.
package func upperStudentQuantile(degreesOfFreedom: Double) -> Double {
  let tail = 0.05
  guard degreesOfFreedom < 1e7 else { return upperNormalQuantile }
  let n = max(1, degreesOfFreedom)
  if n == 1 { return 1 / tan(tail * .pi / 2) }
  if n == 2 { return (2 / (tail * (2 - tail)) - 2).squareRoot() }
  let a = 1 / (n - 0.5)
  let b = 48 / (a * a)
  var c = ((20_700 * a / b - 98) * a - 16) * a + 96.36
  let d = ((94.5 / (b + c) - 3) / b + 1) * (a * .pi / 2).squareRoot() * n
  var y = pow(d * tail, 2 / n)
  if y > 0.05 + a {
    let x = -upperNormalQuantile
    y = x * x
    if n < 5 { c += 0.3 * (n - 4.5) * (x + 0.6) }
    c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
    y = expm1(a * y * y)
  } else {
    let share = ((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3
    y = ((1 / share + 0.5 / (n + 4)) * y - 1) * (n + 1) / (n + 2) + 1 / y
  }
  return (n * y).squareRoot()
}
