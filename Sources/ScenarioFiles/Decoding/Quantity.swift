import StockFlow

/// What a number at some place counts, and so which units it may carry and how it is converted.
enum Quantity: Equatable {
  /// Persons; a bare number is in `bare`. `/年` is accepted where people flow.
  case people(bare: PeopleUnit, isFlow: Bool)
  /// A rate or share between 0 and 1.
  case share
  /// A rate of growth.
  case growth
  /// A number without unit; percent is a way to write it.
  case factor
  /// A series in percent; a bare number is a percentage where the unit `%` is written, else a fraction.
  case percent(bareIsPercent: Bool)
  /// A series in another unit of the planner's.
  case other(String)
  /// A number of which nothing is known, with any unit.
  case anything

  init(_ unit: DisplayUnit, isFlow: Bool = false) {
    switch unit {
    case .people(let bare): self = .people(bare: bare, isFlow: isFlow)
    case .percent: self = .percent(bareIsPercent: false)
    case .other(let text): self = .other(text)
    case .none: self = .factor
    }
  }
}

/// Exactly `x`, read as its shortest decimal digits, times a power of ten, rounded once.
///
/// A product of doubles would round the decimal the planner wrote a second time: 1.005 × 10000 is 10049.999999999998.
func shiftingDecimalPoint(_ x: Double, by places: Int) -> Double {
  guard places != 0, x != 0, x.isFinite else { return x }
  let parts = x.description.split(separator: "e", maxSplits: 1)
  let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
  return Double("\(parts[0])e\(exponent + places)") ?? x
}

/// The whole number n for which 10ⁿ is `factor`, a power of ten.
func decimalPlaces(of factor: Double) -> Int {
  var places = 0
  var rest = factor
  while rest >= 10, places < 30 {
    rest /= 10
    places += 1
  }
  return places
}

extension PeopleUnit {
  /// A figure in this unit, converted to another without a second rounding of its digits.
  func figure(_ value: Double, lastDigit: Double, in other: PeopleUnit) -> Figure {
    let places = decimalPlaces(of: factor) - decimalPlaces(of: other.factor)
    return Figure(
      shiftingDecimalPoint(value, by: places), lastDigit: shiftingDecimalPoint(lastDigit, by: places))
  }
}
