package import StockFlow

/// What an ensemble answers about: outputs of which the paths keep values, and outputs that are certain, which are answered
/// without a look at any path.
package struct EnsembleOutputs {
  private enum Answer {
    /// From the values of an output among `sampled`.
    case sampled(Int)
    case certain(Double)
  }

  /// As they were asked for, then what only targets look at.
  let all: [Output]
  /// Where in `all` stands what each target looks at.
  let placesOfTargets: [Int]
  /// Those whose values are kept, in their order.
  let sampled: [Output]
  /// Where in `sampled` stands what each target looks at.
  let sampledPlacesOfTargets: [Int]
  /// One for each of `all`.
  private let answers: [Answer]

  init(_ asked: [Output], targets: [Target], _ central: CentralProjection) {
    var all = asked
    var position = Dictionary(asked.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let placesOfTargets = targets.map { target in
      let output = Output(series: central.model.targetSeries(target), year: target.year)
      if let known = position[output] { return known }
      all.append(output)
      position[output] = all.count - 1
      return all.count - 1
    }
    let isJudged = Set(placesOfTargets)
    var sampled: [Output] = []
    let answers: [Answer] = all.enumerated().map { place, output in
      if !isJudged.contains(place), let value = central.certainValue(of: output) { return .certain(value) }
      sampled.append(output)
      return .sampled(sampled.count - 1)
    }
    sampledPlacesOfTargets = placesOfTargets.map { place in
      guard case .sampled(let index) = answers[place] else { preconditionFailure("what a target looks at is sampled") }
      return index
    }
    (self.all, self.placesOfTargets, self.sampled, self.answers) = (all, placesOfTargets, sampled, answers)
  }

  /// How many outputs are sampled where every series is asked for in every year.
  package static func sampledCount(_ central: CentralProjection, targets: [Target]) -> Int {
    EnsembleOutputs(.every(of: central.model), targets: targets, central).sampled.count
  }

  /// One summary for each of `all`, from those of the sampled ones.
  ///
  /// - Parameters:
  ///   - paths: how many there were.
  ///   - levels: the number of quantiles.
  func summaries(_ sampled: [SeriesSummary], paths: Int, levels: Int) -> [SeriesSummary] {
    answers.map { answer in
      switch answer {
      case .sampled(let index): sampled[index]
      case .certain(let value):
        // As of so many equal values.
        SeriesSummary(
          mean: value, standardDeviation: paths > 1 ? 0 : nil, quantiles: Array(repeating: value, count: levels),
          missing: 0)
      }
    }
  }
}

extension [Output] {
  /// Every series in every year of the horizon: year after year, as they are computed, so that what belongs to neighbours
  /// lies side by side.
  static func every(of model: CompiledModel) -> [Output] {
    model.horizon.flatMap { year in model.series.map { Output(series: $0, year: year) } }
  }
}

extension CentralProjection {
  /// The value of an output that is the same on every path, where it is known to be.
  fileprivate func certainValue(of output: Output) -> Double? {
    // A stock that is not finite has no central value, and is looked for on the paths.
    model.isCertain(output.series, in: output.year) ? value(of: output.series, in: output.year) : nil
  }
}
