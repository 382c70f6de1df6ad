/// A probability in percent: one decimal, more where that would say 0 % or 100 % of what is neither.
func percentText(_ probability: Double, _ style: NumberStyle) -> String {
  guard probability.isFinite else { return "–" }
  let percent = min(max(probability, 0), 1) * 100
  let isCertain = percent == 0 || percent == 100
  let places = isCertain ? 0 : (1...8).first { !["0", "100"].contains(rounded(percent, $0)) } ?? 9
  return rounded(percent, places) + (style == .chinese ? "%" : " %")
}

/// Without zeros at the end of what is whole.
private func rounded(_ percent: Double, _ places: Int) -> String {
  let number = Decimals(percent).rounded(places: places)
  let kept = number.places == 0 ? 0 : places
  let (whole, fraction) = number.text(places: kept)
  return whole + (fraction.isEmpty ? "" : "." + fraction)
}

extension NumberStyle {
  /// The probability and how it is written; empty where there is none.
  func percentCell(_ probability: Double?) -> ChartTable.Cell {
    guard let probability, probability.isFinite else { return .empty }
    return .number(probability, shown: percentText(probability, self))
  }

  /// Ticks of an axis of probabilities.
  func percentTicks(every step: Int) -> [(value: Double, label: String?)] {
    stride(from: 0, through: 100, by: step).map { percent in
      (Double(percent) / 100, percentText(Double(percent) / 100, self))
    }
  }
}

/// Room left of an axis of probabilities.
func percentLabelWidth(_ style: NumberStyle) -> Double { TextStyle.tick.width(percentText(1, style)) + 6 }
