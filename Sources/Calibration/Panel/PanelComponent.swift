/// One normal distribution of the yearly log growths from the last observed level, x = mean + factor·z with one
/// independent standard normal z a year.
public struct PanelComponent: Sendable, Equatable {
  public let weight: Double
  /// Of the log growth in year 1 … h.
  public let mean: [Double]
  /// The lower triangular factor of their covariance; row k has k + 1 elements.
  public let factor: [[Double]]

  /// The covariance of the yearly log growths in years i and j.
  public func covariance(_ first: Int, _ second: Int) -> Double {
    zip(factor[first], factor[second]).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension PanelPosterior.Cell {
  /// What is left of a drift or a slope from one forecast year to the next (δ). A trend that was measured over decades does
  /// not hold for ever, and forecasts that let it fade are better (E. Gardner and E. McKenzie (1985); R. Hyndman and
  /// G. Athanasopoulos, Forecasting, 3rd edition, section 8.2, advise 0.8 to 0.98).
  private static let damping = 0.94

  /// The share of the pooled drift towards which a drift fades. Inside the training parts of real series drifts fell back
  /// to the pooled one in some periods and to nothing in others, as booms and slumps fell; half is the compromise, within
  /// 1 % of the better of the two on average.
  private static let restingShare = 0.5

  /// With the slope s(k−1) before year k and damping δ: x(k) = η(k) + δᵏ(μ + s(k−1)) + (1 − δᵏ)·m/2 + e(k) − e(k−1) with the pooled drift m, where the first year
  /// starts at the observed level instead of ℓ: x(1) has the error of ℓ in place of −e(0). Errors of observation belong to
  /// the growth of the observed figure, which is what the plan and the forecast's judges will see.
  func component(years: Int, pooledDrift: Double) -> PanelComponent {
    let structure = PanelStructure.grid[structure]
    let loading = Loading(structure.persistence, Self.damping, years: years)
    let byDrift = (0..<years).map { year in
      loading.damping[year] + loading.slope[year] * state.slopeByDrift + (year == 0 ? state.levelByDrift : 0)
    }
    let mean = (0..<years).map { year in
      (year == 0 ? state.level : 0) + loading.slope[year] * state.slope + byDrift[year] * driftMean
        + (1 - loading.damping[year]) * Self.restingShare * pooledDrift
    }
    var covariance = structureCovariance(structure, loading)
    for row in 0..<years {
      for column in 0...row {
        covariance[row][column] =
          covariance[row][column] * volatility * volatility + driftVariance * byDrift[row] * byDrift[column]
      }
    }
    return PanelComponent(weight: weight, mean: mean, factor: choleskyFactor(covariance))
  }

  /// Of the yearly growths for a known drift, in units of σ²; the lower triangle.
  private func structureCovariance(_ structure: PanelStructure, _ loading: Loading) -> [[Double]] {
    let years = loading.damping.count
    var slopeVariance = state.slopeVariance
    var covariance = (0..<years).map { [Double](repeating: 0, count: $0 + 1) }
    for column in 0..<years {
      var fading = 1.0
      for row in column..<years {
        covariance[row][column] = loading.damping[row] * loading.damping[column] * fading * slopeVariance
        fading *= structure.persistence
      }
      slopeVariance = structure.persistence * structure.persistence * slopeVariance + structure.innovation
    }
    for year in 0..<years {
      covariance[year][0] += loading.slope[year] * state.covariance
      covariance[year][year] += structure.level + structure.observation
      if year > 0 {
        covariance[year][year] += structure.observation
        covariance[year][year - 1] -= structure.observation
      }
    }
    covariance[0][0] += state.levelVariance + loading.slope[0] * state.covariance
    return covariance
  }
}

/// δᵏ and δᵏ·φᵏ⁻¹ for the forecast years k = 1 … h.
private struct Loading {
  let damping: [Double]
  let slope: [Double]

  init(_ persistence: Double, _ damping: Double, years: Int) {
    var powers: [Double] = []
    var slopes: [Double] = []
    var (power, fading) = (damping, 1.0)
    for _ in 0..<years {
      powers.append(power)
      slopes.append(power * fading)
      power *= damping
      fading *= persistence
    }
    self.damping = powers
    slope = slopes
  }
}

/// L with L·Lᵀ = A for the lower triangle of a positive semidefinite matrix; a pivot that is zero up to rounding leaves a
/// column of zeros. Own loops because the matrices are small and many. O(n³/6).
private func choleskyFactor(_ lower: [[Double]]) -> [[Double]] {
  var factor = lower
  for row in lower.indices {
    for column in 0...row {
      var sum = lower[row][column]
      for inner in 0..<column { sum -= factor[row][inner] * factor[column][inner] }
      if column == row {
        factor[row][row] = sum > 1e-14 * lower[row][row] ? sum.squareRoot() : 0
      } else {
        let pivot = factor[column][column]
        factor[row][column] = pivot > 0 ? sum / pivot : 0
      }
    }
  }
  return factor
}
