public import Digests
import Foundation
public import StockFlow

/// A text file as the planner wrote it, split into lines.
public struct SourceFile: Sendable, Equatable {
  /// The path as the user wrote it.
  public let path: String
  /// The text without a byte-order mark.
  public let text: String
  /// The lines without their breaks (LF, CR LF or CR).
  public let lines: [String]
  private let hasByteOrderMark: Bool

  /// Larger files are refused before they are read.
  public static let largestSize = 8_000_000

  package init(path: String, text: String, hasByteOrderMark: Bool = false) {
    self.path = path
    self.text = text
    self.lines = splitLines(text)
    self.hasByteOrderMark = hasByteOrderMark
  }

  /// The SHA-256 of the file's bytes, as `sha256sum` prints it. O(n) at every question.
  public var digest: SHA256 { SHA256(Array((hasByteOrderMark ? "\u{FEFF}" : "").utf8) + text.utf8) }

  /// The line with the given number, counted from 1.
  public func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }
}

/// Why a file gives no text.
public enum FileFailure: Error, Sendable, Equatable {
  /// The file cannot be read at all (exit status 66).
  case unreadable(path: String, reason: Reason)
  /// The file can be read but is no text for us (exit status 65).
  case invalid([Diagnostic])

  public enum Reason: String, Sendable {
    case missing
    case directory
    case notPermitted
    /// A pipe or a device, where a file that another names is expected.
    case special
    case failed
  }

  /// What to tell the user.
  public var diagnostics: [Diagnostic] {
    switch self {
    case .invalid(let diagnostics): diagnostics
    case .unreadable(let path, let reason):
      [textDiagnostic(.unreadable(path: path, reason: reason), at: nil, line: nil)]
    }
  }
}

extension SourceFile {
  /// Reads a file; at most one byte more than `largestSize` is looked at.
  public static func read(_ path: String) throws(FileFailure) -> SourceFile {
    try SourceFile(path: path, bytes: contents(of: path))
  }

  /// Reads a file that another one names: a pipe, which might never end or begin, is refused.
  public static func readNamed(_ path: String) throws(FileFailure) -> SourceFile {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let kind: FileAttributeType?
    do {
      kind = try FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
    } catch {
      // What is missing or may not be read is told apart below.
      kind = nil
    }
    guard kind == nil || kind == .typeRegular || kind == .typeDirectory else {
      throw .unreadable(path: path, reason: .special)
    }
    return try read(path)
  }

  /// Takes bytes for the text of a file: UTF-8, with or without a byte-order mark.
  public init(path: String, bytes: [UInt8]) throws(FileFailure) {
    guard bytes.count <= SourceFile.largestSize else {
      let size = SourceFile.largestSize
      throw .invalid([
        textDiagnostic(.tooLarge(limit: size), at: SourcePlace(file: path, line: 1, column: 1), line: nil)
      ])
    }
    if let problem = utf16Problem(bytes) {
      throw .invalid([textDiagnostic(problem, at: SourcePlace(file: path, line: 1, column: 1), line: nil)])
    }
    let hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let content = hasByteOrderMark ? bytes.dropFirst(3) : bytes[...]
    let file = SourceFile(
      path: path, text: String(decoding: content, as: UTF8.self), hasByteOrderMark: hasByteOrderMark)
    let problems = file.encodingProblems(content) + file.controlCharacters()
    guard problems.isEmpty else { throw .invalid(problems) }
    self = file
  }

