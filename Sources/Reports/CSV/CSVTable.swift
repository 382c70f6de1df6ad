/// A table in comma-separated values (RFC 4180, UTF-8).
package struct CSVTable: Equatable, Sendable {
  package let header: [String]
  package private(set) var rows: [[String]] = []

  package init(header: [String]) { self.header = header }

  package mutating func append(_ row: [String]) { rows.append(row) }

  /// Every record ended by a carriage return and a line feed.
  package func written(byteOrderMark: Bool) -> String {
    let records = ([header] + rows).map(CSVTable.record)
    return (byteOrderMark ? "\u{FEFF}" : "") + records.joined()
  }

  static func record(_ row: [String]) -> String { row.map(CSVTable.field).joined(separator: ",") + "\r\n" }

  /// Quoted where it holds a comma, a quote, a line break, or spaces at an end.
  package static func field(_ text: String) -> String {
    let isPlain =
      !text.unicodeScalars.contains { [",", "\"", "\r", "\n"].contains($0) }
      && text.first != " " && text.last != " "
    guard !isPlain else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

/// Cells of a row; what does not exist is empty.
func cell(_ value: Double?) -> String { value.flatMap { $0.isFinite ? shortest($0) : nil } ?? "" }
func cell(_ value: Int?) -> String { value.map { String($0) } ?? "" }
func cell(_ value: Bool?) -> String { value.map { String($0) } ?? "" }
