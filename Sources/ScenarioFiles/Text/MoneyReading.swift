import StockFlow

/// Reads an amount of money as a user would write it: `5000万元`, `2000000 USD`.
///
/// - Parameter bare: the currency of a number without one.
/// - Returns: units of the currency, and its ISO code; `nil` where the text is something else.
public func readMoney(_ text: String, bare: String) -> (value: Double, currency: String)? {
  guard case .success(let number) = readNumber(text), !number.isPercent else { return nil }
  guard let unit = number.unitText else { return (number.value, bare) }
  guard let money = MoneyUnit.parse(unit) else { return nil }
  let value = number.value * money.factor
  return value.isFinite ? (value, money.currency) : nil
}
