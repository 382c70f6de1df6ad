import LinearAlgebra
import Randomness
import StockFlow

/// One ensemble: which paths, what is kept of them, and which targets are counted.
struct EnsembleRun {
  let model: CompiledModel
  let central: CentralProjection
  let targets: [Target]
  let options: EnsembleOptions
  let progress: (@Sendable (Int) -> Void)?
  /// Half-width of the quantiles' brackets in standard deviations of a rank; where none is set, what is usual for so many
  /// quantiles.
  var reach: Double?
  /// Shared by ensembles of similar models.
  var laws = PreparedLaws()
  private let outputs: EnsembleOutputs

  struct Result {
    let paths: Int
    let outputs: [Output]
    /// One per output.
    let summaries: [SeriesSummary]
    let tallies: TargetTallies
    let limits: LimitCounts
    var isPrecisionReached: Bool
    let plan: EnsemblePlan
  }

  init(
    _ central: CentralProjection, series: [Output], targets: [Target], options: EnsembleOptions,
    progress: (@Sendable (Int) -> Void)?
  ) {
    self.central = central
    model = central.model
    self.targets = targets
    self.options = options
    self.progress = progress
    outputs = EnsembleOutputs(series, targets: targets, central)
  }

  /// Index of the output a target looks at.
  func output(of target: Int) -> Int { outputs.placesOfTargets[target] }

  func execute() throws(LinearAlgebraError) -> Result {
    switch (options.size, options.sampling) {
    case (.paths(let paths), .random): try draw(paths)
    case (.paths(let paths), _): try draw(replicates: Replicates.size(for: paths))
    case (.precision(let precision), .random): try grow(to: precision)
    case (.precision(let precision), _): try double(to: precision)
    }
  }

  private func makePlan(pathsPerReplicate: Int) throws(LinearAlgebraError) -> EnsemblePlan {
    let design = SamplingDesign(
      sampling: options.sampling, seed: options.seed, pathsPerReplicate: pathsPerReplicate)
    return try EnsemblePlan(model, outputs: outputs.sampled, design: design, threads: options.threads, laws: laws)
  }

  private func makeSummary(
    _ plan: EnsemblePlan, paths: Int, replicates: Int = 1, pathsPerReplicate: Int = .max, isGrowing: Bool = false
  ) -> EnsembleSummary {
    EnsembleSummary(
      plan,
      SummaryRequest(
        shifts: outputs.sampled.map { central.value(of: $0.series, in: $0.year) ?? 0 }, levels: options.levels,
        precision: options.quantiles, paths: paths, isGrowing: isGrowing,
        blocksPerWave: blocksPerWave,
        reach: reach ?? ExactQuantiles.usualReach(quantiles: outputs.sampled.count * options.levels.count),
        judge: TargetJudge(targets, outputs: outputs.sampledPlacesOfTargets, pathsPerReplicate: pathsPerReplicate),
        tallies: TargetTallies(targets, replicates: replicates, pathsPerReplicate: pathsPerReplicate)),
      threads: options.threads)
  }

  /// A fixed number of independent paths.
  private func draw(_ paths: Int) throws(LinearAlgebraError) -> Result {
    let plan = try makePlan(pathsPerReplicate: 1)
    var summary = makeSummary(plan, paths: paths)
    extend(&summary, from: 0, to: paths)
    return finish(plan, paths: paths, summary)
  }

  /// Independent randomised designs of `size` paths each.
  private func draw(replicates size: Int) throws(LinearAlgebraError) -> Result {
    let plan = try makePlan(pathsPerReplicate: size)
    var summary = makeSummary(
      plan, paths: size * Replicates.count, replicates: Replicates.count, pathsPerReplicate: size)
    extend(&summary, from: 0, to: size * Replicates.count)
    return finish(plan, paths: size * Replicates.count, summary)
  }

  /// What is kept of a wave stays within some 100 MB where that leaves enough blocks for the threads; their number does
  /// not count, because the first wave sets the bins of approximate quantiles.
  private var blocksPerWave: Int {
    let bytes = outputs.sampled.count * PathBlock.paths * MemoryLayout<Double>.stride
    return min(Waves.mostOfFewOutputs, max(16, 100_000_000 / max(1, bytes)))
  }

  /// Adds the paths from a block on up to `end`.
  private func extend(_ summary: inout EnsembleSummary, from block: Int, to end: Int) {
    let blocks = (end + PathBlock.paths - 1) / PathBlock.paths
    for wave in Waves(from: block, to: blocks, for: options.quantiles, most: blocksPerWave) {
      summary.add(wave, end: end)
      progress?(min(wave.upperBound * PathBlock.paths, end))
    }
  }

  private func finish(
    _ plan: EnsemblePlan, paths: Int, _ summary: EnsembleSummary, isPrecisionReached: Bool = true
  ) -> Result {
    let partial = summary.summaries(threads: options.threads)
    let second = SecondRun(plan: plan, paths: paths, levels: options.levels, threads: options.threads)
    let exact = second.quantiles(of: partial.indices.filter { partial[$0].quantiles == nil })
    let summaries = partial.enumerated().map { $1.completed(by: exact[$0], levels: options.levels.count) }
    return Result(
      paths: paths, outputs: outputs.all,
      summaries: outputs.summaries(summaries, paths: paths, levels: options.levels.count),
      tallies: summary.tallies, limits: summary.limits, isPrecisionReached: isPrecisionReached, plan: plan)
  }
}

/// Ensembles that decide by themselves how many paths they need.
extension EnsembleRun {
  static let precisionStep = 10_000
  static let mostPaths = 10_000_000

  /// Adds blocks of 10,000 independent paths until every target's interval is narrow enough.
  private func grow(to precision: Double) throws(LinearAlgebraError) -> Result {
    let plan = try makePlan(pathsPerReplicate: 1)
    var summary = makeSummary(plan, paths: 10 * Self.precisionStep, isGrowing: true)
    var complete = 0
    var paths = 0
    while true {
      paths += Self.precisionStep
      let blocks = paths / PathBlock.paths
      extend(&summary, from: complete, to: blocks * PathBlock.paths)
      complete = blocks
      let isWhole = blocks * PathBlock.paths == paths
      let tallies = isWhole ? summary.tallies : summary.tallies(with: blocks, end: paths)
      let isReached = tallies.widestHalfWidth(paths: paths) < precision
      guard isReached || paths >= Self.mostPaths else { continue }
      extend(&summary, from: blocks, to: paths)
      return finish(plan, paths: paths, summary, isPrecisionReached: isReached)
    }
  }

  /// Doubles the size of the randomised designs until every target's interval is narrow enough.
  private func double(to precision: Double) throws(LinearAlgebraError) -> Result {
    var size = Replicates.size(for: Self.precisionStep)
    while true {
      var result = try draw(replicates: size)
      result.isPrecisionReached = result.tallies.widestHalfWidth(paths: result.paths) < precision
      if result.isPrecisionReached || 2 * result.paths > Self.mostPaths { return result }
      size *= 2
    }
  }
}

extension CompiledModel {
  /// The series a target is about.
  func targetSeries(_ target: Target) -> Series {
    guard let series = series(named: target.of) else {
      preconditionFailure("the target's series \(target.of) was checked to exist")
    }
    return series
  }
}
