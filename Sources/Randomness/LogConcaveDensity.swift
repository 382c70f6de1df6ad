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

  func logarithm(at t: Double) -> Double {
    var value = Lanes(repeating: t)
    replaceByLogarithm(&value)
    return value[0]
  }

  /// Replaces eight points by the logarithm of the density there.
  ///
  /// In place, here and below, because a vector that is handed to a function otherwise comes in pieces, and stays in pieces.
  @inline(never)
  private func replaceByLogarithm(_ t: inout Lanes) {
    switch self {
    case .logarithmicGamma(let shape): t = -shape * exponentialRemainder(t)
    case .logisticBeta(let first, let second):
      if first <= second {
        replaceByLogisticBetaLogarithm(&t, first, second)
      } else {
        t = -t
        replaceByLogisticBetaLogarithm(&t, second, first)
      }
    case .truncatedNormal(let peak, _, _): t = -0.5 * t * (t + 2 * peak)
    }
  }

  /// Replaces eight points by the density there.
  @inline(never)
  func replaceByDensity(_ t: inout Lanes) {
    replaceByLogarithm(&t)
    t = exponential(t)
  }

  func value(at t: Double) -> Double {
    var value = Lanes(repeating: t)
    replaceByDensity(&value)
    return value[0]
  }

  /// The integral of the density between two points that are not far apart.
  @inline(never)
  func mass(from: Double, to: Double) -> Double {
    GaussLegendre.integral(from: from, to: to, replacing: { replaceByDensity(&$0) })
  }
}

/// The logit-beta log density for `first` ≤ `second`; three formulas that avoid cancellation and overflow.
@inline(never)
private func replaceByLogisticBetaLogarithm(_ t: inout Lanes, _ first: Double, _ second: Double) {
  let total = first + second
  let isSmall = magnitudes(t) .<= 0.3
  let isLarge = t .> 40
  let isMiddle = .!(isSmall .| isLarge)
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
    var rest = (second / total) * exponentialMinusOne(large)
    replaceByLogarithmOfOnePlus(&rest)
    value.replace(with: second * large - total * rest, where: isLarge)
  }
  if any(isMiddle) {
    let middle = t.replacing(with: 0, where: .!isMiddle)
    var rest = (first / total) * exponentialMinusOne(middle)
    replaceByLogarithmOfOnePlus(&rest)
    value.replace(with: first * middle - total * rest, where: isMiddle)
  }
  t = value
}
