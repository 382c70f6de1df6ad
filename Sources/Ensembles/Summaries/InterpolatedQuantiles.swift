import StockFlow

/// Quantiles interpolated linearly between order statistics (type 7 of Hyndman and Fan, "Sample quantiles in statistical
/// packages", The American Statistician 50 (1996) 361–365).
enum InterpolatedQuantiles {
  /// The 0-based ranks between which the quantile of a level lies among `count` values, at least one.
  static func ranks(of level: Double, count: Int) -> (lower: Int, upper: Int) {
    let lower = min(Int(level * Double(count - 1)), count - 1)
    return (lower, min(lower + 1, count - 1))
  }

  /// One quantile per level, each `nil` where it is not finite; `nil` altogether where `value` does not know a rank.
  static func quantiles(_ levels: [Double], count: Int, value: (_ rank: Int) -> Double?) -> [Double?]? {
    var quantiles: [Double?] = []
    for level in levels {
      let ranks = ranks(of: level, count: count)
      guard let lower = value(ranks.lower), let upper = value(ranks.upper) else { return nil }
      let share = level * Double(count - 1) - Double(ranks.lower)
      let quantile = share == 0 || lower == upper ? lower : lower + share * (upper - lower)
      // 0 has no sign: which of two equal zeros comes first is chance.
      quantiles.append((quantile + 0).finite)
    }
    return quantiles
  }
}