  private static func contents(of path: String) throws(FileFailure) -> [UInt8] {
    let files = FileManager.default
    guard files.fileExists(atPath: path) else { throw .unreadable(path: path, reason: .missing) }
    // Only a directory holds an entry for itself.
    guard !files.fileExists(atPath: path + "/.") else { throw .unreadable(path: path, reason: .directory) }
    guard files.isReadableFile(atPath: path) else { throw .unreadable(path: path, reason: .notPermitted) }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      return try bounded(handle)
    } catch {
      throw .unreadable(path: path, reason: .failed)
    }
  }

  /// Reads until the end or until the file is known to be too large: devices and pipes have no size to ask for.
  private static func bounded(_ handle: FileHandle) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= largestSize, let part = try handle.read(upToCount: largestSize + 1 - bytes.count),
      !part.isEmpty
    {
      bytes += part
    }
    return bytes
  }

  /// The first place where the bytes are not UTF-8.
  private func encodingProblems(_ bytes: ArraySlice<UInt8>) -> [Diagnostic] {
    guard String(validating: bytes, as: UTF8.self) == nil else { return [] }
    let valid = bytes.prefix(validUTF8Prefix(of: bytes))
    let before = splitLines(String(decoding: valid, as: UTF8.self))
    let wrong = bytes.dropFirst(valid.count)
    let place = SourcePlace(
      file: path, line: before.count, column: (before.last?.unicodeScalars.count ?? 0) + 1)
    let problem = TextProblem.invalidUTF8(byte: wrong.first ?? 0, looksLikeGBK: looksLikeGBK(wrong))
    return [diagnostic(problem, at: place)]
  }

  /// Control characters and invisible line separators, the first twenty.
  private func controlCharacters() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (index, line) in lines.enumerated() where mayHoldControl(line) {
      for (column, scalar) in line.unicodeScalars.enumerated() where isForbidden(scalar) {
        let place = SourcePlace(file: path, line: index + 1, column: column + 1)
        found.append(diagnostic(.controlCharacter(scalar), at: place))
        if found.count == 20 { return found }
      }
    }
    return found
  }
}

/// The offset of the first byte that does not continue a UTF-8 text.
private func validUTF8Prefix(of bytes: ArraySlice<UInt8>) -> Int {
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var count = 0
  while case .valid(let encoded) = parser.parseScalar(from: &iterator) { count += encoded.count }
  return count
}

/// GBK writes a Chinese character as two bytes 0x81 … 0xFE.
private func looksLikeGBK(_ bytes: ArraySlice<UInt8>) -> Bool {
  let pair = bytes.prefix(2)
  return pair.count == 2 && pair.allSatisfy { (0x81...0xFE).contains($0) }
}

/// UTF-16 shows as a byte-order mark, or as zero bytes beside the ASCII characters every scenario begins with.
private func utf16Problem(_ bytes: [UInt8]) -> TextProblem? {
  let start = bytes.prefix(2)
  if start == [0xFF, 0xFE] || start == [0xFE, 0xFF] { return .utf16 }
  return start.count == 2 && start.contains(0) && start != [0, 0] ? .utf16 : nil
}

private func mayHoldControl(_ line: String) -> Bool {
  // C2 and E2, EF begin the encodings of U+0080 … U+009F, U+2028/9 and U+FEFF/U+FFFE/U+FFFF.
  line.utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF }
}

/// What YAML does not allow in a text, and what it would take for a line break that no editor shows.
private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09: false
  case 0..<0x20, 0x7F...0x9F, 0x2028...0x2029, 0xFEFF, 0xFFFE...0xFFFF: true
  default: false
  }
}

/// The lines of a text without their breaks; a break at the very end begins an empty last line.
func splitLines(_ text: String) -> [String] {
  var lines: [String] = []
  let bytes = text.utf8
  var start = bytes.startIndex
  var index = start
  while index < bytes.endIndex {
    let byte = bytes[index]
    let next = bytes.index(after: index)
    if byte == 0x0A || byte == 0x0D {
      lines.append(String(text[start..<index]))
      let isPair = byte == 0x0D && next < bytes.endIndex && bytes[next] == 0x0A
      start = isPair ? bytes.index(after: next) : next
      index = start
    } else {
      index = next
    }
  }
  lines.append(String(text[start..<bytes.endIndex]))
  return lines
}
