import Ensembles
public import LinearAlgebra
import Randomness
import SensitivityAnalysis
public import StockFlow

/// How the corner is sought in which a target is missed.
public struct DiscoveryOptions: Sendable, Equatable {
  /// Futures drawn.
  public var samples: Int
  /// The share of misses a corner should have.
  public var density: Double
  /// At most so many corners.
  public var boxes: Int
  public var seed: UInt64
  public var threads: Int

  public init(samples: Int = 10_000, density: Double = 0.8, boxes: Int = 3, seed: UInt64 = 1, threads: Int) {
    (self.samples, self.density, self.boxes) = (samples, density, boxes)
    (self.seed, self.threads) = (seed, threads)
  }
}

/// Seeks the corners in which a target is missed, by the patient rule induction method (Friedman and Fisher, Statistics and
/// Computing 9, 1999; for scenarios Bryant and Lempert, Technological Forecasting and Social Change 77, 2010).
///
/// Futures are drawn as a Latin hypercube with the scenario's correlations; yearly noise is drawn and is no dimension. A
/// growth that moves from year to year counts by its mean yearly rate in the future drawn, up to the target's year. Misses
/// below and above the target and those without a value have different reasons and are sought apart where several occur.
/// - Throws: where the correlations cannot be factored.
public func discover(
  _ header: AnswerHeader, _ central: CentralProjection, _ target: Target, _ options: DiscoveryOptions
) throws(LinearAlgebraError) -> DiscoveryAnswer {
  let function = try PathFunction(
    central, outputs: [PathFunction.Output(series: target.of, year: target.year)], threads: options.threads,
    isCorrelated: true)
  let certain = central.model.series(named: target.of).flatMap { central.value(of: $0, in: target.year) }
  let futures = DrawnFutures(function, target, options, certain: certain ?? .nan)
  var header = header
  let missing = futures.kinds.count { $0 == .withoutValue }
  header.warnings += [
    missingValueWarning(target, missing: missing, of: futures.kinds.count, header.scenario)
  ].compactMap { $0 }
  let searches = futures.kindsSought.map { futures.search($0, function, options) }
  return DiscoveryAnswer(
    header: header, target: target, samples: futures.kinds.count, misses: futures.misses, seed: options.seed,
    density: options.density, uncertainAssumptions: function.parameters.count, hasNoise: function.noiseCount > 0,
    searches: searches, futures: futures.shown(function, by: searches.flatMap(\.misses).first))
}

/// Futures, each with what it makes of the target.
private struct DrawnFutures {
  /// Assumptions as numbers in the order of their values, row after row.
  private let scores: [Double]
  /// A way of missing, or reached.
  let kinds: [DiscoveryAnswer.Kind]

  /// - Parameter certain: the only value where nothing is uncertain.
  init(_ function: PathFunction, _ target: Target, _ options: DiscoveryOptions, certain: Double) {
    var (scores, kinds): ([Double], [DiscoveryAnswer.Kind]) = ([], [])
    let parameters = function.parameters.count
    func add(_ rows: [Double]) {
      for start in stride(from: 0, to: rows.count, by: parameters + 1) {
        scores += rows[start..<start + parameters]
        kinds.append(target.comparison.kind(of: rows[start + parameters]))
      }
    }
    if function.dimensions > 0 {
      scores.reserveCapacity(options.samples * parameters)
      let design = LatinDesign(dimensions: function.dimensions, count: options.samples, seed: options.seed)
      design.forEachBlock { _, block in add(function.assumptionsAndValues(at: block.storage)) }
    } else {
      kinds = [target.comparison.kind(of: certain)]
    }
    (self.scores, self.kinds) = (scores, kinds)
  }

  var misses: Int { kinds.count { $0 != .reached } }

  /// Where more miss than this, it is also told where the target is reached.
  private static let nearlyAll = 0.8

  /// Nothing where all futures are alike.
  var kindsSought: [DiscoveryAnswer.Kind] {
    guard misses > 0, misses < kinds.count, !scores.isEmpty else { return [] }
    let ways = [DiscoveryAnswer.Kind.tooLow, .tooHigh, .withoutValue].filter(kinds.contains)
    let isRare = Double(misses) > Self.nearlyAll * Double(kinds.count)
    return (ways.count > 1 ? ways : [.missed]) + (isRare ? [.reached] : [])
  }

