import Randomness
import StockFlow

/// Distributions, with their figures converted to what is computed with.
extension ScenarioDecoder {
  /// A map that names one distribution and nothing else.
  func distributionAlone(_ node: MarkedNode, key: String, as quantity: Quantity) -> Distribution? {
    guard let fields = EntryReader(node, .distribution, key: key, at: node.place, by: self) else { return nil }
    let written = KeyTable.distributionNames.compactMap { name in fields[name.rawValue].map { (name, $0) } }
    guard let (name, parameters) = written.first, written.count == 1 else { return nil }
    return distribution(name, parameters, key: name.rawValue, as: quantity)
  }

  func distribution(
    _ name: KeyTable.Name, _ node: MarkedNode, key: String, as quantity: Quantity
  ) -> Distribution? {
    guard let fields = EntryReader(node, name, key: key, at: node.place, by: self) else { return nil }
    let reader = DistributionReader(fields: fields, quantity: quantity)
    guard let distribution = reader.read(name) else { return nil }
    if name == .beta, case .people = quantity {
      report(UnitProblem.betaOfPeople(key: key), at: node.place)
      return nil
    }
    if let problem = distribution.problem() {
      report(DistributionMistake(problem: problem, name: name), at: node.place)
      return nil
    }
    return distribution
  }
}

/// Reads the figures of one distribution; every broken one is reported.
private struct DistributionReader {
  let fields: EntryReader
  let quantity: Quantity

  private var decoder: ScenarioDecoder { fields.decoder }

  func read(_ name: KeyTable.Name) -> Distribution? {
    switch name {
    case .normal: spread { .normal(mean: $0, sd: $1) }
    case .lognormal: spread { .lognormal(mean: $0, sd: $1) }
    case .beta: spread { .beta(mean: $0, sd: $1) }
    case .gamma: spread { .gamma(mean: $0, sd: $1) }
    case .truncatedNormal: truncatedNormal()
    case .uniform: pair("min", "max") { .uniform(min: $0, max: $1) }
    case .triangular: peak { .triangular(min: $0, mode: $1, max: $2) }
    case .pert: peak { .pert(min: $0, mode: $1, max: $2) }
    case .discrete: discrete()
    case .quantiles: quantiles()
    case .rounded: pair("value", "to") { .rounded(value: $0, to: $1) }
    default: nil
    }
  }

  private func number(_ key: String) -> Double? { decoder.figure(fields[key], key: key, as: quantity)?.value }

  private func pair(_ first: String, _ second: String, _ make: (Double, Double) -> Distribution) -> Distribution? {
    let one = number(first)
    let two = number(second)
    guard let one, let two else { return nil }
    return make(one, two)
  }

  private func spread(_ make: (Double, Double) -> Distribution) -> Distribution? { pair("mean", "sd", make) }

  private func peak(_ make: (Double, Double, Double) -> Distribution) -> Distribution? {
    let low = number("min")
    let mode = number("mode")
    let high = number("max")
    guard let low, let mode, let high else { return nil }
    return make(low, mode, high)
  }

  /// The bounds that may be absent; `nil` if one is written and broken.
  private func openBounds() -> (low: Double?, high: Double?)? {
    let low = number("min")
    let high = number("max")
    guard (low == nil) == !fields.has("min"), (high == nil) == !fields.has("max") else { return nil }
    return (low, high)
  }

  private func truncatedNormal() -> Distribution? {
    let bounds = openBounds()
    return spread { mean, sd in
      .truncatedNormal(mean: mean, sd: sd, min: bounds?.low, max: bounds?.high)
    }.flatMap { bounds == nil ? nil : $0 }
  }

  private func discrete() -> Distribution? {
    let values = numbers("values", as: quantity)
    let weights = numbers("weights", as: .factor)
    guard let values, let weights else { return nil }
    return .discrete(values: values, weights: weights)
  }

  private func numbers(_ key: String, as quantity: Quantity) -> [Double]? {
    guard let nodes = decoder.list(fields[key], key: key) else { return nil }
    let numbers = nodes.compactMap { decoder.figure($0, key: key, as: quantity)?.value }
    return numbers.count == nodes.count ? numbers : nil
  }

  private func quantiles() -> Distribution? {
    let bounds = openBounds()
    let points = fields.levels.compactMap(quantile).sorted { $0.level < $1.level }
    guard let bounds, points.count == fields.levels.count else { return nil }
    return .quantiles(
      levels: points.map(\.level), values: points.map(\.value), min: bounds.low, max: bounds.high)
  }

  private func quantile(_ entry: MarkedNode.Entry) -> (level: Double, value: Double)? {
    let value = decoder.figure(entry.value, key: entry.key, as: quantity)?.value
    guard case .success(let level) = readNumber(entry.key), level.unitText == nil, level.value > 0, level.value < 100
    else {
      decoder.report(ValueProblem.quantileLevel(text: entry.key), at: entry.keyPlace)
      return nil
    }
    return value.map { (shiftingDecimalPoint(level.value, by: -2), $0) }
  }
}
