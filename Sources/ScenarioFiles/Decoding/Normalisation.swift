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
func isNormalised(_ text: String) -> Bool { normalised(text).utf8.elementsEqual(text.utf8) }

private func normalised(_ text: String) -> String { text.precomposedStringWithCanonicalMapping }
