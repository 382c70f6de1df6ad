package import Charts
import StockFlow

extension ReportWriter {
  /// Every category counted in the scenario's unit beside the others, with the same years and, where the largest is not
  /// too large for the smallest, the same values; `nil` for a single one.
  package func categories(width: Double = 720) -> SmallMultiples? {
    let unit = ShownUnit(.people(scenario.unit), of: scenario)
    let panels = scenario.categories.filter { glossary.unit(of: $0.id) == unit }.compactMap { fanSeries(of: $0.id) }
    guard (2...ReportWriter.mostPanels).contains(panels.count) else { return nil }
    let sizes = panels.compactMap(\.median.last)
    let isAlike = (sizes.max() ?? 0) <= 8 * (sizes.min() ?? 0)
    return SmallMultiples(
      frame: frame(
        "categories", words.categoriesTitle, isAlike ? words.sameAxes : words.sameYears, width: width),
      quantity: Quantity(
        name: words.titled(words.stockName, unit), abbreviates: unit.countsSinglePersons), words: fanWords,
      panelHead: words.category, panels: panels, sharesValues: isAlike)
  }

  /// More panels than this are no longer compared.
  private static let mostPanels = 12
}
