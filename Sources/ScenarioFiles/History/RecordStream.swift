import Foundation
import StockFlow

/// The records of a table one after the other: of a text in memory, or of a file that is too large to be kept there, line
/// by line. In such a file no field may hold a line break.
struct RecordStream {
  /// Without text where it is not kept.
  let file: SourceFile
  /// The line of the last record, with its number; `nil` where the file's text is kept.
  private(set) var line: ShownLine?
  private var source: Source

  /// A line of a file whose text is not kept.
  struct ShownLine: Sendable, Equatable {
    let path: String
    let number: Int
    let text: String
  }

  enum Failure: Error {
    case mistake(CSVMistake)
    case unreadable
    case invalid(line: Int, TextProblem)
  }

  private enum Source {
    case text(CSVReader)
    case lines(LineStream)
  }

  init(_ file: SourceFile) {
    self.file = file
    source = .text(CSVReader(file.text))
  }

  /// Opens a regular file that is larger than a source file may be; `nil` for any other.
  init?(large path: String) {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
      attributes[.type] as? FileAttributeType == .typeRegular,
      let size = attributes[.size] as? Int, size > SourceFile.largestSize,
      let handle = FileHandle(forReadingAtPath: target)
    else { return nil }
    file = SourceFile(path: path, text: "")
    source = .lines(LineStream(handle))
  }

  /// The next record; `nil` at the end.
  mutating func record() throws(Failure) -> [CSVField]? {
    switch source {
    case .text(var reader):
      // Given back before anything can be thrown, so that there is one copy of the text.
      source = .text(CSVReader(""))
      defer { source = .text(reader) }
      do { return try reader.record() } catch { throw .mistake(error) }
    case .lines(var lines):
      defer { source = .lines(lines) }
      while let text = try lines.next() {
        line = ShownLine(path: file.path, number: lines.number, text: text)
        if let record = try record(of: text, number: lines.number) { return record }
      }
      return nil
    }
  }

  private func record(of text: String, number: Int) throws(Failure) -> [CSVField]? {
    var reader = CSVReader(text)
    do {
      return try reader.record()?.map {
        CSVField(text: $0.text, line: number, column: $0.column, length: $0.length)
      }
    } catch {
      switch error {
      case .unclosedQuote(_, let column): throw .mistake(.unclosedQuote(line: number, column: column))
      case .textAfterQuote(_, let column): throw .mistake(.textAfterQuote(line: number, column: column))
      }
    }
  }
}

/// The lines of a file, which end with LF or CR LF, read piece by piece.
struct LineStream {
  private let handle: FileHandle
  private var piece: [UInt8] = []
  private var place = 0
  /// Of the last line.
  private(set) var number = 0

  private static let pieceSize = 1 << 20

  init(_ handle: FileHandle) { self.handle = handle }

  mutating func next() throws(RecordStream.Failure) -> String? {
    var start = place
    while true {
      if let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) { return try take(upTo: end, next: end + 1) }
      start = piece.count
      guard piece.count - place <= Self.pieceSize else {
        throw .invalid(line: number + 1, .tooLarge(limit: Self.pieceSize))
      }
      let more = try more()
      if more.isEmpty { return place < piece.count ? try take(upTo: piece.count, next: piece.count) : nil }
      piece.removeSubrange(..<place)
      start -= place
      place = 0
      piece += more
    }
  }

  private func more() throws(RecordStream.Failure) -> Data {
    do { return try handle.read(upToCount: Self.pieceSize) ?? Data() } catch { throw .unreadable }
  }

  private mutating func take(upTo end: Int, next: Int) throws(RecordStream.Failure) -> String {
    var bytes = piece[place..<end]
    place = next
    number += 1
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .invalid(line: number, .invalidUTF8(byte: bytes.first { $0 >= 0x80 } ?? 0, looksLikeGBK: false))
    }
    return text
  }
}
