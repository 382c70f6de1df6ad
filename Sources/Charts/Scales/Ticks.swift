/// Nice values of an axis: multiples of 1, 2 or 5 times a power of ten that enclose what is drawn.
package struct Ticks: Equatable {
  /// 1, 2 or 5.
  package let mantissa: Int
  package let exponent: Int
  /// Multiples of the step, the first and the last at the ends of the axis.
  package let multiples: ClosedRange<Int>

  package var step: Double { Ticks.value(mantissa, exponent) }
  package var lower: Double { Ticks.value(multiples.lowerBound * mantissa, exponent) }
  package var upper: Double { Ticks.value(multiples.upperBound * mantissa, exponent) }
  package var values: [Double] { multiples.map { Ticks.value($0 * mantissa, exponent) } }

  /// Read as decimal text, so that the third tick of 0.1 is 0.3 and not 0.30000000000000004.
  private static func value(_ mantissa: Int, _ exponent: Int) -> Double { Double("\(mantissa)e\(exponent)") ?? 0 }

  /// Encloses the values with the smallest step that takes no more than `intervals` steps.
  ///
  /// Values that are not finite do not count. Equal values get room on both sides.
  ///
  /// - Parameter nearsZero: whether values of one sign that reach down to a quarter of their largest start at zero.
  package init(enclosing values: [Double], intervals: Int, nearsZero: Bool = true) {
    let (low, high) = Ticks.range(of: values, nearsZero: nearsZero)
    let wanted = max(1, intervals)
    // Twice the power below the finest conceivable step; each round is the next of 1, 2, 5.
    var exponent = Decimals((high - low) / Double(wanted)).exponent - 2
    var mantissa = 1
    var multiples = Ticks.multiples(of: Ticks.value(1, exponent), from: low, to: high)
    while multiples.count - 1 > wanted {
      (mantissa, exponent) = mantissa == 5 ? (1, exponent + 1) : (mantissa == 1 ? 2 : 5, exponent)
      let next = Ticks.multiples(of: Ticks.value(mantissa, exponent), from: low, to: high)
      if next.count == 2, multiples.count == 2 { break }
      multiples = next
    }
    self.mantissa = mantissa
    self.exponent = exponent
    self.multiples = multiples
  }

  private static func range(of values: [Double], nearsZero: Bool) -> (Double, Double) {
    let finite = values.filter(\.isFinite).map { drawable($0) }
    guard var low = finite.min(), var high = finite.max() else { return (0, 1) }
    let largest = max(low.magnitude, high.magnitude)
    if high - low <= largest * 1e-9 {
      let room = largest > 0 ? largest * 0.1 : 1
      (low, high) = (
        low >= 0 ? max(0, low - room) : low - room, high <= 0 && low < 0 ? min(0, high + room) : high + room
      )
    }
    if nearsZero, low > 0, low < high * 0.25 { low = 0 }
    if nearsZero, high < 0, high > low * 0.25 { high = 0 }
    return (low, high)
  }

  private static func multiples(of step: Double, from low: Double, to high: Double) -> ClosedRange<Int> {
    // A billionth of a step is rounding, not a value beyond the tick.
    let first = (low / step + 1e-9).rounded(.down)
    let last = (high / step - 1e-9).rounded(.up)
    return Int(first)...max(Int(first) + 1, Int(last))
  }
}

/// Values beyond ±10³⁰⁰ are drawn at these, and below 10⁻³⁰⁰ as 0, so that no difference or quotient overflows.
func drawable(_ value: Double) -> Double {
  value.magnitude < 1e-300 ? 0 : min(max(value, -1e300), 1e300)
}
