public import LinearAlgebra
import Randomness
public import StockFlow

/// Paths that are taken apart; more would only narrow what is not shown.
package let mostExplainedPaths = 20_000
/// Numbers held in memory at a time.
private let mostNumbers = 16_000_000

/// The answer of `reach` with a waterfall for every target that has a value.
///
/// - Parameter central: the projection the answer is about.
/// - Throws: where the correlations cannot be factored.
/// - Complexity: that of `drawnContributions` for at most 20,000 paths.
public func explain(
  _ answer: ReachAnswer, _ central: CentralProjection, options: EnsembleOptions
) throws(LinearAlgebraError) -> ReachAnswer {
  var options = options
  options.size = .paths(answer.stamp.paths)
  let explained = answer.targets.indices.filter { answer.targets[$0].contributions != nil }
  let outputs = explained.map {
    PathFunction.Output(series: answer.targets[$0].target.of, year: answer.targets[$0].target.year)
  }
  let parts = ExplainedParts(central, outputs, paths: answer.stamp.paths)
  var targets = answer.targets
  for part in parts.ranges {
    let drawn = try drawnContributions(central, Array(outputs[part]), paths: parts.paths, options: options)
    for (index, contributions) in zip(explained[part], drawn) {
      targets[index].why = Waterfall(targets[index], contributions)
    }
  }
  return ReachAnswer(header: answer.header, stamp: answer.stamp, targets: targets, joint: answer.joint)
}

/// How many paths are taken apart, and which outputs together, so that memory stays bounded.
package struct ExplainedParts: Sendable, Equatable {
  package let paths: Int
  package let ranges: [Range<Int>]

  package init(_ central: CentralProjection, _ outputs: [PathFunction.Output], paths: Int) {
    let model = central.model
    let columns = outputs.map { output in
      1 + (model.series(named: output.series).map { model.sources(of: $0).count } ?? 0)
    }
    let affordable = max(PathBlock.paths, mostNumbers / max(1, columns.max() ?? 1))
    self.paths = min(paths, mostExplainedPaths, affordable)
    var ranges: [Range<Int>] = []
    var first = 0
    while first < outputs.count {
      var (end, numbers) = (first, 0)
      while end < outputs.count, end == first || numbers + columns[end] * self.paths <= mostNumbers {
        numbers += columns[end] * self.paths
        end += 1
      }
      ranges.append(first..<end)
      first = end
    }
    self.ranges = ranges
  }
}

extension Waterfall {
  /// - Returns: `nil` where the target has no central value.
  init?(_ answer: TargetAnswer, _ drawn: PathContributions) {
    guard let projection = answer.central, let contributions = answer.contributions else { return nil }
    let valued = drawn.values.indices.filter { path in
      drawn.values[path].isFinite && drawn.amounts.allSatisfy { $0[path].isFinite }
    }
    let terms = drawn.amounts.map { column in valued.map { column[$0] } }
    let central = Dictionary(
      contributions.shares.map { ($0.source, $0.amount) }, uniquingKeysWith: { first, _ in first })
    let bars = drawn.sources.indices.compactMap { index -> Bar? in
      let share = central[drawn.sources[index]] ?? 0
      guard share != 0 || terms[index].contains(where: { $0 != 0 }) else { return nil }
      return Bar(name: drawn.names[index], central: share, interval80: interval80(of: terms[index]))
    }
    let target = answer.target.comparison.bound(nearestTo: projection)
    let regression = GapRegression(terms)
    self.init(
      baseline: drawn.baseline, projection: projection, target: target, flows: sorted(bars),
      gap: regression.map { Self.needs(drawn.names, $0, distance: target - projection) },
      gapInStandardDeviations: regression.map { (target - projection) / $0.standardDeviation }, paths: valued.count)
  }

  private static func needs(_ names: [String], _ regression: GapRegression, distance: Double) -> [Need] {
    let needs = zip(names, regression.slopes).compactMap { name, slope -> Need? in
      guard slope.value != 0 || slope.standardError != 0 else { return nil }
      return Need(
        name: name, needed: slope.value * distance, standardError: slope.standardError * abs(distance))
    }
    return needs.sorted { abs($0.needed) != abs($1.needed) ? abs($0.needed) > abs($1.needed) : $0.name < $1.name }
  }
}

/// The largest first; among equals the wider ones.
package func sorted(_ bars: [Waterfall.Bar]) -> [Waterfall.Bar] {
  func width(_ bar: Waterfall.Bar) -> Double { bar.interval80.map { $0.upperBound - $0.lowerBound } ?? 0 }
  return bars.sorted { first, second in
    if abs(first.central) != abs(second.central) { return abs(first.central) > abs(second.central) }
    return width(first) != width(second) ? width(first) > width(second) : first.name < second.name
  }
}

/// The 10th and the 90th percentile, between order statistics (type 7); `nil` without values.
package func interval80(of values: [Double]) -> ClosedRange<Double>? {
  var statistics = OrderStatistics(levels: [0.1, 0.9], reach: .infinity)
  statistics.add(values)
  guard let quantiles = statistics.quantiles(), let low = quantiles[0], let high = quantiles[1], low <= high else {
    return nil
  }
  return low...high
}
