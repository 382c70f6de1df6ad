/// Which inputs the variance of a function comes from.
public struct SobolAnalysis: Sendable, Equatable {
  /// The inputs of each index.
  public let groups: [[Int]]
  public let basePoints: Int
  /// How often the function was asked.
  public let evaluations: Int
  /// Whether all intervals are as short as asked for; true where nothing was asked for.
  public let isPrecise: Bool
  public let outputs: [SobolOutput]
}

/// The variance-based indices of one output.
public struct SobolOutput: Sendable, Equatable {
  /// Of the used base points; nil where there are none.
  public let mean: Double?
  public let variance: Double?
  /// Evaluations whose output was infinite or not a number.
  public let failedEvaluations: Int
  /// Base points left out because at least one of their evaluations failed.
  public let excludedBasePoints: Int
  /// One a group: the share of the variance that goes away on average when the group becomes known; nil where the
  /// output is constant.
  public let first: [Estimate?]
  /// One a group: the share that stays on average when everything else becomes known.
  public let total: [Estimate?]
  /// One a pair of groups, (0, 1), (0, 2), …, where pairs were asked for.
  public let pairs: [PairIndices]

  /// The widest half of all intervals; nil where there is none.
  public var widestHalfWidth: Double? {
    let all = first + total + pairs.map(\.closed) + pairs.map(\.interaction)
    return all.compactMap { $0?.halfWidth }.max()
  }
}

/// What two groups explain together.
public struct PairIndices: Sendable, Equatable {
  public let first: Int
  public let second: Int
  /// The share of the variance that goes away when both become known.
  public let closed: Estimate?
  /// What of it neither explains alone.
  public let interaction: Estimate?
}

/// First-order, total and pair indices of independent inputs, uniform on the unit cube, by scrambled Sobol' points.
///
/// Saltelli et al., Computer Physics Communications 181 (2010) 259–270 (first order), Jansen, ibid. 117 (1999) 35–43
/// (total), Saltelli, ibid. 145 (2002) 280–297 (pairs). A base point takes g + 2 evaluations for g groups, 2g + 2 with
/// pairs, where both directions of every difference are used. Intervals come from resampled blocks of
/// consecutive base points, which does not see how evenly the points lie: for smooth functions they are too long, with
/// a thousand base points of Ishigami's function four times. Base points are doubled until `precision` is reached; the
/// earlier ones are kept. O(N·g) evaluations and numbers in memory; O(resamples·N·g) additions for the intervals.
public func sobolIndices<Failure: Error>(
  dimensions: Int, options: SobolOptions = SobolOptions(), of evaluate: (Sample) throws(Failure) -> Sample
) throws(Failure) -> SobolAnalysis {
  precondition(options.basePoints > 0, "an analysis takes at least one base point")
  var basePoints = options.basePoints
  var values = SobolValues()
  while true {
    let design = SaltelliDesign(
      dimensions: dimensions, basePoints: basePoints, groups: options.groups, secondOrder: options.secondOrder,
      seed: options.seed)
    try values.extend(to: design, block: options.block, of: evaluate)
    let outputs = values.outputs(design, options)
    let isPrecise = outputs.allSatisfy { ($0.widestHalfWidth ?? 0) < options.precision ?? .infinity }
    if isPrecise || 2 * basePoints > options.maximalBasePoints {
      return SobolAnalysis(
        groups: design.groups, basePoints: basePoints, evaluations: design.count, isPrecise: isPrecise,
        outputs: outputs)
    }
    basePoints *= 2
  }
}

/// The outputs at all points of a growing design.
private struct SobolValues {
  private var all: Sample?
  private var rows = 0

  mutating func extend<Failure: Error>(
    to design: SaltelliDesign, block: Int, of evaluate: (Sample) throws(Failure) -> Sample
  ) throws(Failure) {
    let fresh = try design.outputs(block: block, in: rows..<design.count, of: evaluate)
    if all == nil { all = fresh } else { all?.append(contentsOf: fresh) }
    rows = design.count
  }

  func outputs(_ design: SaltelliDesign, _ options: SobolOptions) -> [SobolOutput] {
    guard let all else { return [] }
    return (0..<all.columns).map { output in
      SobolTerms(values: all, output: output, design: design).output(options)
    }
  }
}
