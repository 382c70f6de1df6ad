/// History, median and nested intervals of one series over the years, with its baseline and targets.
public struct FanChart: Chart {
  public let frame: ChartFrame
  public let quantity: Quantity
  public let words: FanWords
  public let series: FanSeries

  public init(frame: ChartFrame, quantity: Quantity, words: FanWords, series: FanSeries) {
    self.frame = frame
    self.quantity = quantity
    self.words = words
    self.series = series
  }
}
