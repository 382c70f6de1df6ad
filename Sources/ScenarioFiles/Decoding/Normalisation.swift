import Foundation

/// The tree with all texts in Unicode's normal form C, so that an id has the same bytes however it was typed: draws are
/// keyed by them.
func normalised(_ node: MarkedNode) -> MarkedNode {
  switch node.content {
  case .absent: node
  case .scalar(let text, let quoted): MarkedNode(.scalar(text: normalised(text), quoted: quoted), at: node.place)
  case .sequence(let items): MarkedNode(.sequence(items.map { normalised($0) }), at: node.place)
  case .mapping(let entries):
    MarkedNode(
      .mapping(entries.map { .init(key: normalised($0.key), keyPlace: $0.keyPlace, value: normalised($0.value)) }),
      at: node.place)
  }
}

/// Whether a text is in normal form C already, as almost all are.
package func isNormalised(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy(\.isUnchangedByNormalisation) || normalised(text).utf8.elementsEqual(text.utf8)
}

extension Unicode.Scalar {
  /// Whether form C leaves the scalar as it is beside any other of this kind: true of the Latin letters, Chinese characters
  /// and signs that nearly every file is made of, false of many others that would not change either.
  package var isUnchangedByNormalisation: Bool {
    switch value {
    case 0..<0x300, 0x2010...0x2027, 0x3001...0x3029, 0x4E00...0x9FFF, 0xFF01...0xFF5E: true
    default: false
    }
  }
}

private func normalised(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }
