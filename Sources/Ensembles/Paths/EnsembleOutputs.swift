import StockFlow

/// What an ensemble answers about: outputs of which the paths keep values, and outputs that are certain, which are answered
/// without a look at any path.
struct EnsembleOutputs {
  /// As they were asked for, then what only targets look at.
  let all: [Output]
  /// Of these, what each target looks at.
  let targets: [Int]
  /// Those whose values are kept, in their order.
  let sampled: [Output]
  /// Of these, what each target looks at.
  let judged: [Int]
  /// Where each of `all` stands in `sampled`; nil where it is certain.
  private let places: [Int?]

  init(_ asked: [Output], targets: [Target], _ model: CompiledModel) {
    var all = asked
    var position = Dictionary(asked.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let looks = targets.map { target in
      let output = Output(series: model.targetSeries(target), year: target.year)
      if let known = position[output] { return known }
      all.append(output)
      position[output] = all.count - 1
      return all.count - 1
    }
    let isJudged = Set(looks)
    var sampled: [Output] = []
    let places: [Int?] = all.enumerated().map { index, output in
      guard isJudged.contains(index) || !model.isCertain(output.series, in: output.year) else { return nil }
      sampled.append(output)
      return sampled.count - 1
    }
    (self.all, self.targets, self.sampled, self.places) = (all, looks, sampled, places)
    judged = looks.compactMap { places[$0] }
  }

  /// One summary for each of `all`, from those of the sampled ones.
  ///
  /// - Parameters:
  ///   - central: holds the values that are certain.
  ///   - paths: how many there were.
  ///   - levels: the number of quantiles.
  func summaries(
    _ sampled: [SeriesSummary], _ central: CentralProjection, paths: Int, levels: Int
  ) -> [SeriesSummary] {
    zip(all, places).map { output, place in
      if let place { return sampled[place] }
      // As of so many equal values.
      let value = central.value(of: output.series, in: output.year)
      return SeriesSummary(
        mean: value, standardDeviation: paths > 1 ? 0 : nil, quantiles: Array(repeating: value, count: levels),
        missing: 0)
    }
  }
}
