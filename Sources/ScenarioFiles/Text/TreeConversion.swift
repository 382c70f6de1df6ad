import StockFlow
import Yams

/// Turns the parser's tree into ours: places in the original file, aliases resolved, duplicates and
/// keys without a value reported.
struct TreeConversion {
  /// What deeper nesting, more values and more problems than anybody writes are called.
  struct Limits {
    let depth: Int
    let nodes: Int
    let problems: Int

    static let standard = Limits(depth: 100, nodes: 1_000_000, problems: 1000)
  }

  /// An anchored node with what it costs to repeat it.
  private struct Anchored {
    let node: MarkedNode
    let nodes: Int
    let height: Int
  }

  private let file: SourceFile
  private let working: WorkingText
  private let limits: Limits
  private var scanner: SourceScanner
  private var anchors: [String: Anchored] = [:]
  private var nodeCount = 0
  /// The deepest level reached so far below the node being converted.
  private var deepest = 0
  private(set) var problems: [Diagnostic] = []
  private(set) var isOverLimit = false

  init(_ file: SourceFile, _ working: WorkingText, limits: Limits = .standard) {
    self.file = file
    self.working = working
    self.limits = limits
    scanner = SourceScanner(file)
  }

  mutating func convert(_ root: Node) -> MarkedNode {
    convert(root, depth: 1)
  }

  mutating func report(_ problem: TextProblem, at place: SourcePlace) {
    guard problems.count < limits.problems else { return }
    problems.append(file.diagnostic(problem, at: place))
    if problems.count == limits.problems {
      problems.append(file.diagnostic(.tooManyProblems(limit: limits.problems), at: place))
    }
  }

  private mutating func convert(_ node: Node, depth: Int) -> MarkedNode {
    let nodesBefore = nodeCount
    let deepestBefore = deepest
    deepest = depth
    nodeCount += 1
    let place = place(of: node)
    guard isWithinLimits(depth: depth, at: place) else { return MarkedNode(.absent, at: place) }
    let converted = content(of: node, at: place, depth: depth)
    if let anchor = node.anchor {
      anchors[anchor.rawValue] = Anchored(node: converted, nodes: nodeCount - nodesBefore, height: deepest - depth)
    }
    deepest = max(deepest, deepestBefore)
    return converted
  }

  /// Says once that the file is too large in some way; from then on nothing more is converted.
  private mutating func isWithinLimits(depth: Int, at place: SourcePlace) -> Bool {
    guard !isOverLimit else { return false }
    if depth <= limits.depth && nodeCount <= limits.nodes { return true }
    isOverLimit = true
    report(depth > limits.depth ? .tooDeep(limit: limits.depth) : .tooManyNodes(limit: limits.nodes), at: place)
    return false
  }

  private mutating func content(of node: Node, at place: SourcePlace, depth: Int) -> MarkedNode {
    switch node {
    case .scalar(let scalar):
      return convert(scalar, at: place, depth: depth)
    case .sequence(let sequence):
      checkTag(sequence.tag, at: place)
      return MarkedNode(.sequence(sequence.map { convert($0, depth: depth + 1) }), at: place)
    case .mapping(let mapping):
      checkTag(mapping.tag, at: place)
      return MarkedNode(.mapping(entries(of: mapping, at: place, depth: depth)), at: place)
    case .alias:
      // The parser resolves aliases itself, and ours are masked: it has none to give.
      return MarkedNode(.absent, at: place)
    }
  }

  // MARK: Scalars

  private mutating func convert(_ scalar: Node.Scalar, at place: SourcePlace, depth: Int) -> MarkedNode {
    let isPlain = scalar.style == .plain || scalar.style == .any
    if isPlain, let name = working.mask.aliasName(scalar.string) { return alias(name, at: place, depth: depth) }
    if isPlain { checkTag(scalar.tag, at: place) }
    let text = working.mask.revealed(scalar.string)
    if isPlain, ["", "~", "null", "Null", "NULL"].contains(text) { return MarkedNode(.absent, at: place) }
    return MarkedNode(.scalar(text: text, quoted: !isPlain), at: place)
  }

  private mutating func alias(_ name: String, at place: SourcePlace, depth: Int) -> MarkedNode {
    guard let anchored = anchors[name] else {
      let isName = !name.isEmpty && name.unicodeScalars.allSatisfy { $0.isASCII && isNameScalar($0) && $0 != "." }
      report(isName ? .unknownAnchor(name) : .reservedCharacter("*"), at: place)
      return MarkedNode(.absent, at: place)
    }
    nodeCount += anchored.nodes
    deepest = max(deepest, depth + anchored.height)
    guard isWithinLimits(depth: depth + anchored.height, at: place) else { return MarkedNode(.absent, at: place) }
    return MarkedNode(anchored.node.content, at: place)
  }

