/// How the quantiles of one output are found.
enum QuantileCollection: Sendable {
  case exact(ExactQuantiles)
  case binned(BinnedQuantiles)

  init(_ precision: QuantilePrecision, levels: [Double], reach: Double, binCount: Int) {
    switch precision {
    case .exact: self = .exact(ExactQuantiles(levels: levels, reach: reach, binCount: binCount))
    case .histogram: self = .binned(BinnedQuantiles(levels: levels))
    }
  }

  var sieve: Sieve {
    switch self {
    case .exact(let quantiles): quantiles.sieve
    case .binned(let quantiles): quantiles.sieve
    }
  }

  mutating func add(_ parts: [SiftedValues]) {
    switch self {
    case .exact(var quantiles):
      // Released first, so that nothing is copied.
      self = .binned(BinnedQuantiles(levels: []))
      quantiles.add(parts)
      self = .exact(quantiles)
    case .binned(var quantiles):
      self = .exact(ExactQuantiles(levels: [], reach: 0, binCount: 4))
      quantiles.add(parts)
      self = .binned(quantiles)
    }
  }

  /// `nil` where only a second run can tell.
  func quantiles() -> [Double?]? {
    switch self {
    case .exact(let quantiles): quantiles.quantiles()
    case .binned(let quantiles): quantiles.quantiles()
    }
  }
}
