import Planning
import SensitivityAnalysis

/// One number of a method, as a column of a table.
struct SensitivityColumn {
  let key: String
  let title: String
  let value: (SensitivityIndex) -> Double?
  /// Where the number has an interval.
  let estimate: ((SensitivityIndex) -> Estimate?)?
  /// Whether a table for people shows the standard error in place of the interval.
  let showsError: Bool

  init(_ key: String, _ title: String, showsError: Bool = false, estimate: @escaping (SensitivityIndex) -> Estimate?) {
    (self.key, self.title, self.showsError) = (key, title, showsError)
    self.estimate = estimate
    value = { estimate($0)?.value }
  }

  init(_ key: String, _ title: String, value: @escaping (SensitivityIndex) -> Double?) {
    (self.key, self.title, self.value) = (key, title, value)
    (estimate, showsError) = (nil, false)
  }

  var exportedKeys: [String] { estimate == nil ? [key] : [key, key + "_low", key + "_high"] }

  func exported(_ index: SensitivityIndex) -> [String] {
    guard let estimate else { return [cell(value(index))] }
    let interval = estimate(index)?.interval
    return [cell(value(index)), cell(interval?.lowerBound), cell(interval?.upperBound)]
  }

  /// The numbers of a method, by which rows are ordered: the first decides.
  static func all(of method: SensitivityMethod, _ words: Words) -> [SensitivityColumn] {
    let first = SensitivityColumn("first", words.firstShare) { $0.first }
    let shapley = SensitivityColumn("shapley", words.shapleyShare, showsError: true) { $0.shapley }
    return switch method {
    case .sobol: [SensitivityColumn("total", words.totalShare) { $0.total }, first]
    case .morris:
      [
        SensitivityColumn("mu_star", "μ*") { $0.muStar },
        SensitivityColumn("sigma", "σ", value: { $0.sigma }),
      ]
    case .rank:
      [
        SensitivityColumn("partial_rank_correlation", words.partialRank) { $0.partialRankCorrelation },
        SensitivityColumn("rank_correlation", words.rank) { $0.rankCorrelation },
      ]
    case .tornado:
      [
        SensitivityColumn("low", words.lowEnd, value: { $0.low }),
        SensitivityColumn("high", words.highEnd, value: { $0.high }),
      ]
    case .givenData: [shapley, first, SensitivityColumn("pawn", "PAWN", value: { $0.pawn })]
    case .shapley: [shapley]
    }
  }
}
