/// What every base point adds to the sums from which the indices of one output follow.
///
/// All estimators are quotients of sums over base points, so that resampling means weighting the terms anew.
struct SobolTerms {
  let groups: Int
  let hasPairs: Bool
  let failedEvaluations: Int
  let excludedBasePoints: Int
  /// The mean of all f(A) and f(B), taken off before products are formed, which loses no digits to a large mean.
  let centre: Double
  private(set) var table: WeightedSums
  /// Whether all outputs are equal up to rounding.
  let isConstant: Bool

  init(values: Sample, output: Int, design: SaltelliDesign) {
    let rows = design.rowsPerBasePoint
    let column = values.column(output)
    let usable = (0..<design.basePoints).filter { base in
      column[base * rows..<(base + 1) * rows].allSatisfy(\.isFinite)
    }
    groups = design.groups.count
    hasPairs = design.secondOrder
    failedEvaluations = column.count { !$0.isFinite }
    excludedBasePoints = design.basePoints - usable.count
    let scale = SobolScale(column, usable: usable, rows: rows)
    centre = scale.centre
    isConstant = scale.isConstant
    let layout = SobolLayout(groups: groups, hasPairs: hasPairs)
    let block = Self.blockSize(usable.count)
    table = WeightedSums(columns: layout.count, rows: (usable.count + block - 1) / block)
    for (place, base) in usable.enumerated() {
      let own = column[base * rows..<(base + 1) * rows].map { $0 - scale.centre }
      layout.writeTerms(of: own) { table[place / block, $0] += $1 }
    }
  }

  /// How many consecutive base points are drawn together, which saves time: at least 256 draws are left, enough for a
  /// percentile, and consecutive points are no more alike than others.
  static func blockSize(_ count: Int) -> Int {
    var size = 1
    while count / (2 * size) >= 256 { size *= 2 }
    return size
  }

  /// The indices with their intervals.
  func output(_ options: SobolOptions) -> SobolOutput {
    let layout = SobolLayout(groups: groups, hasPairs: hasPairs)
    let estimates = isConstant ? [] : estimates(layout, options)
    func estimate(_ index: Int) -> Estimate? { estimates.isEmpty ? nil : estimates[index] }
    let pairs = layout.pairs.enumerated().map { place, pair in
      let index = 2 * groups + 2 * place
      return PairIndices(
        first: pair.0, second: pair.1, closed: estimate(index), interaction: estimate(index + 1))
    }
    let moments = table.rows > 0 ? layout.moments(table.sums()) : nil
    return SobolOutput(
      mean: moments.map { $0.mean + centre }, variance: moments.map { isConstant ? 0 : $0.variance },
      failedEvaluations: failedEvaluations, excludedBasePoints: excludedBasePoints,
      first: (0..<groups).map(estimate), total: (0..<groups).map { estimate(groups + $0) }, pairs: pairs)
  }

  /// First, total, then closed and interaction of each pair.
  private func estimates(_ layout: SobolLayout, _ options: SobolOptions) -> [Estimate?] {
    let values = layout.indices(table.sums(), options.estimator)
    var resampled = [[Double]](repeating: [], count: values.count)
    for resample in 0..<options.bootstrap.resamples {
      let sums = table.resampledSums(seed: options.bootstrap.seed, number: resample)
      for (index, value) in layout.indices(sums, options.estimator).enumerated() { resampled[index].append(value) }
    }
    return zip(values, resampled).map { options.bootstrap.estimate($0, resampled: $1) }
  }
}

/// Location and spread of the outputs that are used.
private struct SobolScale {
  let centre: Double
  let isConstant: Bool

  init(_ column: [Double], usable: [Int], rows: Int) {
    let values = usable.lazy.flatMap { column[$0 * rows..<($0 + 1) * rows] }
    centre = usable.reduce(0) { $0 + column[$1 * rows] / 2 + column[$1 * rows + 1] / 2 } / Double(max(1, usable.count))
    let lowest = values.min() ?? 0
    let highest = values.max() ?? 0
    // Differences of a few units in the last place are rounding of the function.
    isConstant = highest - lowest <= 1e-14 * max(abs(lowest), abs(highest))
  }
}

/// Which sum stands where, and how indices follow from the sums.
struct SobolLayout {
  let groups: Int
  let hasPairs: Bool
  let pairs: [(Int, Int)]

  init(groups: Int, hasPairs: Bool) {
    self.groups = groups
    self.hasPairs = hasPairs
    pairs = hasPairs ? (0..<groups).flatMap { first in (first + 1..<max(groups, first + 1)).map { (first, $0) } } : []
  }

  /// Two for the moments, three a group (Saltelli's and Jansen's first order, total), one a pair, one for the count.
  var count: Int { 3 + 3 * groups + pairs.count }

  /// The terms of a base point from its outputs f(A), f(B), f(A_B⁽ⁱ⁾)…, f(B_A⁽ⁱ⁾)…
  func writeTerms(of f: [Double], _ write: (Int, Double) -> Void) {
    let (a, b) = (f[0], f[1])
    write(0, 1)
    write(1, (a + b) / 2)
    write(2, (a * a + b * b) / 2)
    for group in 0..<groups {
      let mixed = f[2 + group]
      var terms = (b * (mixed - a), square(b - mixed) / 2, square(a - mixed) / 2)
      if hasPairs {
        // B with the group from A is the same question with A and B exchanged.
        let other = f[2 + groups + group]
        terms.0 = (terms.0 + a * (other - b)) / 2
        terms.1 = (terms.1 + square(a - other) / 2) / 2
        terms.2 = (terms.2 + square(b - other) / 2) / 2
      }
      write(3 + group, terms.0)
      write(3 + groups + group, terms.1)
      write(3 + 2 * groups + group, terms.2)
    }
    for (place, pair) in pairs.enumerated() {
      // B_A⁽ⁱ⁾ and A_B⁽ʲ⁾ share exactly the inputs i and j, as do B_A⁽ʲ⁾ and A_B⁽ⁱ⁾.
      let shared = f[2 + groups + pair.0] * f[2 + pair.1] + f[2 + groups + pair.1] * f[2 + pair.0]
      write(3 + 3 * groups + place, shared / 2 - a * b)
    }
  }

  func moments(_ sums: [Double]) -> (mean: Double, variance: Double) {
    let mean = sums[1] / sums[0]
    return (mean, max(0, sums[2] / sums[0] - mean * mean))
  }

  /// First order and total of every group, then closed index and interaction of every pair.
  func indices(_ sums: [Double], _ estimator: FirstOrderEstimator) -> [Double] {
    let scale = 1 / (sums[0] * moments(sums).variance)
    let first = (0..<groups).map { group in
      switch estimator {
      case .saltelli: sums[3 + group] * scale
      case .jansen: 1 - sums[3 + groups + group] * scale
      }
    }
    let total = (0..<groups).map { sums[3 + 2 * groups + $0] * scale }
    let paired = pairs.enumerated().flatMap { place, pair in
      let closed = sums[3 + 3 * groups + place] * scale
      return [closed, closed - first[pair.0] - first[pair.1]]
    }
    return first + total + paired
  }
}

func square(_ x: Double) -> Double { x * x }
