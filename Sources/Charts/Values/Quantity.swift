/// What an axis or a row counts, and how its numbers are written.
public struct Quantity: Sendable, Equatable {
  /// For an axis or a table head, with its unit: "Total talent (万人)".
  public let name: String
  /// Stands right behind every number: "%", " 万人"; mostly empty.
  public let suffix: String
  /// Digits behind the point; `nil` for as many as tell the values apart.
  public let decimals: Int?
  /// Whether large numbers are written in 万 and 亿 or in millions; not where the unit is already 万人.
  public let abbreviates: Bool

  public init(name: String, suffix: String = "", decimals: Int? = nil, abbreviates: Bool = true) {
    self.name = name
    self.suffix = suffix
    self.decimals = decimals
    self.abbreviates = abbreviates
  }
}
