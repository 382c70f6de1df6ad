import Calibration
public import Ensembles
import LinearAlgebra
public import StockFlow

/// One point of a sweep and what the targets make of it.
public struct SweepPoint: Sendable, Equatable {
  /// From 0 on; with several variants each has the points of the whole design, one variant after the other.
  public let index: Int
  public let variant: Variant?
  /// In the order of the sweep's parameters; `nil` where the scenario's own value stays.
  public let settings: [SweepSetting?]
  /// One per target of the scenario; empty where the point cannot be computed.
  public let targets: [TargetAnswer]
  /// Why it cannot.
  public let problem: Diagnostic?

  public init(
    index: Int, variant: Variant?, settings: [SweepSetting?], targets: [TargetAnswer], problem: Diagnostic?
  ) {
    (self.index, self.variant, self.settings) = (index, variant, settings)
    (self.targets, self.problem) = (targets, problem)
  }
}

/// A sweep ready to be run: any range of its points, in any order, always with the same result.
///
/// All points share their draws, so that they differ by nothing but what they set.
public struct SweepRun: Sendable {
  public let header: AnswerHeader
  public let sweep: Sweep
  public let variants: [Variant?]
  /// Points in all: those of the design times the variants.
  public let count: Int
  /// What every point draws.
  public let stamp: EnsembleStamp
  private let layout: SweepLayout
  private let options: EnsembleOptions
  private let bases: [Base]
  /// The points differ in few distributions.
  private let laws = PreparedLaws()

  /// A variant's scenario, with its estimates where no point changes them.
  private struct Base: Sendable {
    let scenario: Scenario
    let calibrated: Scenario?
  }

  /// - Parameters:
  ///   - header: of the scenario as it is, with the variant where there is one.
  ///   - variants: run for each of these; the scenario as it is where `nil` stands. Never empty.
  public init(
    _ header: AnswerHeader, _ scenario: Scenario, _ sweep: Sweep, variants: [Variant?], options: EnsembleOptions
  ) {
    precondition(!variants.isEmpty, "a sweep runs for the scenario as it is, or for a variant")
    self.header = header
    self.sweep = sweep
    self.variants = variants
    self.options = options
    layout = SweepLayout(sweep, seed: options.seed)
    let isRefitted = scenario.hasEstimates && sweep.over.contains { $0.address.property != .coverage }
    bases = variants.map { variant in
      let applied = variant.map { scenario.applying($0) } ?? scenario
      return Base(scenario: applied, calibrated: isRefitted ? nil : applied.calibrated().scenario)
    }
    count = layout.count * variants.count
    stamp = EnsembleStamp(paths: options.pathsDrawn, seed: options.seed, sampling: options.sampling)
  }

  public var parameters: [ParameterAddress] { layout.axes.map(\.address) }

  /// The points of a range in order, computed side by side on all threads.
  public func points(_ range: Range<Int>) -> [SweepPoint] {
    let results = Results<SweepPoint>(count: range.count)
    WorkQueue.run(range.count, threads: options.threads) { _, queue in
      while let number = queue.take() { results.set(point(range.lowerBound + number), at: number) }
    }
    return results.all
  }

  /// What a point sets; nothing is computed.
  public func settings(of index: Int) -> (variant: Variant?, settings: [SweepSetting?]) {
    let (place, number) = index.quotientAndRemainder(dividingBy: layout.count)
    return (variants[place], layout.settings(of: number))
  }

  private func point(_ index: Int) -> SweepPoint {
    let place = index / layout.count
    let settings = settings(of: index).settings
    let base = bases[place]
    let chosen = zip(parameters, settings).reduce(base.calibrated ?? base.scenario) { scenario, axis in
      axis.1.map { scenario.replacing(Replacement(address: axis.0, value: $0.value)) } ?? scenario
    }
    let (targets, problem) = targets(of: chosen, isCalibrated: base.calibrated != nil)
    return SweepPoint(index: index, variant: variants[place], settings: settings, targets: targets, problem: problem)
  }

  private func targets(of scenario: Scenario, isCalibrated: Bool) -> ([TargetAnswer], Diagnostic?) {
    var single = options
    single.threads = 1
    let fitted = isCalibrated ? nil : scenario.calibrated()
    let calibrated = fitted?.scenario ?? scenario
    let problems = (fitted?.problems ?? []) + calibrated.modelProblems()
    if let problem = problems.first(where: { $0.severity == .error }) { return ([], problem) }
    do {
      let answer = try reach(
        AnswerHeader(scenario: calibrated), CentralProjection(CompiledModel(calibrated)), options: single, laws: laws)
      return (answer.targets, nil)
    } catch {
      return ([], impossibleCorrelations(error, scenario))
    }
  }
}

extension Scenario {
  /// Whether anything is written as `fit`.
  fileprivate var hasEstimates: Bool {
    let values =
      categories.flatMap { $0.parameters.values } + transitions.map(\.rate) + drivers.compactMap(\.growth)
      + pipelines.flatMap { [$0.intake] + ($0.completion.map { [$0] } ?? []) }
    return categories.contains { $0.volatility == .fit }
      || values.contains { if case .fit = $0.base { true } else { false } }
  }
}
