import Foundation
import ScenarioFiles
import StockFlow
import Testing

private func failure(_ bytes: [UInt8]) -> [Diagnostic] {
  do {
    _ = try SourceFile(path: "a.yaml", bytes: bytes)
    return []
  } catch {
    return error.diagnostics
  }
}

private func reason(_ path: String) -> FileFailure? {
  do {
    _ = try SourceFile.read(path)
    return nil
  } catch {
    return error
  }
}

@Test func `bytes that are not UTF-8 have a place`() {
  let found = failure(Array("a: 1\nb: 中".utf8) + [0xD6, 0xD0, 0xCE, 0xC4])
  #expect(found.map(\.code) == ["not-utf-8"])
  #expect(found.first?.place == SourcePlace(file: "a.yaml", line: 2, column: 5))
  #expect(found.first?.message(.en) == "the byte 0xD6 is not UTF-8 (perhaps GBK)")
  #expect(failure([0x61, 0xC0, 0x80]).map(\.code) == ["not-utf-8"])
  #expect(failure([0xED, 0xA0, 0x80]).map(\.code) == ["not-utf-8"])
}

@Test func `UTF-16 is recognised with and without a mark`() {
  #expect(failure([0xFF, 0xFE, 0x61, 0x00]).map(\.code) == ["utf-16"])
  #expect(failure([0x61, 0x00, 0x3A, 0x00]).map(\.code) == ["utf-16"])
  #expect(failure([0x00, 0x61, 0x00, 0x3A]).map(\.code) == ["utf-16"])
}

@Test func `control characters are shown where they are`() {
  let found = failure(Array("a: 1\nb: \u{0}\u{1}x\u{2028}".utf8))
  #expect(found.map(\.code) == ["control-character", "control-character", "control-character"])
  #expect(found.map { $0.place?.column } == [4, 5, 7])
  #expect(failure([UInt8](repeating: 0, count: 1000)).count == 20)
}

@Test func `a file over the limit is refused`() {
  let found = failure([UInt8](repeating: 0x61, count: SourceFile.largestSize + 1))
  #expect(found.map(\.code) == ["file-too-large"])
}

@Test func `what cannot be read is told apart from what is wrong`() throws {
  #expect(reason("/nowhere/a.yaml") == .unreadable(path: "/nowhere/a.yaml", reason: .missing))
  #expect(reason("/") == .unreadable(path: "/", reason: .directory))
  #expect(reason("/nowhere/a.yaml")?.diagnostics.first?.message(.en) == "there is no file /nowhere/a.yaml")
  // An endless file is read no further than the limit.
  #expect(reason("/dev/zero")?.diagnostics.first?.code == "file-too-large")
}

@Test func `lines break at LF, CR LF and CR`() throws {
  let file = try SourceFile(path: "a.yaml", bytes: Array("a\nb\r\nc\rd\n".utf8))
  #expect(file.lines == ["a", "b", "c", "d", ""])
  #expect(file.line(2) == "b" && file.line(0) == nil && file.line(6) == nil)
}
