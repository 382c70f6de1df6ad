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
  /// output is constant or there is but one part of the points.
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
/// pairs, where both directions of every difference are used. All base points are one sequence, as even as it can be; the
/// intervals come from its consecutive parts (`ConsecutiveBlocks`, `ReplicatedSums`). The parts err nearly as if
/// they were independent, the whole less where the function is smooth, so that intervals are rather too long than too
/// short. Base
/// points are doubled until `precision` is reached; the earlier ones are kept. O(N·g) evaluations;
/// O(blocks·(g + pairs)) numbers in memory for each output, whatever N.
public func sobolIndices<Failure: Error>(
  dimensions: Int, options: SobolOptions = SobolOptions(), of evaluate: (Sample) throws(Failure) -> Sample
) throws(Failure) -> SobolAnalysis {
  precondition(options.basePoints > 0 && options.blocks > 0, "an analysis takes at least one base point")
  var design = SaltelliDesign(
    dimensions: dimensions, basePoints: options.basePoints, groups: options.groups, secondOrder: options.secondOrder,
    seed: options.seed)
  let parts = ConsecutiveBlocks(atMost: options.blocks, of: options.basePoints)
  let terms = SobolTerms(groups: design.groups.count, hasPairs: options.secondOrder)
  var sums = OutputSums(columns: terms.columns, replicates: parts.count, rows: design.rowsPerBasePoint)
  var done = 0
  while true {
    let blocks = BaseBlocks(done..<design.basePoints, rows: design.rowsPerBasePoint, block: options.block)
    for block in blocks.ranges {
      let rows = block.lowerBound * design.rowsPerBasePoint..<block.upperBound * design.rowsPerBasePoint
      let members = parts.blocks(of: block, among: design.basePoints)
      sums.add(try answers(of: evaluate, at: design.points(rows)), to: members) { terms.add($1, to: &$2) }
    }
    done = design.basePoints
    let outputs = sums.outputs.map { terms.output($0, options.estimator) }
    let isPrecise = outputs.allSatisfy { ($0.widestHalfWidth ?? 0) < options.precision ?? .infinity }
    if isPrecise || 2 * done > options.maximalBasePoints {
      return SobolAnalysis(
        groups: design.groups, basePoints: done, evaluations: design.count, isPrecise: isPrecise, outputs: outputs)
    }
    design = design.grown(to: 2 * done)
    sums.joinNeighbours()
  }
}
