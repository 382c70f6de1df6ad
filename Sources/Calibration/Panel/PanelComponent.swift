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

  /// With the slope s(k−1) before year k: x(k) = η(k) + μ + s(k−1) + e(k) − e(k−1), where the first year starts at the
  /// observed level instead of ℓ: x(1) has the error of ℓ in place of −e(0). Errors of observation belong to the growth of
  /// the observed figure, which is what the plan and the forecast's judges will see. The mean fades, with damping δ and
  /// the pooled drift m: δᵏ(μ + φᵏ⁻¹s) + (1 − δᵏ)·m/2. The covariance does not: that a trend may end makes the future no
  /// surer.
  func component(years: Int, pooledDrift: Double) -> PanelComponent {
    let structure = PanelStructure.grid[structure]
    let slope = powers(of: structure.persistence, from: 1, count: years)
    let remaining = powers(of: Self.damping, from: Self.damping, count: years)
    let start = state.level + state.levelByDrift * driftMean
    let trend = (0..<years).map { driftMean + slope[$0] * (state.slope + state.slopeByDrift * driftMean) }
    let mean = (0..<years).map { year in
      (year == 0 ? start : 0) + remaining[year] * trend[year]
        + (1 - remaining[year]) * Self.restingShare * pooledDrift
    }
    let byDrift = (0..<years).map { 1 + slope[$0] * state.slopeByDrift + ($0 == 0 ? state.levelByDrift : 0) }
    var covariance = structureCovariance(structure, slope)
    for row in 0..<years {
      for column in 0...row {
        covariance[row][column] =
          covariance[row][column] * volatility * volatility + driftVariance * byDrift[row] * byDrift[column]
      }
    }
    return PanelComponent(weight: weight, mean: mean, factor: choleskyFactor(covariance))
  }

  /// Of the yearly growths for a known drift, in units of σ²; the lower triangle. `slope` holds φᵏ⁻¹.
  private func structureCovariance(_ structure: PanelStructure, _ slope: [Double]) -> [[Double]] {
    let years = slope.count
    var slopeVariance = state.slopeVariance
    var covariance = (0..<years).map { [Double](repeating: 0, count: $0 + 1) }
    for column in 0..<years {
      for row in column..<years { covariance[row][column] = slope[row - column] * slopeVariance }
      slopeVariance = structure.persistence * structure.persistence * slopeVariance + structure.innovation
    }
    for year in 0..<years {
      covariance[year][0] += slope[year] * state.covariance
      covariance[year][year] += structure.level + structure.observation
      if year > 0 {
        covariance[year][year] += structure.observation
        covariance[year][year - 1] -= structure.observation
      }
    }
    covariance[0][0] += state.levelVariance + state.covariance
    return covariance
  }
}

/// first, first·base, first·base², …
private func powers(of base: Double, from first: Double, count: Int) -> [Double] {
  var powers = [first]
  while powers.count < count { powers.append(powers[powers.count - 1] * base) }
  return powers
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
