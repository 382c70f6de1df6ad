/// Whether the map at a path replaces the one it is written over: maps of names and entries merge key by key, a value,
/// a `stock`, `years` and a source are replaced.
func isReplacedWhole(_ path: [String]) -> Bool {
  var shape = Shape.entry(.scenario)
  for key in path {
    guard let inner = shape.behind(key) else { return true }
    shape = inner
  }
  return !shape.merges
}

extension Shape {
  /// Whether a map of this shape merges key by key with one that it is written over.
  var merges: Bool {
    switch self {
    case .entry(.years), .entry(.source): false
    case .entry, .named, .addressed, .localizedText: true
    default: false
    }
  }

  /// What may stand behind a key of a map of this shape; `nil` if it has no such key.
  fileprivate func behind(_ key: String) -> Shape? {
    switch self {
    case .entry(let name): name.table[key]?.shape
    case .named(let shape), .addressed(let shape): shape
    case .localizedText: .text
    default: nil
    }
  }

  /// The tables of maps that merge, found from the scenario downwards.
  static let mergingTables: Set<KeyTable.Name> = {
    var found: Set<KeyTable.Name> = []
    var open: [Shape] = [.entry(.scenario)]
    while let shape = open.popLast() {
      guard shape.merges else { continue }
      switch shape {
      case .entry(let name) where found.insert(name).inserted: open += name.table.keys.map(\.shape)
      case .named(let inner), .addressed(let inner): open.append(inner)
      case .localizedText: open.append(.entry(.localizedText))
      default: break
      }
    }
    return found
  }()
}
