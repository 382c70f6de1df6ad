import StockFlow

/// The least-cost amounts of several efforts under chance constraints, on futures drawn once (sample average
/// approximation: Luedtke and Ahmed, SIAM Journal on Optimization 19 (2008) 674–699).
///
/// Amounts are shares of the limits, 0 … 1. A constraint asks that its margins are all at least 0 in a share of the
/// futures; what the optimiser sees of it is its *level*, the quantile of the worst margin, which is at least 0 exactly
/// where the constraint holds.
package struct ChanceProgram: Sendable {
  /// A target of one variant.
  struct Margin: Sendable {
    let target: Target
    /// The value path by path at the program's origin.
    let base: [Double]
    /// One per effort; `nil` where it moves nothing.
    var responses: [TargetResponse?]
    /// Margins are counted in this many of the target's units.
    let scale: Double
  }

  struct Constraint: Sendable {
    /// Indices of margins that must hold in the same future.
    let margins: [Int]
    var probability: Double
  }

  var margins: [Margin]
  var constraints: [Constraint]
  /// The shares about which responses are taken; 0 where they are those to each effort alone.
  let origin: [Double]
  /// Of the whole limit, one per effort.
  let cost: [Double]
  /// The least and the greatest share of each effort.
  var lower: [Double]
  var upper: [Double]

  var efforts: Int { cost.count }
  var futures: Int { margins.first?.base.count ?? 0 }

  func cost(of shares: [Double]) -> Double { zip(shares, cost).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The value of every margin's series in every future.
  func values(of margin: Margin, at shares: [Double]) -> [Double] {
    var values = margin.base
    for (effort, response) in margin.responses.enumerated() {
      let step = shares[effort] - origin[effort]
      guard let response, step != 0 else { continue }
      for path in values.indices {
        values[path] += step * (response.slope[path] + step * response.bend[path])
      }
    }
    return values
  }

  /// Distance of a value from missing, in the margin's scale; below 0 where it misses.
  func distance(_ value: Double, _ margin: Margin) -> Double {
    let (low, high) = margin.target.comparison.accepted
    let distance = min(value - low, high - value) / margin.scale
    return distance.isNaN ? -.infinity : distance
  }

  /// The worst of a constraint's margins in every future.
  func worst(of constraint: Constraint, at shares: [Double]) -> [Double] {
    var worst = [Double](repeating: .infinity, count: futures)
    for index in constraint.margins {
      let margin = margins[index]
      let values = values(of: margin, at: shares)
      let (low, high) = margin.target.comparison.accepted
      for path in values.indices {
        let distance = min(values[path] - low, high - values[path]) / margin.scale
        // Not a number is a miss.
        worst[path] = distance >= worst[path] ? worst[path] : (distance.isNaN ? -.infinity : distance)
      }
    }
    return worst
  }

  /// How many futures must keep a constraint.
  func needed(_ constraint: Constraint) -> Int {
    min(futures, max(0, Int((constraint.probability * Double(futures) - 1e-9).rounded(.up))))
  }

  /// The share of futures that keep a constraint.
  func probability(of constraint: Constraint, at shares: [Double]) -> Double {
    guard futures > 0 else { return 0 }
    return Double(worst(of: constraint, at: shares).count { $0 >= 0 }) / Double(futures)
  }

  package func isFeasible(_ shares: [Double]) -> Bool {
    constraints.allSatisfy { constraint in
      worst(of: constraint, at: shares).count { $0 >= 0 } >= needed(constraint)
    }
  }

  /// The first futures alone.
  func prefix(_ count: Int) -> ChanceProgram {
    var program = self
    program.margins = margins.map { margin in
      Margin(
        target: margin.target, base: Array(margin.base.prefix(count)),
        responses: margin.responses.map { $0?.prefix(count) }, scale: margin.scale)
    }
    return program
  }
}

extension ChanceProgram {
  /// A constraint seen from a point: its level, how it changes with each share, and which margins decide it.
  struct Outlook {
    let level: Double
    let gradient: [Double]
    /// Per member of the constraint, the share of the futures about the level in which it is the worst.
    let deciding: [Double]
  }

  /// The gradient of a quantile is the mean gradient of the futures that lie on it (Hong, "Estimating quantile
  /// sensitivities", Operations Research 57 (2009) 118–130), here of the hundredth nearest to it in rank.
  func outlook(_ constraint: Constraint, at shares: [Double]) -> Outlook {
    let worst = worst(of: constraint, at: shares)
    let needed = needed(constraint)
    guard needed > 0 else {
      return Outlook(
        level: .infinity, gradient: shares.map { _ in 0 }, deciding: constraint.margins.map { _ in 0 })
    }
    let sorted = worst.sorted()
    let rank = futures - needed
    let reach = max(16, futures / 100)
    let low = sorted[max(0, rank - reach)]
    let high = sorted[min(futures - 1, rank + reach)]
    var gradient = shares.map { _ in 0.0 }
    var deciding = constraint.margins.map { _ in 0.0 }
    var near = 0.0
    for path in worst.indices where worst[path] >= low && worst[path] <= high && worst[path].isFinite {
      near += 1
      add(path, of: constraint, at: shares, worst[path], to: &gradient, &deciding)
    }
    return Outlook(
      level: sorted[rank], gradient: gradient.map { $0 / max(1, near) }, deciding: deciding.map { $0 / max(1, near) })
  }

  /// Adds the gradient of the worst margin of a future.
  private func add(
    _ path: Int, of constraint: Constraint, at shares: [Double], _ worst: Double, to gradient: inout [Double],
    _ deciding: inout [Double]
  ) {
    for (place, index) in constraint.margins.enumerated() {
      let margin = margins[index]
      var value = margin.base[path]
      for (effort, response) in margin.responses.enumerated() {
        guard let response else { continue }
        let step = shares[effort] - origin[effort]
        value += step * (response.slope[path] + step * response.bend[path])
      }
      let (low, high) = margin.target.comparison.accepted
      // The last digits depend on the order of the additions.
      guard distance(value, margin) <= worst + 1e-9 * (1 + worst.magnitude) else { continue }
      let sign = value - low <= high - value ? 1.0 : -1
      for (effort, response) in margin.responses.enumerated() {
        guard let response else { continue }
        gradient[effort] +=
          sign * (response.slope[path] + 2 * (shares[effort] - origin[effort]) * response.bend[path]) / margin.scale
      }
      deciding[place] += 1
      return
    }
  }
}
