package import Charts
import Ensembles
import Planning
import StockFlow

extension ReportWriter {
  /// Years to come of one series as nested intervals, with what was observed and what is promised; `nil` for what was
  /// not simulated.
  package func fan(of series: String, width: Double = 720) -> FanChart? {
    guard let values = fanSeries(of: series) else { return nil }
    let name = glossary.seriesName(series)
    return FanChart(
      frame: frame("fan-\(series)", words.fanTitle(name), fanDescription(of: series, values), width: width),
      quantity: glossary.quantity(of: series, named: name), words: fanWords, series: values)
  }

  func fanSeries(of series: String) -> FanSeries? {
    guard let simulated = study.simulation.series.first(where: { $0.id == series }) else { return nil }
    let unit = glossary.unit(of: series)
    let known = zip(scenario.horizon, simulated.years).compactMap { year, summary -> (Year, [Double])? in
      let quantiles = summary.quantiles.compactMap { $0.map(unit.shown) }
      return quantiles.count == PlanStudy.levels.count ? (year, quantiles) : nil
    }
    guard !known.isEmpty else { return nil }
    func values(_ level: Int) -> [Double] { known.map { $0.1[level] } }
    // A single one is the baseline itself.
    let pastValues = history(of: series, in: unit)
    return FanSeries(
      name: glossary.seriesName(series), years: known.map(\.0), median: values(3),
      bands: [(0.95, 0, 6), (0.8, 1, 5), (0.5, 2, 4)].map { level, lower, upper in
        FanSeries.Band(words: words.interval(ofLevel: level), lower: values(lower), upper: values(upper))
      },
      history: pastValues.count > 1 ? pastValues : [], baseline: baseline(of: series, in: unit),
      targets: fanTargets(of: series, in: unit))
  }

  private func fanTargets(of series: String, in unit: ShownUnit) -> [FanSeries.Target] {
    scenario.targets.filter { $0.of == series }.map {
      FanSeries.Target(name: words.promised, year: $0.year, bound: $0.comparison.bound(in: unit))
    }
  }

  /// Observed values up to the start of the projection.
  private func history(of series: String, in unit: ShownUnit) -> [YearValue] {
    if let category = scenario.categories.first(where: { $0.id == series }) {
      return category.observations.filter { $0.year <= scenario.horizon.lowerBound }.map {
        YearValue(year: $0.year, value: unit.shown($0.value.central(in: $0.year)))
      }
    }
    guard let driver = scenario.drivers.first(where: { $0.id == series }) else { return [] }
    return driver.values.points.filter { $0.year <= scenario.horizon.lowerBound }.map {
      YearValue(year: $0.year, value: unit.shown($0.figure.value))
    }
  }

  private func baseline(of series: String, in unit: ShownUnit) -> YearValue? {
    guard let found = study.central.model.series(named: series) else { return nil }
    let year = study.central.baselineYear(of: found)
    return study.central.value(of: found, in: year).map { YearValue(year: year, value: unit.shown($0)) }
  }

  private func fanDescription(of series: String, _ values: FanSeries) -> String {
    let unit = glossary.unit(of: series)
    guard let year = values.years.last, let median = values.median.last,
      let low = values.bands[1].lower.last, let high = values.bands[1].upper.last
    else { return "" }
    let decimals = decimals(for: [median, low, high])
    func text(_ value: Double) -> String { words.number(value, decimals: decimals) }
    return words.fanDescription(
      year: year, median: words.quantity(text(median), unit),
      interval: words.quantity(words.interval(text(low), text(high)), unit))
  }

  var fanWords: FanWords {
    FanWords(
      year: words.year, median: words.median, history: words.observedHistory, baseline: words.baseline,
      target: words.promised, paths: words.singlePaths)
  }
}
