/// XML as it is put together.
struct Markup {
  private(set) var bytes: [UInt8]

  init() { bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".utf8) }

  static func += (markup: inout Markup, text: String) { markup.bytes.append(contentsOf: text.utf8) }

  /// Appends a text of someone else's, between tags or in a quoted attribute.
  mutating func append(escaping text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): self += "&amp;"
      case UInt8(ascii: "<"): self += "&lt;"
      case UInt8(ascii: ">"): self += "&gt;"
      case UInt8(ascii: "\""): self += "&quot;"
      default: bytes.append(byte)
      }
    }
  }
}

let mainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
let officeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
let packageNamespace = "http://schemas.openxmlformats.org/package/2006"
