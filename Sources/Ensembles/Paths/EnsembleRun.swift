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
  /// Half-width of the quantiles' brackets in standard deviations of a rank.
  var reach = 6.0
  private let outputs: [Output]
  /// The output each target looks at.
  private let targetOutputs: [Int]

  struct Result {
    let paths: Int
    let summary: EnsembleSummary
    /// Quantiles that needed a second run, by output.
    let exactQuantiles: [Int: [Double?]]
    let tallies: TargetTallies
    let isPrecisionReached: Bool
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
    var outputs = series
    var position = Dictionary(series.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    targetOutputs = targets.map { target in
      let output = Output(series: central.model.targetSeries(target), year: target.year)
      if let known = position[output] { return known }
      outputs.append(output)
      position[output] = outputs.count - 1
      return outputs.count - 1
    }
    self.outputs = outputs
  }

  /// Index of the output a target looks at.
  func output(of target: Int) -> Int { targetOutputs[target] }

  func execute() throws(LinearAlgebraError) -> Result {
    switch (options.size, options.sampling) {
    case (.paths(let paths), .random): try draw(paths, design: design(pathsPerReplicate: 1))
    case (.paths(let paths), _): try draw(replicates: Replicates.size(for: paths))
    case (.precision(let precision), .random): try grow(to: precision)
    case (.precision(let precision), _): try double(to: precision)
    }
  }

  private func design(pathsPerReplicate: Int) -> SamplingDesign {
    SamplingDesign(sampling: options.sampling, seed: options.seed, pathsPerReplicate: pathsPerReplicate)
  }

  private func makeSummary() -> EnsembleSummary {
    let shifts = outputs.map { central.value(of: $0.series, in: $0.year) ?? 0 }
    return EnsembleSummary(shifts: shifts, levels: options.levels, cells: model.cellCount, reach: reach)
  }

  private func makeTallies(replicates: Int = 1, pathsPerReplicate: Int = .max) -> TargetTallies {
    TargetTallies(
      targets, outputs: targetOutputs, replicates: replicates, pathsPerReplicate: pathsPerReplicate)
  }

  /// A fixed number of independent paths.
  private func draw(_ paths: Int, design: SamplingDesign) throws(LinearAlgebraError) -> Result {
    let plan = try EnsemblePlan(model, outputs: outputs, design: design, threads: options.threads)
    return draw(paths, plan, tallies: makeTallies())
  }

  /// Independent randomised designs of `size` paths each.
  private func draw(replicates size: Int) throws(LinearAlgebraError) -> Result {
    let plan = try EnsemblePlan(
      model, outputs: outputs, design: design(pathsPerReplicate: size), threads: options.threads)
    let tallies = makeTallies(replicates: Replicates.count, pathsPerReplicate: size)
    return draw(size * Replicates.count, plan, tallies: tallies)
  }

  private func draw(_ paths: Int, _ plan: EnsemblePlan, tallies: TargetTallies) -> Result {
    var summary = makeSummary()
    var tallies = tallies
    let stream = PathStream(plan: plan, threads: options.threads, progress: progress)
    stream.forEachWave(from: 0, toPath: paths) { blocks in
      summary.add(blocks, threads: options.threads)
      tallies.add(blocks)
    }
    return finish(plan, paths: paths, summary, tallies)
  }

  private func finish(
    _ plan: EnsemblePlan, paths: Int, _ summary: EnsembleSummary, _ tallies: TargetTallies,
    isPrecisionReached: Bool = true
  ) -> Result {
    Result(
      paths: paths, summary: summary, exactQuantiles: exactQuantiles(summary.undecided(), plan, paths: paths),
      tallies: tallies, isPrecisionReached: isPrecisionReached, plan: plan)
  }
}

/// Ensembles that decide by themselves how many paths they need.
extension EnsembleRun {
  static let precisionStep = 10_000
  static let mostPaths = 10_000_000

  /// Adds blocks of 10,000 independent paths until every target's interval is narrow enough.
  private func grow(to precision: Double) throws(LinearAlgebraError) -> Result {
    let plan = try EnsemblePlan(model, outputs: outputs, design: design(pathsPerReplicate: 1), threads: options.threads)
    let stream = PathStream(plan: plan, threads: options.threads, progress: progress)
    var summary = makeSummary()
    var tallies = makeTallies()
    var complete = 0
    var paths = 0
    while true {
      paths += Self.precisionStep
      let blocks = paths / PathBlock.paths
      stream.forEachWave(from: complete, toPath: blocks * PathBlock.paths) { wave in
        summary.add(wave, threads: options.threads)
        tallies.add(wave)
      }
      complete = blocks
      var ahead = tallies
      stream.forEachWave(from: blocks, toPath: paths) { ahead.add($0) }
      let isReached = ahead.widestHalfWidth(paths: paths) < precision
      guard isReached || paths >= Self.mostPaths else { continue }
      stream.forEachWave(from: blocks, toPath: paths) { summary.add($0, threads: options.threads) }
      return finish(plan, paths: paths, summary, ahead, isPrecisionReached: isReached)
    }
  }

  /// Doubles the size of the randomised designs until every target's interval is narrow enough.
  private func double(to precision: Double) throws(LinearAlgebraError) -> Result {
    var size = Replicates.size(for: Self.precisionStep)
    while true {
      let result = try draw(replicates: size)
      let isReached = result.tallies.widestHalfWidth(paths: result.paths) < precision
      if isReached || 2 * result.paths > Self.mostPaths {
        return Result(
          paths: result.paths, summary: result.summary, exactQuantiles: result.exactQuantiles,
          tallies: result.tallies, isPrecisionReached: isReached, plan: result.plan)
      }
      size *= 2
    }
  }
}

/// The second run that settles quantiles whose brackets were missed.
extension EnsembleRun {
  private func exactQuantiles(_ undecided: [Int], _ plan: EnsemblePlan, paths: Int) -> [Int: [Double?]] {
    guard !undecided.isEmpty else { return [:] }
    let stream = PathStream(plan: plan, threads: options.threads, progress: nil)
    var statistics = undecided.map { _ in OrderStatistics(levels: options.levels, reach: .infinity) }
    stream.forEachWave(from: 0, toPath: paths) { blocks in
      for (index, output) in undecided.enumerated() {
        for block in blocks { statistics[index].add(block.values(of: output)) }
      }
    }
    var exact: [Int: [Double?]] = [:]
    for (index, output) in undecided.enumerated() { exact[output] = statistics[index].quantiles() }
    return exact
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
