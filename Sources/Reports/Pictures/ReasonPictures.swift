package import Charts
package import Ensembles
import Planning
import Randomness
import StockFlow

extension ReportWriter {
  /// From the baseline by what each flow adds to the central value, and on to the promise; `nil` where a value is missing.
  package func waterfall(of target: TargetAnswer, width: Double = 720) -> WaterfallChart? {
    guard let baseline = target.baseline, let central = target.central, let shares = target.contributions?.shares,
      !shares.isEmpty
    else { return nil }
    let shown = shown(target)
    let name = targetName(target.target)
    let year = target.target.year
    return WaterfallChart(
      frame: frame(
        "waterfall-\(target.target.of)-\(year)", words.waterfallTitle(name),
        words.waterfallDescription(from: target.baselineYear, to: year), width: width),
      quantity: glossary.quantity(of: target.target.of, named: name), words: waterfallWords,
      baseline: WaterfallChart.Level(
        name: words.baselineOf(target.baselineYear), value: shown.unit.shown(baseline)),
      flows: flows(shares, shown),
      projection: WaterfallChart.Level(
        name: words.centralOf(year), value: shown.unit.shown(central),
        interval: target.interval80.map {
          ValueInterval(lower: shown.unit.shown($0.lowerBound), upper: shown.unit.shown($0.upperBound))
        }),
      target: WaterfallChart.Level(
        name: words.promised, value: shown.unit.shown(target.target.comparison.nearestBound(to: central))))
  }

  /// The largest by name, all others as one, those that add before those that take away.
  private func flows(_ shares: [Contributions.Share], _ shown: ShownTarget) -> [WaterfallChart.Flow] {
    let named = shares.count <= 9 ? shares : Array(shares.prefix(8))
    let rest = shares.dropFirst(named.count).reduce(0) { $0 + $1.amount }
    let flows = named.map {
      WaterfallChart.Flow(name: glossary.capitalised(glossary.flowName($0.name)), amount: shown.unit.shown($0.amount))
    }
    let ordered = flows.filter { $0.amount >= 0 } + flows.filter { $0.amount < 0 }
    let others = shares.count - named.count
    return others == 0
      ? ordered : ordered + [WaterfallChart.Flow(name: words.otherFlows(others), amount: shown.unit.shown(rest))]
  }

  private var waterfallWords: WaterfallChart.Words {
    WaterfallChart.Words(
      item: words.item, amount: words.amount, interval: words.interval(ofLevel: 0.8), gap: words.gap,
      increase: words.increase, decrease: words.decrease)
  }

  /// The target with one assumption after the other at its 10th and 90th percentile; `nil` where nothing moves it.
  package func tornado(of target: TargetAnswer, width: Double = 720) -> TornadoChart? {
    guard let answer = study.tornado,
      let output = answer.outputs.first(where: { $0.of == target.target.of && $0.year == target.target.year }),
      let centre = output.mean
    else { return nil }
    let unit = glossary.unit(of: target.target.of)
    let bars = zip(answer.parameters, output.indices).compactMap { name, index -> TornadoChart.Bar? in
      guard let low = index.low, let high = index.high, low != high else { return nil }
      let (lowLabel, highLabel) = ends(of: name)
      return TornadoChart.Bar(
        name: glossary.drawName(name), low: unit.shown(low), high: unit.shown(high), lowLabel: lowLabel,
        highLabel: highLabel)
    }.sorted { abs($0.high - $0.low) > abs($1.high - $1.low) }
    guard !bars.isEmpty else { return nil }
    let name = targetName(target.target)
    return TornadoChart(
      frame: frame(
        "tornado-\(target.target.of)-\(target.target.year)", words.tornadoTitle(name), words.tornadoDescription,
        width: width),
      quantity: glossary.quantity(of: target.target.of, named: name),
      words: TornadoChart.Words(
        parameter: words.assumption, low: words.lowEnd, high: words.highEnd, centre: words.allAtMedian),
      centre: unit.shown(centre), bars: Array(bars.prefix(10)),
      target: NamedValue(
        name: words.promised, value: unit.shown(target.target.comparison.nearestBound(to: centre))))
  }

  /// The 10th and 90th percentile of a draw; empty for a choice of courses, which is no number.
  private func ends(of draw: String) -> (String, String) {
    let model = study.central.model
    guard let index = model.draws.firstIndex(where: { $0.name == draw }), !model.coursesDrawn.contains(index) else {
      return ("", "")
    }
    let unit = glossary.unit(ofDraw: draw)
    let values = [0.1, 0.9].map { unit.shown(model.draws[index].distribution.quantile($0)) }
    let decimals = decimals(for: values)
    let texts = values.map { words.quantity(words.number($0, decimals: decimals), unit) }
    return (texts[0], texts[1])
  }
}
