package import Charts
package import Ensembles
import Planning
import Randomness
import StockFlow

extension ReportWriter {
  /// From the baseline by what each flow adds to the central value, and on to the promise; `nil` where a value is missing.
  package func waterfall(of target: TargetAnswer, width: Double = 720) -> WaterfallChart? {
    guard let why = target.why, !why.flows.isEmpty else { return nil }
    let shown = shown(target)
    let name = targetName(target.target)
    let year = target.target.year
    return WaterfallChart(
      frame: frame(
        "waterfall-\(target.target.of)-\(year)", words.waterfallTitle(name),
        words.waterfallDescription(from: target.baselineYear, to: year), width: width),
      quantity: glossary.quantity(of: target.target.of, named: name), words: waterfallWords,
      baseline: WaterfallChart.Level(
        name: words.baselineOf(target.baselineYear), value: shown.unit.shown(why.baseline)),
      flows: flows(why.flows, shown),
      projection: WaterfallChart.Level(
        name: words.centralOf(year), value: shown.unit.shown(why.projection),
        interval: target.interval80.map { interval($0, shown.unit) }),
      target: WaterfallChart.Level(name: words.promised, value: shown.unit.shown(why.target)))
  }

  /// The largest by name, all others as one, those that add before those that take away.
  private func flows(_ bars: [Waterfall.Bar], _ shown: ShownTarget) -> [WaterfallChart.Flow] {
    let named = bars.count <= 9 ? bars : Array(bars.prefix(8))
    let rest = bars.dropFirst(named.count).reduce(0) { $0 + $1.central }
    let flows = named.map { bar in
      WaterfallChart.Flow(
        name: glossary.capitalised(glossary.flowName(bar.name)), amount: shown.unit.shown(bar.central),
        interval: bar.interval80.map { interval($0, shown.unit) })
    }
    let ordered = flows.filter { $0.amount >= 0 } + flows.filter { $0.amount < 0 }
    let others = bars.count - named.count
    return others == 0
      ? ordered : ordered + [WaterfallChart.Flow(name: words.otherFlows(others), amount: shown.unit.shown(rest))]
  }

  private func interval(_ range: ClosedRange<Double>, _ unit: ShownUnit) -> ValueInterval {
    ValueInterval(lower: unit.shown(range.lowerBound), upper: unit.shown(range.upperBound))
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
    guard let index = model.draws.firstIndex(where: { $0.name == draw }), model.coursesDrawn[index] == nil else {
      return ("", "")
    }
    let unit = glossary.unit(ofDraw: draw)
    let values = [0.1, 0.9].map { unit.shown(model.draws[index].distribution.quantile($0)) }
    let decimals = decimals(for: values)
    let texts = values.map { words.quantity(words.number($0, decimals: decimals), unit) }
    return (texts[0], texts[1])
  }
}
