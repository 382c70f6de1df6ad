package import StockFlow

/// A node of a YAML file that knows where it was written. Every scalar is text.
package struct MarkedNode: Sendable, Equatable {
  package enum Content: Sendable, Equatable {
    case scalar(text: String, quoted: Bool)
    case sequence([MarkedNode])
    case mapping([Entry])
    /// `null`, `~` or nothing at all.
    case absent
  }

  /// One key of a mapping with its value; keys of one mapping differ.
  package struct Entry: Sendable, Equatable {
    package let key: String
    package let keyPlace: SourcePlace
    package let value: MarkedNode

    package init(key: String, keyPlace: SourcePlace, value: MarkedNode) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  package let content: Content
  package let place: SourcePlace

  package init(_ content: Content, at place: SourcePlace) {
    self.content = content
    self.place = place
  }

  /// The value under a key, if this is a mapping that has it. Linear in the number of keys.
  package subscript(key: String) -> MarkedNode? {
    entries?.first { $0.key == key }?.value
  }

  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  package var items: [MarkedNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  package var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  package var isAbsent: Bool { content == .absent }

  /// What stands here, in words for a message.
  package var kind: LocalizedText {
    switch content {
    case .scalar(_, quoted: true): LocalizedText(zh: "引号中的文字", en: "a quoted text")
    case .scalar: LocalizedText(zh: "一个单独的值", en: "a single value")
    case .sequence: LocalizedText(zh: "列表", en: "a list")
    case .mapping: LocalizedText(zh: "键值对", en: "a mapping")
    case .absent: LocalizedText(zh: "空值", en: "nothing")
    }
  }
}