  func search(
    _ kind: DiscoveryAnswer.Kind, _ function: PathFunction, _ options: DiscoveryOptions
  ) -> DiscoveryAnswer.CornerSearch {
    var prim = PrimOptions()
    (prim.density, prim.boxes, prim.seed) = (options.density, kind == .reached ? 1 : options.boxes, options.seed)
    let isCase = kinds.map { kind == .missed ? $0 != .reached : $0 == kind }
    let sample = CaseSample(inputs: Sample(columns: function.parameters.count, storage: scores), isCase: isCase)
    let found = SensitivityAnalysis.prim(sample, options: prim)
    return DiscoveryAnswer.CornerSearch(
      kind: kind, cases: found.cases, density: found.soughtDensity ?? options.density, leastFutures: found.leastRows,
      corners: found.boxes.map { corner(function, $0) })
  }

  /// The first futures by the parameters that a corner limits.
  func shown(_ function: PathFunction, by corner: DiscoveryAnswer.Corner?) -> DiscoveryAnswer.Futures {
    let inputs = (corner?.limits ?? []).compactMap { function.parameters.firstIndex(of: $0.parameter) }
    let columns = function.parameters.count
    func score(_ future: Int, _ input: Int) -> Double { scores[future * columns + input] }
    // Values rise with their scores.
    let ends = inputs.map { input in
      let all = kinds.indices.map { score($0, input) }
      return (least: all.min() ?? 0, largest: all.max() ?? 0)
    }
    let first = kinds.indices.prefix(DiscoveryAnswer.Futures.most)
    return DiscoveryAnswer.Futures(
      parameters: inputs.map { function.parameters[$0] },
      least: zip(inputs, ends).map { function.value(of: $0, at: $1.least) },
      largest: zip(inputs, ends).map { function.value(of: $0, at: $1.largest) },
      values: first.map { future in inputs.map { function.value(of: $0, at: score(future, $0)) } },
      isMiss: first.map { kinds[$0] != .reached })
  }
}

extension Target.Comparison {
  fileprivate func kind(of value: Double) -> DiscoveryAnswer.Kind {
    guard !value.isNaN else { return .withoutValue }
    guard !isMet(by: value) else { return .reached }
    return value < accepted.lower ? .tooLow : .tooHigh
  }
}

private func corner(_ function: PathFunction, _ found: DiscoveredBox) -> DiscoveryAnswer.Corner {
  let scored = found.scored
  return DiscoveryAnswer.Corner(
    limits: scored.box.restricted.map { limit(function, $0, found) }, coverage: scored.coverage,
    density: scored.density, mass: scored.mass, cases: scored.cases,
    tradeOff: found.tradeOff.map { step in
      DiscoveryAnswer.TradeOff(
        coverage: step.coverage, density: step.density, mass: step.mass,
        ranges: step.box.restricted.map { range(function, $0, step.box) })
    })
}

/// Boxes are found on scores, whose order is that of the values.
private func range(_ function: PathFunction, _ input: Int, _ box: Box) -> DiscoveryAnswer.Range {
  DiscoveryAnswer.Range(
    parameter: function.parameters[input],
    lower: box.limits[input].lower.map { function.value(of: input, at: $0) },
    upper: box.limits[input].upper.map { function.value(of: input, at: $0) })
}

private func limit(_ function: PathFunction, _ input: Int, _ found: DiscoveredBox) -> DiscoveryAnswer.Limit {
  let range = range(function, input, found.scored.box)
  let restrictions = found.restrictions.filter { $0.input == input }
  return DiscoveryAnswer.Limit(
    parameter: range.parameter, lower: range.lower, upper: range.upper,
    quasiPValue: restrictions.map(\.quasiPValue).max() ?? 1,
    foundAtCoverage: restrictions.compactMap { $0.reproduced?.atCoverage }.min() ?? 0,
    foundAtDensity: restrictions.compactMap { $0.reproduced?.atDensity }.min() ?? 0)
}
