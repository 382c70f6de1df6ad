import Planning
import SensitivityAnalysis
import StockFlow

/// What decides every output, in a sentence each.
struct SensitivitySentences {
  let answer: SensitivityAnswer
  let glossary: Glossary
  private var words: Words { glossary.words }

  init(answer: SensitivityAnswer, glossary: Glossary) {
    (self.answer, self.glossary) = (answer, glossary)
  }

  var all: [String] { answer.outputs.compactMap { sentence(on: $0) } }

  /// "total talent in 2025", or what the target makes of it.
  func title(of output: SensitivityOutput) -> String {
    let name = glossary.seriesName(output.of)
    return switch answer.outcome {
    case .value: words.dated(name, output.year)
    case .margin: words.marginOf(words.dated(name, output.year))
    case .hit: words.whetherHit(name, output.year)
    }
  }

  private func sentence(on output: SensitivityOutput) -> String? {
    switch answer.method {
    case .sobol, .givenData, .shapley: shares(of: output)
    case .morris: strongest(output) { $0.muStar?.value }.map { words.strongestEffect($0, title(of: output)) }
    case .rank:
      strongest(output) { $0.partialRankCorrelation?.value }.map { words.closestTie($0, title(of: output)) }
    case .tornado: longestBar(of: output)
    }
  }

  /// The name of the input whose number is largest in size.
  private func strongest(_ output: SensitivityOutput, _ value: (SensitivityIndex) -> Double?) -> String? {
    let sized = zip(answer.parameters, output.indices).compactMap { name, index in
      value(index).map { (name: name, size: abs($0)) }
    }
    guard let best = sized.max(by: { $0.size < $1.size }), best.size > 0 else { return nil }
    return glossary.uncertainName(best.name)
  }

  private func longestBar(of output: SensitivityOutput) -> String? {
    func length(_ index: SensitivityIndex) -> Double? {
      guard let low = index.low, let high = index.high else { return nil }
      return high - low
    }
    guard let name = strongest(output, length),
      let index = zip(answer.parameters, output.indices).first(where: { glossary.uncertainName($0.0) == name })?.1,
      let low = index.low, let high = index.high
    else { return nil }
    return words.movesMost(title(of: output), with: name, from: shown(low, output), to: shown(high, output))
  }

  private func shown(_ value: Double, _ output: SensitivityOutput) -> String {
    guard answer.outcome != .hit else { return words.number(value, decimals: 0) }
    let unit = glossary.unit(of: output.of)
    return words.quantity(words.cell(unit.shown(value), decimals: decimals(for: [unit.shown(value)])), unit)
  }

  /// "Three assumptions explain 84 % of the spread of total talent in 2025: …"
  private func shares(of output: SensitivityOutput) -> String? {
    let shares = zip(answer.parameters, output.indices).compactMap { name, index in
      // Shapley effects count nothing twice.
      (index.shapley ?? index.first).map { (name: glossary.uncertainName(name), share: $0) }
    }.sorted { $0.share.value > $1.share.value }
    var main: [(name: String, share: Estimate)] = []
    // What correlated assumptions explain overlaps: none is named once everything is explained.
    for share in shares.prefix(3)
    where share.share.value >= 0.01 && main.reduce(0, { $0 + $1.share.value }) < 0.95 {
      main.append(share)
    }
    guard let first = main.first else { return nil }
    // An interval as long as half of the whole tells little more than that there is one.
    guard first.share.halfWidth < 0.25 else { return words.tooUncertain(title(of: output)) }
    let sum = words.percent(min(1, (main.reduce(0) { $0 + $1.share.value } * 1e6).rounded() / 1e6))
    let title = answer.outcome == .hit ? title(of: output) : words.spread(of: title(of: output))
    if main.count == 1 { return words.explainedByOne(first.name, sum + interval(of: first.share), of: title) }
    let parts = main.map { "\($0.name) \(words.percent(min(1, $0.share.value)))\(interval(of: $0.share))" }
    return words.explain(parts, share: sum, of: title)
  }

  /// In brackets, within what a share can be; nothing where it is narrower than what is shown.
  private func interval(of share: Estimate) -> String {
    let ends = [share.interval.lowerBound, share.interval.upperBound].map { words.percent(min(1, max(0, $0))) }
    return ends[0] == ends[1] ? "" : words.say("（\(ends[0])–\(ends[1])）", " (\(ends[0])–\(ends[1]))")
  }
}

extension Glossary {
  /// "training of Alpha": an uncertain parameter, a kind of them or all noise.
  func uncertainName(_ name: String) -> String {
    if let kind = words.kind(name), !name.contains(".") { return kind }
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count > 1, let property = ParameterAddress.Property(rawValue: parts[1]) else { return visible(name) }
    let parameter = assumptionName(ParameterAddress(parts[0], property))
    return parts.count > 2 ? words.partOfParameter(parameter, isFactor: parts[2] == "times") : parameter
  }
}
