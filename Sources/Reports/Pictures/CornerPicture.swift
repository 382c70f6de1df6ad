package import Charts
import Planning
import StockFlow

extension ReportWriter {
  /// The corner of the assumptions in which the main target is missed; `nil` where none was found or it has one side alone.
  package func corner(width: Double = 720) -> BoxChart? {
    guard let found = study.prospects.corner, let box = found.boxes.first, box.limits.count > 1,
      found.futures.parameters.count == box.limits.count
    else { return nil }
    let name = targetName(found.target)
    let parameters = box.limits.enumerated().map { place, limit in
      parameter(limit, least: found.futures.least[place], largest: found.futures.largest[place])
    }
    let units = found.futures.parameters.prefix(2).map(glossary.unit(ofDraw:))
    return BoxChart(
      frame: frame(
        "corner-\(found.target.of)-\(found.target.year)", words.cornerTitle(name), words.cornerDescription, width: width
      ),
      words: boxWords, parameters: parameters,
      cases: zip(found.futures.values, found.futures.isMiss).map { values, isMiss in
        BoxChart.Case(first: units[0].shown(values[0]), second: units[1].shown(values[1]), isOfInterest: isMiss)
      })
  }

  private func parameter(_ limit: DiscoveryAnswer.Limit, least: Double, largest: Double) -> BoxChart.Parameter {
    let unit = glossary.unit(ofDraw: limit.parameter)
    let percent = words.say("%", "\u{00A0}%")
    return BoxChart.Parameter(
      quantity: Quantity(
        name: words.titled(glossary.drawName(limit.parameter), unit), suffix: unit.kind == .percent ? percent : "",
        abbreviates: unit.countsSinglePersons),
      range: ValueInterval(lower: unit.shown(least), upper: unit.shown(largest)), lower: limit.lower.map(unit.shown),
      upper: limit.upper.map(unit.shown))
  }

  private var boxWords: BoxChart.Words {
    BoxChart.Words(
      ofInterest: words.missed, others: words.met, box: words.cornerName, parameter: words.assumption,
      rangeLower: words.rangeLow, rangeUpper: words.rangeHigh, boxLower: words.cornerLow, boxUpper: words.cornerHigh)
  }
}
