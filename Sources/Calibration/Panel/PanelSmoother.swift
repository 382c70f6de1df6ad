extension PanelFilter {
  /// For every observation the statistics of a shift of the level in that year and of an error of that observation alone,
  /// about standard normal where there is none; 0 where the level was new anyway.
  ///
  /// The disturbance smoother backwards through the filter: r(t−1) = Z′v/F + L′r(t), N(t−1) = Z′Z/F + L′N(t)L. The shift's
  /// statistic is r/√N in the level, the error's is u/√M with u = v/F − K′r(t) and M = 1/F + K′N(t)K. O(years).
  ///
  /// Source: A. Harvey and S. J. Koopman, Diagnostic checking of unobserved-components time series models, Journal of
  /// Business and Economic Statistics 10 (1992), section 2; P. de Jong and J. Penzer, Diagnosing shocks in time series,
  /// Journal of the American Statistical Association 93 (1998), section 3.
  func statistics(volatility: Double, drift: Double, observations: Int) -> [(shift: Double, error: Double)] {
    var statistics = [(shift: Double, error: Double)](repeating: (0, 0), count: observations)
    var backward = BackwardSums()
    for step in steps.reversed() {
      backward.transpose(structure.persistence)
      switch step.kind {
      case .missing: break
      case .newLevel: backward.forgetLevel()
      case .observed:
        let error = backward.errorStatistic(step, drift: drift)
        backward.absorb(step, drift: drift)
        let shift = backward.level / backward.levelVariance.squareRoot()
        statistics[step.index] = (shift / volatility, error / volatility)
      }
    }
    return statistics
  }
}

/// r and N of the disturbance smoother.
private struct BackwardSums {
  var level = 0.0
  var slope = 0.0
  var levelVariance = 0.0
  var covariance = 0.0
  var slopeVariance = 0.0

  /// r ← T′r, N ← T′NT with T = [1 1; 0 φ].
  mutating func transpose(_ fading: Double) {
    slope = level + fading * slope
    slopeVariance = levelVariance + 2 * fading * covariance + fading * fading * slopeVariance
    covariance = levelVariance + fading * covariance
  }

  /// After a new level nothing later tells about the old one.
  mutating func forgetLevel() {
    level = 0
    levelVariance = 0
    covariance = 0
  }

  /// u/√M.
  func errorStatistic(_ step: PanelFilter.Step, drift: Double) -> Double {
    let (first, second) = step.gains
    let error = (step.innovation - step.innovationByDrift * drift) / step.variance
    let variance =
      1 / step.variance + first * first * levelVariance + 2 * first * second * covariance
      + second * second * slopeVariance
    return (error - first * level - second * slope) / variance.squareRoot()
  }

  /// r ← Z′v/F + (I − KZ)′r and likewise N.
  mutating func absorb(_ step: PanelFilter.Step, drift: Double) {
    let rest = 1 - step.gains.level
    let gain = step.gains.slope
    let error = step.innovation - step.innovationByDrift * drift
    level = rest * level - gain * slope + error / step.variance
    levelVariance =
      rest * rest * levelVariance - 2 * rest * gain * covariance + gain * gain * slopeVariance + 1 / step.variance
    covariance = rest * covariance - gain * slopeVariance
  }
}
