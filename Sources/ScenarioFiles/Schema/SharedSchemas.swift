/// Patterns of texts and keys, in the dialect of JSON Schema (ECMA 262).
enum Patterns {
  private static let digit = "[0-9０-９]"
  private static let name = "[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_]*"
  static let id = "^\(name)$"
  static let address = "^\(name)\\.\(name)$"
  static let reference = "^\(name)(\\.\(name))?$"
  static let year = "^[-−－]?\(digit){1,4}$"
  static let period = "^[-−－]?\(digit){1,4}(\\s*[-–—~～至]\\s*\(digit){1,4})?$"
  static let level = "^\(digit)+([.．]\(digit)*)?$"
  static let wholeNumber = "^\\s*[+＋]?\(digit)+\\s*$"
  private static let amount = "^\\s*[-+−－＋]?(\(digit)+([.．]\(digit)*)?|[.．]\(digit)+)([eE][-+]?[0-9]+)?\\s*"
  /// A number with, perhaps, a percent sign and a unit.
  static let number = amount + "([%％]?\\s*([^0-9０-９.．,，:：%％\\s][^,，]*)?)$"
  /// A number with a unit.
  static let money = amount + "[^0-9０-９.．,，:：%％\\s]+.*$"
}

extension SchemaWriter {
  /// What many tables share.
  static let shared: [String: JSONValue] = [
    "text": .object(["type": .texts(["string", "number", "boolean"])]),
    "number": orText(
      ["type": .text("number")], Patterns.number, "A number, perhaps with % or a unit: 3, 2.5%, 34500 人."),
    "money": .object([
      "type": .text("string"), "pattern": .text(Patterns.money),
      "description": .text("An amount with its currency: 0.8 万元, 500 USD."),
    ]),
    "year": orText(
      ["type": .text("integer"), "minimum": .number(-9999), "maximum": .number(9999)], Patterns.year,
      "A year such as 2025."),
    "reference": .object([
      "type": .text("string"), "pattern": .text(Patterns.reference),
      "description": .text("The id of an entry, or a flow or parameter such as skilled.training."),
    ]),
    "any_value": .object([
      "description": .text("A number, a distribution, numbers by year, the full form, or fit."),
      "anyOf": .array([
        .object(["$ref": .text("#/definitions/number")]), .object(["enum": .texts(["fit"])]),
        .object(["$ref": .text("#/definitions/numbers_by_year")]), .object(["$ref": .text("#/definitions/value")]),
      ]),
    ]),
    "numbers_by_year": .object([
      "type": .text("object"), "minProperties": .number(1), "additionalProperties": .truth(false),
      "patternProperties": .object([Patterns.year: .object(["$ref": .text("#/definitions/number")])]),
    ]),
  ]

  static func whole(_ bounds: ClosedRange<Int>) -> JSONValue {
    orText(
      [
        "type": .text("integer"), "minimum": .number(Double(bounds.lowerBound)),
        "maximum": .number(Double(bounds.upperBound)),
      ], Patterns.wholeNumber, nil)
  }

  private static func orText(_ schema: [String: JSONValue], _ pattern: String, _ about: String?) -> JSONValue {
    let text = JSONValue.object(["type": .text("string"), "pattern": .text(pattern)])
    var either: [String: JSONValue] = ["anyOf": .array([.object(schema), text])]
    if let about { either["description"] = .text(about) }
    return .object(either)
  }
}
