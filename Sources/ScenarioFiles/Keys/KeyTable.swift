/// The keys an entry of the scenario file may have: read by the decoder for what is unknown, missing or contradictory,
/// and by the JSON Schema for what an editor offers.
struct KeyTable: Sendable {
  enum Name: String, Sendable, CaseIterable {
    case scenario, years, localizedText = "localized_text", document, source
    case category, csv, pipeline, transition, driver, measure, target, fact, statement
    case correlation, lever, limits, cost, variant, sweep, range, value, distribution
    case normal, truncatedNormal = "truncated_normal", lognormal, uniform, triangular, pert, beta, gamma
    case discrete, quantiles, rounded
  }

  struct Key: Sendable {
    let name: String
    let shape: Shape
    let isRequired: Bool
    /// One line for the editor.
    let about: String

    static func required(_ name: String, _ shape: Shape, _ about: String) -> Key {
      Key(name: name, shape: shape, isRequired: true, about: about)
    }

    static func optional(_ name: String, _ shape: Shape, _ about: String) -> Key {
      Key(name: name, shape: shape, isRequired: false, about: about)
    }
  }

  /// Keys of which exactly one stands in the entry.
  struct Choice: Sendable {
    let keys: [String]
    let isRequired: Bool

    static func exactlyOne(_ keys: [String]) -> Choice { Choice(keys: keys, isRequired: true) }
    static func atMostOne(_ keys: [String]) -> Choice { Choice(keys: keys, isRequired: false) }
  }

  /// A key that stands only beside one of others.
  struct Need: Sendable {
    let key: String
    let others: [String]

    init(_ key: String, beside others: [String]) {
      self.key = key
      self.others = others
    }
  }

  let name: Name
  let about: String
  let keys: [Key]
  let choices: [Choice]
  let needs: [Need]
  /// What stands behind the keys that are percentages (the levels of `quantiles`).
  let levels: Shape?
  private let positions: [String: Int]

  init(
    _ name: Name, _ about: String, _ keys: [Key], choices: [Choice] = [], needs: [Need] = [], levels: Shape? = nil
  ) {
    self.name = name
    self.about = about
    self.keys = keys
    self.choices = choices
    self.needs = needs
    self.levels = levels
    positions = Dictionary(keys.indices.map { (keys[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(name: String) -> Key? { positions[name].map { keys[$0] } }

  /// `note`, which may stand on every entry.
  static let note = Key.optional("note", .text, "Free text: what a reader should know about this entry.")
  static let sourceKey = Key.optional("source", .entry(.source), "Where the figure comes from.")
  static func name(_ what: String) -> Key {
    .optional("name", .localizedText, "Name of the \(what) in tables and charts.")
  }
}

extension KeyTable.Name {
  var table: KeyTable {
    switch self {
    case .scenario: .scenario
    case .years: .years
    case .localizedText: .localizedText
    case .document: .document
    case .source: .source
    case .category: .category
    case .csv: .csv
    case .pipeline: .pipeline
    case .transition: .transition
    case .driver: .driver
    case .measure: .measure
    case .target: .target
    case .fact: .fact
    case .statement: .statement
    case .correlation: .correlation
    case .lever: .lever
    case .limits: .limits
    case .cost: .cost
    case .variant: .variant
    case .sweep: .sweep
    case .range: .range
    case .value: .value
    case .distribution: .distribution
    case .normal, .lognormal, .gamma, .beta, .truncatedNormal, .uniform, .triangular, .pert, .discrete, .quantiles,
      .rounded:
      .distributions[self] ?? .distribution
    }
  }
}
