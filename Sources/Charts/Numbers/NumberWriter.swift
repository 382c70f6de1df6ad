/// Writes the numbers of one axis or one group of labels: all with the same power of ten and the same decimals.
struct NumberWriter: Equatable {
  /// A power of ten that has a name.
  private struct Scale: Equatable {
    let exponent: Int
    /// Behind a number in a sentence, and behind one at an axis.
    let long: String
    let short: String
  }

  private let style: NumberStyle
  private let suffix: String
  private let scale: Scale?
  private let isScientific: Bool
  private let places: Int
  private let isAxis: Bool

  /// For labels: three to four significant digits of the largest value, not more than the values have.
  init(_ quantity: Quantity, _ style: NumberStyle, labels values: [Double]) {
    let finite = values.filter(\.isFinite).map { Decimals($0) }
    self.init(quantity, style, largest: finite.filter { !$0.isZero }.map(\.exponent).max() ?? 1, isAxis: false) {
      power in
      let scaled = finite.map { $0.divided(byPowerOfTen: power) }
      return NumberWriter.labelPlaces(scaled, given: power == 0 ? quantity.decimals : nil)
    }
  }

  /// For the ticks of an axis: just enough decimals to tell them apart.
  init(_ quantity: Quantity, _ style: NumberStyle, ticks: Ticks) {
    let ends = [ticks.lower, ticks.upper].map { Decimals($0) }.filter { !$0.isZero }
    self.init(quantity, style, largest: ends.map(\.exponent).max() ?? 1, isAxis: true) { power in
      max(0, power - ticks.exponent)
    }
  }

  /// - Parameter largest: exponent of the largest value, as `Decimals` counts it.
  /// - Parameter places: from the power of ten that everything is divided by.
  private init(
    _ quantity: Quantity, _ style: NumberStyle, largest: Int, isAxis: Bool, places: (_ power: Int) -> Int
  ) {
    self.style = style
    self.isAxis = isAxis
    suffix = visible(quantity.suffix)
    isScientific = largest > 16 || largest < -5
    let scales = quantity.abbreviates && !isScientific ? NumberWriter.scales(style) : []
    scale = scales.last { $0.exponent < largest }
    let power = isScientific ? largest - 1 : scale?.exponent ?? 0
    self.places = min(places(power), 12)
    powerOfTen = power
  }

  private let powerOfTen: Int

  private static func labelPlaces(_ values: [Decimals], given: Int?) -> Int {
    if let given { return max(0, given) }
    let needed = values.map(\.places).max() ?? 0
    let largest = values.filter { !$0.isZero }.map(\.exponent).max() ?? 1
    let wanted = largest >= 4 ? 0 : largest == 3 ? 1 : largest >= 1 ? 2 : 3 - largest
    return min(needed, wanted)
  }

  private static func scales(_ style: NumberStyle) -> [Scale] {
    switch style {
    case .chinese:
      [
        Scale(exponent: 4, long: "万", short: "万"), Scale(exponent: 8, long: "亿", short: "亿"),
        Scale(exponent: 12, long: "万亿", short: "万亿"),
      ]
    case .english:
      [
        Scale(exponent: 6, long: "\u{A0}million", short: "M"), Scale(exponent: 9, long: "\u{A0}billion", short: "bn"),
        Scale(exponent: 12, long: "\u{A0}trillion", short: "tn"),
      ]
    }
  }

  /// The number as a reader sees it; a dash for what is none.
  func text(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let rounded = Decimals(value).divided(byPowerOfTen: powerOfTen).rounded(places: places)
    return (rounded.isNegative ? "−" : "") + unsigned(rounded)
  }

  /// With its sign where it is not 0.
  func signed(_ value: Double) -> String {
    let text = text(value)
    let isZero = Decimals(value.isFinite ? value : 0).divided(byPowerOfTen: powerOfTen).rounded(places: places).isZero
    return isZero || value < 0 || !value.isFinite ? text : "+" + text
  }

  func text(_ interval: ValueInterval) -> String {
    let separator = interval.lower < 0 ? (style == .chinese ? "～" : " to ") : (style == .chinese ? "～" : "–")
    return text(interval.lower) + separator + text(interval.upper)
  }

  func text(_ bound: TargetBound) -> String {
    switch bound {
    case .atLeast(let value): "≥\u{A0}" + text(value)
    case .atMost(let value): "≤\u{A0}" + text(value)
    case .within(let interval): text(interval)
    }
  }

  private func unsigned(_ number: Decimals) -> String {
    let (whole, fraction) = number.text(places: places)
    let digits = grouped(whole) + (fraction.isEmpty ? "" : "." + fraction)
    if number.isZero, isAxis { return "0" + suffix }
    return digits + scaleText + suffix
  }

  private var scaleText: String {
    if isScientific { return "×10" + String(String(powerOfTen).map { NumberWriter.superscripts[$0] ?? $0 }) }
    return scale.map { isAxis ? $0.short : $0.long } ?? ""
  }

  private static let superscripts: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹", "-": "⁻",
  ]

  /// Groups of three from ten thousand on, in English.
  private func grouped(_ whole: String) -> String {
    guard style == .english, whole.utf8.count > 4 else { return whole }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.utf8.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
