/// How the quantiles of one output are found.
enum QuantileCollection: Sendable {
  case exact(ExactQuantiles)
  case binned(BinnedQuantiles)

  /// - Parameter paths: how many there will be, where that is known.
  init(_ precision: QuantilePrecision, levels: [Double], reach: Double, paths: Int?) {
    switch precision {
    case .exact: self = .exact(ExactQuantiles(levels: levels, reach: reach, paths: paths))
    case .histogram: self = .binned(BinnedQuantiles(levels: levels))
    }
  }

  var sieve: Sieve {
    switch self {
    case .exact(let quantiles): quantiles.sieve
    case .binned(let quantiles): quantiles.sieve
    }
  }

  /// Takes over what the threads have counted of the first `seen` paths, and sets the next sieve.
  mutating func add(_ shares: SharesOfColumn, seen: Int, with search: inout CellSearch) {
    switch self {
    case .exact(var quantiles):
      // Released first, so that nothing is copied.
      self = .binned(BinnedQuantiles(levels: []))
      quantiles.add(shares, seen: seen, with: &search)
      self = .exact(quantiles)
    case .binned(var quantiles):
      self = .exact(ExactQuantiles(levels: [], reach: 0, paths: nil))
      quantiles.add(shares)
      self = .binned(quantiles)
    }
  }

  /// `nil` where only a second run can tell.
  mutating func quantiles(_ shares: SharesOfColumn, with search: inout CellSearch) -> [Double?]? {
    switch self {
    case .exact(var quantiles):
      let found = quantiles.quantiles(shares, with: &search)
      self = .exact(quantiles)
      return found
    case .binned(let quantiles): return quantiles.quantiles()
    }
  }
}
