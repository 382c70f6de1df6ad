import Randomness

/// First-order indices Var(E[y | xᵢ]) / Var(y) of every input from an existing sample; nil where the output is constant
/// or there are fewer than four rows.
///
/// The rows are divided by each input into about √n groups of equal size, equal values together; the variance of the
/// group means, less what chance alone gives it, is Var(E[y | xᵢ]): the ε² of the analysis of variance (Kelley 1935;
/// in sensitivity analysis Plischke, Borgonovo and Smith, European Journal of Operational Research 226 (2013) 536–550).
/// The groups' width leaves an error of order 1/n, far below the 1/√n of chance. The rank statistic of
/// Gamboa et al. (`rankStatisticIndices`) is consistent too, but its standard deviation is larger.
/// Intervals: grouped jackknife over 50 interleaved parts (Efron and Tibshirani 1993, chapter 11). O(d·n log n).
public func firstOrderIndices(_ data: GivenData, level: Double = 0.95) -> [Estimate?] {
  guard data.count >= 4, !data.isConstant else { return [Estimate?](repeating: nil, count: data.dimensions) }
  let output = centred(data.output)
  return (0..<data.dimensions).map { input in
    BinnedVariance(data.inputs.column(input), data.order(of: input), output).estimate(level: level)
  }
}

/// How many parts of the rows are left out in turn.
private let jackknifeParts = 50

/// The sums of the output in the bins of one input, by parts of the rows.
private struct BinnedVariance {
  /// For each part its count and sum in each bin, then the total of squares.
  private var parts: [Sums]

  private struct Sums {
    var counts: [Double]
    var sums: [Double]
    var squares = 0.0

    /// ε² = 1 − (1 − η²)(n − 1)/(n − k), with η² the share of the bins in the sum of squares.
    var index: Double {
      let count = counts.reduce(0, +)
      let filled = Double(counts.count { $0 > 0 })
      let mean = sums.reduce(0, +) / count
      let total = squares - count * mean * mean
      guard total > 0, count > filled else { return .nan }
      let between = zip(sums, counts).reduce(0) { $1.1 > 0 ? $0 + $1.0 * $1.0 / $1.1 : $0 } - count * mean * mean
      return 1 - (1 - between / total) * (count - 1) / (count - filled)
    }

    func less(_ other: Sums) -> Sums {
      Sums(
        counts: zip(counts, other.counts).map { $0 - $1 }, sums: zip(sums, other.sums).map { $0 - $1 },
        squares: squares - other.squares)
    }
  }

  init(_ values: [Double], _ order: [Int], _ output: [Double]) {
    let bins = bins(of: values, order: order, wanted: max(2, Int(Double(values.count).squareRoot())))
    let width = (bins.last ?? 0) + 1
    let empty = Sums(counts: [Double](repeating: 0, count: width), sums: [Double](repeating: 0, count: width))
    parts = [Sums](repeating: empty, count: min(jackknifeParts, values.count))
    for (bin, row) in zip(bins, order) {
      let part = row % parts.count
      parts[part].counts[bin] += 1
      parts[part].sums[bin] += output[row]
      parts[part].squares += output[row] * output[row]
    }
  }

  func estimate(level: Double) -> Estimate? {
    let whole = parts.dropFirst().reduce(parts[0]) { total, part in
      Sums(
        counts: zip(total.counts, part.counts).map { $0 + $1 }, sums: zip(total.sums, part.sums).map { $0 + $1 },
        squares: total.squares + part.squares)
    }
    let left = parts.map { whole.less($0).index }.filter(\.isFinite)
    let value = whole.index
    guard value.isFinite, left.count > 1 else { return nil }
    let mean = left.reduce(0, +) / Double(left.count)
    let variance = left.reduce(0) { $0 + square($1 - mean) } * Double(left.count - 1) / Double(left.count)
    let half = normalQuantile((1 + level) / 2) * variance.squareRoot()
    return Estimate(value: value, interval: value - half...value + half)
  }
}

/// The bin of each row in the order of an input: about as many bins of equal size as wanted, never dividing equal values.
private func bins(of values: [Double], order: [Int], wanted: Int) -> [Int] {
  var result: [Int] = []
  result.reserveCapacity(order.count)
  var bin = 0
  var start = 0
  for (place, row) in order.enumerated() {
    let isNew = place > 0 && values[row] != values[order[place - 1]]
    // The bin is full when the next would begin at its place among equal shares.
    if isNew && place > start && place * wanted / order.count > start * wanted / order.count {
      bin += 1
      start = place
    }
    result.append(bin)
  }
  return result
}

/// First-order indices by ranks: (1/n·Σ yᵢ·y₍ᵢ₊₁₎ − ȳ²) / Var(y), where (i + 1) is the row next to i in the order of the
/// input, the last followed by the first.
///
/// Gamboa, Gremaud, Klein and Lagnoux, "Global sensitivity analysis: a novel generation of mighty estimators based on
/// rank statistics", Bernoulli 28 (2022) 2345–2374, after Chatterjee (2021). O(d·n log n).
public func rankStatisticIndices(_ data: GivenData) -> [Double?] {
  guard data.count >= 2, !data.isConstant else { return [Double?](repeating: nil, count: data.dimensions) }
  let output = centred(data.output)
  let squares = output.reduce(0) { $0 + $1 * $1 }
  return (0..<data.dimensions).map { input in
    let order = data.order(of: input)
    let products = order.indices.reduce(0) { sum, place in
      sum + output[order[place]] * output[order[place + 1 == order.count ? 0 : place + 1]]
    }
    return products / squares
  }
}