  /// `!!str` and the other standard tags change nothing, as every scalar is text; others hide a part of a text.
  private mutating func checkTag(_ tag: Tag, at place: SourcePlace) {
    let name = tag.rawValue
    guard !name.isEmpty, name != "!", !name.hasPrefix("tag:yaml.org,2002:") else { return }
    let scalars = scanner.scalars(ofLine: place.line)
    let start = scalars.indices.prefix(place.column - 1).last { scalars[$0] == "!" }
    let column = start.map { $0 + 1 } ?? place.column
    report(.unsupportedTag(name), at: file.place(line: place.line, column: column, length: name.unicodeScalars.count))
  }

  // MARK: Mappings

  private mutating func entries(of mapping: Node.Mapping, at place: SourcePlace, depth: Int) -> [MarkedNode.Entry] {
    var collected = EntryCollection()
    let isFlow = isInBraces(place)
    for (keyNode, valueNode) in mapping {
      guard let (key, keyPlace) = key(from: keyNode) else { continue }
      let value = convert(valueNode, depth: depth + 1)
      if isOverLimit { break }
      let entry = MarkedNode.Entry(key: key, keyPlace: keyPlace, value: value)
      if isPlain(keyNode), let pair = SplitPair(key), pair.value.first == "{" || pair.value.first == "[" {
        // `stock：{2019: 1}`: no name holds a colon and a bracket, and the value is lost with it.
        report(pair.problem, at: pair.separatorPlace(from: keyPlace))
      } else if key == "<<", isPlain(keyNode) {
        collectMerged(entry, into: &collected)
      } else if isFlow, value.isAbsent, !hasColon(after: entry) {
        collected.addValueless(entry)
      } else {
        collected.add(entry)
      }
    }
    for finding in collected.findings() { report(finding.problem, at: finding.place) }
    return collected.entries
  }

  private mutating func key(from node: Node) -> (String, SourcePlace)? {
    let place = place(of: node)
    guard case .scalar(let scalar) = node, working.mask.aliasName(scalar.string) == nil || !isPlain(node) else {
      report(.keyIsNoText, at: place)
      return nil
    }
    let key = working.mask.revealed(scalar.string)
    if key.isEmpty {
      report(.emptyKey, at: place)
      return nil
    }
    guard isPlain(node), key.first.map(isWideSpace) == true || key.last.map(isWideSpace) == true else {
      return (key, place)
    }
    let name = key.filter { !isWideSpace($0) }
    report(.wideSpaceAroundKey(name), at: place)
    return (name, place)
  }

  private func isPlain(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .plain || scalar.style == .any
  }

  /// Whether a mapping is written with braces; the parser's own word on its style is that of its last event.
  private mutating func isInBraces(_ place: SourcePlace) -> Bool {
    let scalars = scanner.scalars(ofLine: place.line)
    return scalars.indices.contains(place.column - 1) && scalars[place.column - 1] == "{"
  }

  /// Whether a colon follows a key of a flow mapping; without one the key is a leftover of something else.
  private mutating func hasColon(after entry: MarkedNode.Entry) -> Bool {
    let place = entry.keyPlace
    let scalars = scanner.scalars(ofLine: place.line)
    let rest = scalars.dropFirst(place.column - 1 + place.length)
    return rest.first { !isBlank($0) } == ":" || entry.value.place.line != place.line
  }

  /// `<<: *base`: the entries of another mapping, or of several, where the mapping has none of its own.
  private mutating func collectMerged(_ entry: MarkedNode.Entry, into collected: inout EntryCollection) {
    switch entry.value.content {
    case .mapping(let entries):
      collected.merge(entries)
    case .sequence(let items) where items.allSatisfy({ $0.entries != nil }):
      for item in items { collected.merge(item.entries ?? []) }
    default:
      report(.mergeKeyNeedsMapping, at: entry.value.place)
    }
  }

  // MARK: Places

  private mutating func place(of node: Node) -> SourcePlace {
    guard let mark = node.mark else { return file.place(line: 1, column: 1) }
    let column = scanner.columnAfterProperties(
      line: mark.line, column: working.originalColumn(line: mark.line, column: mark.column))
    let length = scanner.length(line: mark.line, column: column, plainText: plainText(of: node))
    return file.place(line: mark.line, column: column, length: length)
  }

  /// What to look for in the line: the text of a plain scalar, the first key of a block mapping.
  private func plainText(of node: Node) -> String? {
    switch node {
    case .scalar(let scalar): working.mask.revealed(scalar.string)
    case .mapping(let mapping): mapping.first?.key.scalar.map { working.mask.revealed($0.string) }
    default: nil
    }
  }
}

private func isWideSpace(_ character: Character) -> Bool {
  switch character {
  case "\u{3000}", "\u{00A0}", "\u{2003}", "\u{2002}", "\u{202F}", "\u{200B}": true
  default: false
  }
}
