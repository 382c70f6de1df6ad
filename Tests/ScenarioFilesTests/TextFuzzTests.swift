import ScenarioFiles
import StockFlow
import Testing

/// Splitmix64: small, and the same on every machine.
private struct Stream: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Reads, and shows every problem: any crash on the way fails the test.
private func digest(_ bytes: [UInt8]) -> Int {
  do {
    let (root, problems) = readTree(try SourceFile(path: "a.yaml", bytes: bytes))
    for problem in problems { _ = render(problem, language: .zh, color: true) }
    return (root == nil ? 0 : 1) + problems.count
  } catch {
    for problem in error.diagnostics { _ = render(problem, language: .en, color: false) }
    return error.diagnostics.count
  }
}

@Test func `no change of bytes makes the reader crash or fall silent`() {
  var stream = Stream(state: 1)
  let example = Array(completeExample.utf8)
  for _ in 0..<1500 {
    var bytes = example
    for _ in 0..<Int.random(in: 1...8, using: &stream) {
      bytes[Int.random(in: bytes.indices, using: &stream)] = UInt8.random(in: 0...255, using: &stream)
    }
    #expect(digest(bytes) > 0)
  }
}

@Test func `no change of punctuation makes the reader crash or fall silent`() {
  var stream = Stream(state: 2)
  let pieces: [String] = [
    "：", "，", ":", ": ", ",", "{", "}", "[", "]", "\"", "'", "#", " #", "*", "&a ", "*a", "!", "|", ">", "%", "@", "`",
    "\t", "\n", "- ", "? ", "<<: ", "---\n", "...", "\\", "　", "\r", "~", "\u{F002A}", "\u{301}", "x: x: ", "a, b",
  ]
  let example = completeExample.map { String($0) }
  for _ in 0..<2500 {
    var text = example
    for _ in 0..<Int.random(in: 1...6, using: &stream) {
      let position = text.indices.randomElement(using: &stream) ?? 0
      let piece = pieces.randomElement(using: &stream) ?? ""
      switch UInt8.random(in: 0..<3, using: &stream) {
      case 0: text[position] = piece
      case 1: text.insert(piece, at: position)
      default: text.removeSubrange(position..<min(text.count, position + 20))
      }
    }
    #expect(digest(Array(text.joined().utf8)) > 0)
  }
}

@Test func `no beginning of a file makes the reader crash`() {
  let bytes = Array(completeExample.utf8)
  for length in stride(from: 0, to: bytes.count, by: 7) { #expect(digest(Array(bytes.prefix(length))) > 0) }
}
