/// The distribution function of a log-concave density by integration, and its inverse.
///
/// The line is cut into panels on each of which Gauss–Legendre quadrature is exact to rounding, and the panels are
/// summed from either end, so that both tails keep their relative precision. This replaces the incomplete beta and
/// gamma functions, whose continued fractions need thousands of steps for large shapes, by one method for all shapes
/// and for truncated normals far in a tail. About 100 panels at most; one evaluation costs a few quadratures.
struct IntegratedLaw: Sendable {
  private let density: LogConcaveDensity
  /// Ends of the panels, one more than panels.
  private let ends: [Double]
  /// Mass below each end, and above it, in units of the integral of the density.
  private let below: [Double]
  private let above: [Double]
  /// The integral of the density.
  private let total: Double
  /// The normal scores of the ends, and dt/dz there.
  private let scores: [Double]
  private let slopes: [Double]

  init(_ density: LogConcaveDensity) {
    self.density = density
    let right = Panels(density, direction: 1)
    let left = Panels(density, direction: -1)
    let panels = left.panels.reversed() + right.panels
    ends = panels.map(\.from) + [panels.last?.to ?? 0]
    let masses = panels.map(\.mass)
    let below = masses.reduce(into: [0.0]) { sums, mass in sums.append(sums[sums.count - 1] + mass) }
    let above = masses.reversed().reduce(into: [0.0]) { sums, mass in sums.append(sums[sums.count - 1] + mass) }
    let total = right.mass + left.mass
    self.total = total
    self.below = below.map { $0 / total }
    self.above = above.reversed().map { $0 / total }
    let scores = zip(self.below, self.above).map { $0 < $1 ? normalQuantile($0) : -normalQuantile($1) }
      .map { min(max($0, -40), 40) }
    self.scores = scores
    slopes = zip(ends, scores).map { end, score in
      total * inverseRootOf2Pi * exponential(-0.5 * score * score - density.logarithm(at: end))
    }
  }

  /// The coordinate t at which the distribution function reaches this point.
  func position(at point: TailPoint) -> Double {
    let fromBelow = point.lower <= point.upper
    let target = fromBelow ? point.lower : point.upper
    let panel = fromBelow ? panelIndex { below[$0] >= target } : panelIndex { above[$0] < target }
    let guess = guess(at: point.score, panel: panel)
    return fromBelow
      ? solve(mass: (target - below[panel]) * total, origin: ends[panel], opposite: ends[panel + 1], guess: guess)
      : solve(mass: (target - above[panel + 1]) * total, origin: ends[panel + 1], opposite: ends[panel], guess: guess)
  }

  /// The panel before the first inner end for which the condition holds.
  private func panelIndex(where isBeyond: (Int) -> Bool) -> Int {
    var low = 0
    var high = ends.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if isBeyond(middle) { high = middle } else { low = middle }
    }
    return low
  }

  /// Cubic Hermite interpolation of t over the score between the ends of a panel.
  private func guess(at score: Double, panel: Int) -> Double {
    let (from, to) = (scores[panel], scores[panel + 1])
    let width = to - from
    let s = (score - from) / width
    let rise = ends[panel + 1] - ends[panel]
    let left = slopes[panel] * width
    let right = slopes[panel + 1] * width
    return ends[panel] + s * (left + s * (3 * rise - 2 * left - right + s * (left + right - 2 * rise)))
  }

  /// The t between two ends that cuts off the given mass on the side of `origin`: Newton's method within a bracket.
  private func solve(mass: Double, origin: Double, opposite: Double, guess: Double) -> Double {
    let direction: Double = opposite > origin ? 1 : -1
    var near = origin
    var far = opposite
    var t = (guess - origin) * (guess - opposite) < 0 ? guess : origin + 0.5 * (opposite - origin)
    for _ in 0..<60 {
      let excess = direction * density.mass(from: origin, to: t) - mass
      if excess > 0 { far = t } else { near = t }
      let step = direction * excess / density.value(at: t)
      let next = t - step
      if (next - near) * (next - far) <= 0 {
        t = next
        // The error after a step is of the order of its square: the density changes by a factor e⁴ at most.
        if abs(step) <= 1e-9 * abs(opposite - origin) { break }
      } else {
        let middle = near + 0.5 * (far - near)
        if middle == t { break }
        t = middle
      }
    }
    return t
  }

  /// The expectation of a smooth function of t.
  func expectation(of f: (Lanes) -> Lanes) -> Double {
    let sum = zip(ends, ends.dropFirst()).reduce(0) { sum, panel in
      sum
        + GaussLegendre.integral(
          from: panel.0, to: panel.1,
          replacing: { points in
            let values = f(points)
            density.replaceByDensity(&points)
            points = values * points
          })
    }
    return sum / total
  }
}

/// The panels on one side of the peak, outward to where the density has fallen by e⁻⁸⁰ or ends.
private struct Panels {
  struct Panel {
    let from: Double
    let to: Double
    let mass: Double
  }

  private(set) var panels: [Panel] = []
  private(set) var mass = 0.0

  /// The density left out beyond, as a logarithm: below the rounding of a tail of 1e-17.
  private static let cut = -80.0
  /// The most a density may fall within a panel, as a logarithm, so that Newton's method converges quickly.
  private static let fall = 4.0

  init(_ density: LogConcaveDensity, direction: Double) {
    let limit = direction > 0 ? density.upper : -density.lower
    var start = 0.0
    var width = density.scale
    var level = 0.0
    // The first half of a trial that was not exact is the whole of the next one.
    var tried: Trial?
    while start < limit && level > Self.cut && panels.count < 2000 {
      let end = min(limit, start + width)
      let isLeast = width <= 1e-12 * (start + density.scale)
      let next = density.logarithm(at: direction * end)
      // Where the density falls too far the integrals are not worth their time.
      let trial =
        isLeast || level - next <= Self.fall
        ? Trial(density, from: direction * start, to: direction * end, after: tried) : nil
      tried = trial
      if let trial, isLeast || trial.isExact {
        panels.append(
          Panel(from: min(trial.from, trial.to), to: max(trial.from, trial.to), mass: trial.mass))
        (start, level) = (end, next)
        width *= 2
      } else {
        width /= 2
      }
    }
    // From the outside in, the small ones first.
    mass = panels.reversed().reduce(0) { $0 + $1.mass }
  }

  /// One panel integrated whole and in halves.
  private struct Trial {
    let from: Double
    let to: Double
    let mass: Double
    let isExact: Bool
    private let middle: Double
    private let firstHalf: Double

    init(_ density: LogConcaveDensity, from: Double, to: Double, after tried: Trial?) {
      let whole = tried?.firstHalf(from: from, to: to) ?? abs(density.mass(from: from, to: to))
      middle = from + 0.5 * (to - from)
      firstHalf = abs(density.mass(from: from, to: middle))
      self.from = from
      self.to = to
      mass = firstHalf + abs(density.mass(from: middle, to: to))
      isExact = abs(whole - mass) <= 1e-13 * mass
    }

    /// The mass of the first half, where that is what lies between two points.
    private func firstHalf(from: Double, to: Double) -> Double? { from == self.from && to == middle ? firstHalf : nil }
  }
}
