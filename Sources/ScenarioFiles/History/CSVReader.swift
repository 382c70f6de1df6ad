import StockFlow

/// One field of a record and where it stands.
struct CSVField: Sendable, Equatable {
  /// The text without its quotes.
  let text: String
  let line: Int
  /// In Unicode scalars, as everywhere.
  let column: Int
  /// As far as the line goes.
  let length: Int

  static let empty = CSVField(text: "", line: 1, column: 1, length: 1)
}

/// What ends the reading of a file of comma-separated values.
enum CSVMistake: Error, Equatable {
  case unclosedQuote(line: Int, column: Int)
  case textAfterQuote(line: Int, column: Int)
}

/// The records of a text in the form of RFC 4180: fields apart by commas, perhaps in double quotes, which may then hold
/// commas, line breaks and doubled quotes.
///
/// Lines break at CR LF, LF or CR; empty lines are passed over; a quote inside a field that does not begin with one is
/// taken as it stands.
///
/// - Complexity: O(n) in the length of the text for all records together.
struct CSVReader {
  private let bytes: [UInt8]
  private var next = 0
  private var line = 1
  private var column = 1

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The next record; `nil` at the end.
  mutating func record() throws(CSVMistake) -> [CSVField]? {
    while next < bytes.count, isBreak(bytes[next]) { takeBreak() }
    guard next < bytes.count else { return nil }
    var fields = [try field()]
    while next < bytes.count, bytes[next] == Self.comma {
      take()
      fields.append(try field())
    }
    if next < bytes.count { takeBreak() }
    return fields
  }

  private mutating func field() throws(CSVMistake) -> CSVField {
    guard next < bytes.count, bytes[next] == Self.quote else { return plainField() }
    return try quotedField()
  }

  private mutating func plainField() -> CSVField {
    let (start, first) = (next, column)
    while next < bytes.count, bytes[next] != Self.comma, !isBreak(bytes[next]) { take() }
    return CSVField(text: text(start..<next), line: line, column: first, length: max(1, column - first))
  }

  private mutating func quotedField() throws(CSVMistake) -> CSVField {
    let (firstLine, first) = (line, column)
    take()
    var start = next
    var text = ""
    while true {
      guard next < bytes.count else { throw .unclosedQuote(line: firstLine, column: first) }
      if isBreak(bytes[next]) {
        takeBreak()
      } else if bytes[next] != Self.quote {
        take()
      } else {
        text += self.text(start..<next)
        take()
        guard next < bytes.count, bytes[next] == Self.quote else { break }
        // Of two quotes the second is text.
        start = next
        take()
      }
    }
    guard next == bytes.count || bytes[next] == Self.comma || isBreak(bytes[next]) else {
      throw .textAfterQuote(line: line, column: column)
    }
    let length = line == firstLine ? column - first : 1
    return CSVField(text: text, line: firstLine, column: first, length: length)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func isBreak(_ byte: UInt8) -> Bool { byte == Self.lineFeed || byte == Self.carriageReturn }

  private mutating func take() {
    next += 1
    // Continuation bytes of UTF-8 begin no character; the column moves on with the last byte of one.
    if next == bytes.count || bytes[next] & 0xC0 != 0x80 { column += 1 }
  }

  private mutating func takeBreak() {
    let isPair =
      bytes[next] == Self.carriageReturn && next + 1 < bytes.count && bytes[next + 1] == Self.lineFeed
    next += isPair ? 2 : 1
    line += 1
    column = 1
  }
}
