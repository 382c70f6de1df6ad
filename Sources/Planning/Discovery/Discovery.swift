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

/// The answer of `discover`: in which corners of the assumptions a target is missed.
public struct DiscoveryAnswer: Sendable, Equatable {
  public let header: AnswerHeader
  public let target: Target
  /// Futures drawn, and those that miss the target; a target without a value is missed.
  public let samples: Int
  public let misses: Int
  public let seed: UInt64
  public let boxes: [Corner]
  /// Some of the futures, by the parameters that the first corner limits.
  public let futures: Futures

  /// Values of parameters in the futures drawn, in the parameters' own units.
  public struct Futures: Sendable, Equatable {
    public let parameters: [String]
    /// The least and the largest value of each parameter in all futures.
    public let least: [Double]
    public let largest: [Double]
    /// One row a future, the first ones drawn.
    public let values: [[Double]]
    public let isMiss: [Bool]

    /// As many as a picture can show.
    static let most = 250
  }

  /// A corner: a range for some parameters.
  public struct Corner: Sendable, Equatable {
    public let limits: [Limit]
    /// Share of all misses that lie in it, and of its futures that miss.
    public let coverage: Double
    public let density: Double
    /// Share of all futures.
    public let mass: Double
    public let cases: Int
    /// Density and coverage of the boxes on the way to it, from all futures on.
    public let tradeOff: [TradeOff]
  }

  public struct Limit: Sendable, Equatable {
    public let parameter: String
    /// In the parameter's own unit; `nil` where the side is open.
    public let lower: Double?
    public let upper: Double?
    /// How likely a restriction as good as this one is where the parameter says nothing; the larger of both sides.
    public let quasiPValue: Double
  }

  public struct TradeOff: Sendable, Equatable {
    public let coverage: Double
    public let density: Double
  }
}

/// Seeks the corners in which a target is missed, by the patient rule induction method (Friedman and Fisher, Statistics and
/// Computing 9, 1999; for scenarios Bryant and Lempert, Technological Forecasting and Social Change 77, 2010).
///
/// Futures are drawn as a Latin hypercube with the scenario's correlations; yearly noise is drawn and is no dimension. A
/// growth that moves from year to year counts by its mean yearly rate in the future drawn, up to the target's year.
/// - Throws: where the correlations cannot be factored.
public func discover(
  _ header: AnswerHeader, _ central: CentralProjection, _ target: Target, _ options: DiscoveryOptions
) throws(LinearAlgebraError) -> DiscoveryAnswer {
  let function = try PathFunction(
    central, outputs: [PathFunction.Output(series: target.of, year: target.year)], threads: options.threads,
    isCorrelated: true)
  let parameters = function.parameters.count
  var scores: [Double] = []
  var isMiss: [Bool] = []
  if parameters > 0 {
    let design = LatinDesign(dimensions: function.dimensions, count: options.samples, seed: options.seed)
    design.forEachBlock { _, block in
      let rows = function.assumptionsAndValues(at: block.storage)
      for start in stride(from: 0, to: rows.count, by: parameters + 1) {
        scores += rows[start..<start + parameters]
        isMiss.append(!target.comparison.isMet(by: rows[start + parameters]))
      }
    }
  }
  let boxes = corners(function, scores, isMiss, options)
  return DiscoveryAnswer(
    header: header, target: target, samples: isMiss.count, misses: isMiss.count { $0 }, seed: options.seed,
    boxes: boxes, futures: futures(function, scores, isMiss, boxes.first))
}

private func futures(
  _ function: PathFunction, _ scores: [Double], _ isMiss: [Bool], _ corner: DiscoveryAnswer.Corner?
) -> DiscoveryAnswer.Futures {
  let inputs = (corner?.limits ?? []).compactMap { function.parameters.firstIndex(of: $0.parameter) }
  let columns = function.parameters.count
  func score(_ future: Int, _ input: Int) -> Double { scores[future * columns + input] }
  // Values rise with their scores.
  let ends = inputs.map { input in
    let all = isMiss.indices.map { score($0, input) }
    return [all.min() ?? 0, all.max() ?? 0].map { function.value(of: input, at: $0) }
  }
  let shown = isMiss.indices.prefix(DiscoveryAnswer.Futures.most)
  return DiscoveryAnswer.Futures(
    parameters: inputs.map { function.parameters[$0] }, least: ends.map { $0[0] }, largest: ends.map { $0[1] },
    values: shown.map { future in inputs.map { function.value(of: $0, at: score(future, $0)) } },
    isMiss: Array(isMiss.prefix(DiscoveryAnswer.Futures.most)))
}

private func corners(
  _ function: PathFunction, _ scores: [Double], _ isMiss: [Bool], _ options: DiscoveryOptions
) -> [DiscoveryAnswer.Corner] {
  guard isMiss.contains(true), isMiss.contains(false) else { return [] }
  var prim = PrimOptions()
  (prim.density, prim.boxes, prim.seed) = (options.density, options.boxes, options.seed)
  let sample = CaseSample(inputs: Sample(columns: function.parameters.count, storage: scores), isCase: isMiss)
  return SensitivityAnalysis.prim(sample, options: prim).boxes.map { found in
    let scored = found.scored
    return DiscoveryAnswer.Corner(
      limits: scored.box.restricted.map { limit(function, $0, found) }, coverage: scored.coverage,
      density: scored.density, mass: scored.mass, cases: scored.cases,
      tradeOff: found.tradeOff.map { DiscoveryAnswer.TradeOff(coverage: $0.coverage, density: $0.density) })
  }
}

/// Boxes are found on scores, whose order is that of the values.
private func limit(_ function: PathFunction, _ input: Int, _ found: DiscoveredBox) -> DiscoveryAnswer.Limit {
  let limits = found.scored.box.limits[input]
  let values = found.restrictions.filter { $0.input == input }.map(\.quasiPValue)
  return DiscoveryAnswer.Limit(
    parameter: function.parameters[input],
    lower: limits.lower.map { function.value(of: input, at: $0) },
    upper: limits.upper.map { function.value(of: input, at: $0) }, quasiPValue: values.max() ?? 1)
}
