/// A JSON document in the making.
package indirect enum JSONValue: Sendable, Equatable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case array([JSONValue])
  case object([String: JSONValue])

  static func texts(_ words: [String]) -> JSONValue { .array(words.map { .text($0) }) }

  /// The document with two spaces of indent and sorted keys.
  func rendered(indent: Int = 0) -> String {
    switch self {
    case .null: "null"
    case .truth(let truth): truth ? "true" : "false"
    case .number(let number): plain(number)
    case .text(let text): Self.quoted(text)
    case .array(let items): Self.block(items.map { $0.rendered(indent: indent + 2) }, "[", "]", indent)
    case .object(let members):
      Self.block(
        members.sorted { $0.key < $1.key }.map { Self.quoted($0.key) + ": " + $0.value.rendered(indent: indent + 2) },
        "{", "}", indent)
    }
  }

  private static func block(_ lines: [String], _ open: String, _ close: String, _ indent: Int) -> String {
    guard !lines.isEmpty else { return open + close }
    let margin = String(repeating: " ", count: indent)
    return open + "\n" + lines.map { margin + "  " + $0 }.joined(separator: ",\n") + "\n" + margin + close
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
