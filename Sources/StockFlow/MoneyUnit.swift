/// A unit in which money is counted, such as 万元 or USD.
public struct MoneyUnit: Sendable, Equatable, Hashable {
  /// The unit as it was written.
  public let name: String
  /// The ISO 4217 code; 元 is CNY.
  public let currency: String
  /// Currency units in one of this unit: a power of ten (万元 → 10000).
  public let factor: Double

  public init(name: String, currency: String, factor: Double) {
    self.name = name
    self.currency = currency
    self.factor = factor
  }

  /// The same amount in another unit of the same currency; `nil` between currencies, which have no fixed rate.
  public func converting(_ x: Double, to other: MoneyUnit) -> Double? {
    guard currency == other.currency else { return nil }
    return factor >= other.factor ? x * (factor / other.factor) : x / (other.factor / factor)
  }

  /// Reads a unit of money, or returns `nil` when the text is something else.
  ///
  ///     MoneyUnit.parse("万元")    // CNY, factor 10000
  ///     MoneyUnit.parse("USD")    // USD, factor 1
  ///     MoneyUnit.parse("万 USD")  // USD, factor 10000
  public static func parse(_ text: String) -> MoneyUnit? {
    let name = normalisedWords(text)
    let compact = name.filter { $0 != " " }
    if compact.hasSuffix("元"), let factor = chineseMultiple(String(compact.dropLast())) {
      return MoneyUnit(name: name, currency: "CNY", factor: factor)
    }
    let code = compact.suffix(3)
    guard code.count == 3, code.allSatisfy({ ("A"..."Z").contains($0) }),
      let factor = chineseMultiple(String(compact.dropLast(3)))
    else { return nil }
    return MoneyUnit(name: name, currency: String(code), factor: factor)
  }
}
