/// What each input alone does to every output: from its 10th to its 90th percentile while all others stay.
public struct TornadoAnalysis: Sendable, Equatable {
  public let outputs: [TornadoOutput]
}

/// The bars of one output; a number that is infinite or no number is nil and counted.
public struct TornadoOutput: Sendable, Equatable {
  /// With every input at its centre.
  public let centre: Double?
  public let bars: [TornadoBar]
  public let failedEvaluations: Int

  /// The inputs from the longest bar to the shortest; those without a length come last.
  public var inputsByLength: [Int] {
    bars.indices.sorted { left, right in
      let lengths = (bars[left].length ?? -1, bars[right].length ?? -1)
      return lengths.0 == lengths.1 ? left < right : lengths.0 > lengths.1
    }
  }
}

/// The output at the low and at the high place of one input.
public struct TornadoBar: Sendable, Equatable {
  public let low: Double?
  public let high: Double?

  public init(low: Double?, high: Double?) {
    self.low = low
    self.high = high
  }

  public var length: Double? {
    guard let low, let high else { return nil }
    return abs(high - low)
  }
}

/// Evaluates the function 2·dimensions + 1 times.
///
/// - Parameters:
///   - centre: the place of each input while another moves; nil for all medians.
///   - places: where each input goes, as probabilities.
public func tornado<Failure: Error>(
  dimensions: Int, centre: [Double]? = nil, places: (low: Double, high: Double) = (0.1, 0.9),
  of evaluate: (Sample) throws(Failure) -> Sample
) throws(Failure) -> TornadoAnalysis {
  let middle = centre ?? [Double](repeating: 0.5, count: dimensions)
  let levels = [[Double]](repeating: [places.low, places.high], count: dimensions)
  let outputs = try OneAtATimeDesign(centre: middle, levels: levels).outputs(of: evaluate)
  return TornadoAnalysis(
    outputs: (0..<outputs.columns).map { column in
      let values = outputs.column(column).map { $0.isFinite ? $0 : nil }
      let bars = (0..<dimensions).map { TornadoBar(low: values[2 * $0 + 1], high: values[2 * $0 + 2]) }
      return TornadoOutput(centre: values[0], bars: bars, failedEvaluations: values.count { $0 == nil })
    })
}
