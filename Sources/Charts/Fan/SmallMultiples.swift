/// Several fans side by side, with the same years and, where they count the same, the same values.
public struct SmallMultiples: Chart {
  public let frame: ChartFrame
  public let quantity: Quantity
  public let words: FanWords
  /// Head of the panels' names in the table.
  public let panelHead: String
  public let panels: [FanSeries]
  /// Whether all panels have one value axis, so that their heights can be compared.
  public let sharesValues: Bool

  public init(
    frame: ChartFrame, quantity: Quantity, words: FanWords, panelHead: String, panels: [FanSeries],
    sharesValues: Bool = true
  ) {
    self.frame = frame
    self.quantity = quantity
    self.words = words
    self.panelHead = panelHead
    self.panels = panels
    self.sharesValues = sharesValues
  }
}
