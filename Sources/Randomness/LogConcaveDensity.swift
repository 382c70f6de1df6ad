/// A density with one peak, written as the logarithm of its ratio to the peak, in a coordinate t with the peak at 0.
///
/// The logarithm of a gamma variable and the logit of a beta variable have smooth, log-concave densities on the whole
/// line whatever the shapes, which the densities of the variables themselves have not.
enum LogConcaveDensity: Sendable {
  /// t = ln(x/mean) of a gamma variable: a·(t − (eᵗ − 1)).
  case logarithmicGamma(shape: Double)
  /// t = logit x − logit mean of a beta variable with mean p = a/(a + b): a·t − (a + b)·ln(1 + p·(eᵗ − 1)).
  case logisticBeta(first: Double, second: Double)
  /// t = (x − x₀)/sd of a normal variable cut off so that its peak x₀ lies `peak` standard deviations from the mean:
  /// −t·(t + 2·peak)/2 between `lower` ≤ 0 and `upper` ≥ 0.
  case truncatedNormal(peak: Double, lower: Double, upper: Double)

  var lower: Double {
    if case .truncatedNormal(_, let lower, _) = self { lower } else { -.infinity }
  }

  var upper: Double {
    if case .truncatedNormal(_, _, let upper) = self { upper } else { .infinity }
  }

  /// A width over which the density changes moderately near its peak.
  var scale: Double {
    switch self {
    case .logarithmicGamma(let shape): min(1, 1 / shape.squareRoot())
    case .logisticBeta(let first, let second):
      min(1, (1 / first + 1 / second).squareRoot())
    case .truncatedNormal(let peak, let lower, let upper): min(1, 1 / (abs(peak) + 1), upper - lower)
    }
  }

  @inline(__always)
  func logarithm(at t: Lanes) -> Lanes {
    switch self {
    case .logarithmicGamma(let shape): -shape * exponentialRemainder(t)
    case .logisticBeta(let first, let second):
      first <= second
        ? logisticBetaLogarithm(t, first, second) : logisticBetaLogarithm(-t, second, first)
    case .truncatedNormal(let peak, _, _): -0.5 * t * (t + 2 * peak)
    }
  }

  @inline(never)
  func logarithm(at t: Double) -> Double { logarithm(at: Lanes(repeating: t))[0] }

  /// The integral of the density between two points that are not far apart.
  ///
  /// Numbers go in and out, because a vector is handed from one function to the other in pieces.
  @inline(never)
  func mass(from: Double, to: Double) -> Double {
    GaussLegendre.integral(from: from, to: to) { exponential(logarithm(at: $0)) }
  }
}

/// The logit-beta log density for `first` ≤ `second`; three formulas that avoid cancellation and overflow.
@inline(__always)
private func logisticBetaLogarithm(_ t: Lanes, _ first: Double, _ second: Double) -> Lanes {
  let total = first + second
  let isSmall = magnitudes(t) .<= 0.3
  let isLarge = t .> 40
  var value = Lanes(repeating: 0)
  if any(isSmall) {
    // Both remainders are of second order in t, and their difference keeps at least half of the first.
    let small = t.replacing(with: 0, where: .!isSmall)
    let curved = small * small * exponentialCurvature(small)
    value = total * logarithmRemainder((first / total) * (curved + small)) - first * curved
  }
  if any(isLarge) {
    // The exponential of −t, because that of t overflows.
    let large = (-t).replacing(with: 0, where: .!isLarge)
    let far = second * large - total * logarithmOfOnePlus((second / total) * exponentialMinusOne(large))
    value.replace(with: far, where: isLarge)
  }
  let isMiddle = .!(isSmall .| isLarge)
  if any(isMiddle) {
    let middle = t.replacing(with: 0, where: .!isMiddle)
    let wide = first * middle - total * logarithmOfOnePlus((first / total) * exponentialMinusOne(middle))
    value.replace(with: wide, where: isMiddle)
  }
  return value
}
