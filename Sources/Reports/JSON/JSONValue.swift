/// A JSON document as a value.
///
/// Foundation's encoder is not used: it escapes `/`, writes a space before every colon, and refuses what is not a
/// number where `null` is meant.
package indirect enum JSONValue: Equatable, Sendable {
  package struct Member: Equatable, Sendable {
    package let key: String
    package let value: JSONValue
  }

  case null
  case bool(Bool)
  case integer(Int)
  case unsigned(UInt64)
  /// Written as `null` where it is not finite.
  case number(Double)
  case string(String)
  case array([JSONValue])
  /// Written with its keys in order of their UTF-8 bytes.
  case object([Member])
}

extension JSONValue {
  package init(_ value: Double?) { self = value.map(JSONValue.number) ?? .null }
  package init(_ value: Int?) { self = value.map(JSONValue.integer) ?? .null }
  package init(_ value: Bool?) { self = value.map(JSONValue.bool) ?? .null }
  package init(_ value: String?) { self = value.map(JSONValue.string) ?? .null }
  package init(_ values: [Double?]) { self = .array(values.map { JSONValue($0) }) }
  /// [lower, upper], or `null`.
  package init(_ range: ClosedRange<Double>?) {
    self = range.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }

  package static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// This object with more members; other values as they are.
  func adding(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    guard case .object(let present) = self else { return self }
    return .object(present + members.map { Member(key: $0.key, value: $0.value) })
  }
}

extension JSONValue {
  /// The document with keys sorted, two spaces of indent, and every character but controls, `"` and `\` as it is.
  ///
  /// - Parameter indent: how deep the document stands within another; its first line is not indented.
  package func written(indent: Int = 0) -> String {
    var text = ""
    write(to: &text, indent: indent)
    return text
  }

  /// The same in one line, without spaces.
  package func compact() -> String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// - Parameter indent: `nil` for one line.
  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .unsigned(let value): text += String(value)
    case .number(let value): text += value.isFinite ? shortest(value) : "null"
    case .string(let value): JSONValue.write(value, to: &text)
    case .array(let values):
      JSONValue.write(values, between: ("[", "]"), to: &text, indent: indent) { value, text in
        value.write(to: &text, indent: indent.map { $0 + 1 })
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      JSONValue.write(sorted, between: ("{", "}"), to: &text, indent: indent) { member, text in
        JSONValue.write(member.key, to: &text)
        text += indent == nil ? ":" : ": "
        member.value.write(to: &text, indent: indent.map { $0 + 1 })
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between brackets: (String, String), to text: inout String, indent: Int?,
    each: (Item, inout String) -> Void
  ) {
    text += brackets.0
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      if let indent { text += "\n" + String(repeating: "  ", count: indent + 1) }
      each(item, &text)
    }
    if let indent, !items.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += brackets.1
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
