import Charts
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a reader of the SVG finds: its size, its texts with their boxes, its ids.
final class DrawnText: NSObject, XMLParserDelegate {
  struct Text {
    let content: String
    let box: Box
  }

  private(set) var isWellFormed = false
  private(set) var size = Box(left: 0, top: 0, width: 0, height: 0)
  private(set) var texts: [Text] = []
  private(set) var ids: [String] = []
  private(set) var elements: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var titles: [String] = []
  private var current: [String: String] = [:]
  private var path: [String] = []
  private var content = ""

  init(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    path.append(name)
    elements.insert(name)
    self.attributes.formUnion(attributes.keys)
    if let id = attributes["id"] { ids.append(id) }
    if name == "svg" {
      let numbers = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
      if numbers.count == 4 { size = Box(left: 0, top: 0, width: numbers[2], height: numbers[3]) }
    }
    if name == "text" { current = attributes }
    content = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { content += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "text" { texts.append(Text(content: content, box: box)) }
    if name == "title" { titles.append(content) }
    content = ""
    path.removeLast()
  }

  /// Of the text that ends here, by the room's own estimate of widths.
  private var box: Box {
    func number(_ name: String) -> Double { Double(current[name] ?? "") ?? 0 }
    let style = TextStyle(size: Double(current["font-size"] ?? "12") ?? 12, isBold: current["font-weight"] != nil)
    let width = style.width(content)
    let shares: [String: Double] = ["middle": 0.5, "end": 1]
    let share = shares[current["text-anchor"] ?? ""] ?? 0
    return Box(
      left: number("x") - width * share, top: number("y") - style.size * TextStyle.ascent, width: width,
      height: style.lineHeight)
  }

  /// Texts that leave the drawing or touch another, in words; empty where all is well.
  var faults: [String] {
    var faults: [String] = []
    // Coordinates have two decimals, so boxes may seem to touch by a hundredth.
    func shrunk(_ box: Box) -> Box {
      Box(left: box.left + 0.02, top: box.top + 0.02, width: max(0, box.width - 0.04), height: box.height - 0.04)
    }
    for (index, text) in texts.enumerated() {
      if !size.contains(shrunk(text.box)) { faults.append("“\(text.content)” leaves the drawing") }
      for other in texts[..<index] where shrunk(other.box).overlaps(shrunk(text.box)) {
        faults.append("“\(other.content)” and “\(text.content)” overlap")
      }
    }
    return faults
  }
}
