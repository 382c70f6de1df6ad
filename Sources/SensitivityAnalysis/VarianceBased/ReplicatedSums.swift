import Randomness

/// Sums over the base points of one output, apart for each of several designs or parts of one; estimates are functions
/// of the sums, and their intervals follow from how much depends on each.
struct ReplicatedSums: Sendable {
  let columns: Int
  /// For each design its sums.
  private var sums: [[Double]]
  /// Taken off all outputs before anything is multiplied, which saves digits: the first one.
  private(set) var shift: Double?
  private(set) var failedEvaluations = 0
  private(set) var excludedBasePoints = 0
  private var lowest = Double.infinity
  private var highest = -Double.infinity

  init(columns: Int, replicates: Int) {
    self.columns = columns
    sums = [[Double]](repeating: [Double](repeating: 0, count: columns), count: replicates)
  }

  /// Adds the terms of a base point, unless one of its outputs is infinite or not a number.
  ///
  /// - Parameter outputs: shifted in place before `terms` sees them.
  mutating func add(_ outputs: inout [Double], to replicate: Int, _ terms: ([Double], inout [Double]) -> Void) {
    let failed = outputs.count { !$0.isFinite }
    guard failed == 0 else {
      failedEvaluations += failed
      excludedBasePoints += 1
      return
    }
    let shift = shift ?? outputs.first ?? 0
    self.shift = shift
    for index in outputs.indices {
      lowest = min(lowest, outputs[index])
      highest = max(highest, outputs[index])
      outputs[index] -= shift
    }
    terms(outputs, &sums[replicate])
  }

  /// The first half of the designs takes the sums of all, two and two; the others begin anew.
  mutating func joinNeighbours() {
    let empty = [Double](repeating: 0, count: columns)
    let joined = stride(from: 0, to: sums.count - 1, by: 2).map { place in
      zip(sums[place], sums[place + 1]).map { $0 + $1 }
    }
    if sums.count > 1 { sums = joined + [[Double]](repeating: empty, count: sums.count - joined.count) }
  }

  /// Whether all outputs are equal up to rounding: differences of a few units in the last place are the function's.
  var isConstant: Bool { !(highest - lowest > 1e-14 * max(abs(lowest), abs(highest))) }

  var isEmpty: Bool { shift == nil }

  /// The sums over everything.
  var total: [Double] {
    sums.dropFirst().reduce(sums.first ?? []) { total, part in zip(total, part).map { $0 + $1 } }
  }

  /// Estimates with their 95 % intervals: the function of all sums, and Student's t about it with the variance of the
  /// jackknife that leaves one design out (Efron and Tibshirani 1993, section 11.5); nil with fewer than two designs, or
  /// where the function is not finite.
  ///
  /// - Parameters:
  ///   - columnOfCount: the sum that counts base points.
  ///   - shared: the share of the designs' variance that they have in common, which their differences do not show.
  func estimates(columnOfCount: Int, shared: Double = 0, of statistic: ([Double]) -> [Double]) -> [Estimate?] {
    let total = total
    let values = statistic(total)
    let used = sums.filter { $0[columnOfCount] > 0 }
    guard used.count > 1 else { return values.map { _ in nil } }
    let left = used.map { part in statistic(zip(total, part).map { $0 - $1 }) }
    let count = Double(used.count)
    let quantile = upperStudentQuantile(degreesOfFreedom: count - 1)
    // The variance of a mean of equally correlated numbers over what it would be from their differences.
    let widening = (1 + (count - 1) * shared) / (1 - shared)
    return values.indices.map { index in
      let parts = left.map { $0[index] }
      let mean = parts.reduce(0, +) / count
      let variance = parts.reduce(0) { $0 + square($1 - mean) } * (count - 1) / count * widening
      let half = quantile * variance.squareRoot()
      guard values[index].isFinite, half.isFinite else { return nil }
      return Estimate(
        value: values[index], interval: values[index] - half...values[index] + half,
        standardError: variance.squareRoot())
    }
  }
}

func square(_ x: Double) -> Double { x * x }
