/// Writes tables and shapes as JSON Schema.
struct SchemaWriter {
  /// Whether the file says only what differs from another: nothing is required then, and `null` removes.
  let isPart: Bool

  /// A definition of every table, and of what many of them share.
  var definitions: [String: JSONValue] {
    let names = isPart ? KeyTable.Name.allCases.filter(Shape.mergingTables.contains) : KeyTable.Name.allCases
    let tables = names.map { (definitionName($0), schema(of: $0.table)) }
    return Dictionary(uniqueKeysWithValues: tables).merging(Self.shared) { first, _ in first }
  }

  func reference(to name: KeyTable.Name) -> JSONValue { Self.reference(definitionName(name)) }

  private func definitionName(_ name: KeyTable.Name) -> String { isPart ? name.rawValue + "_part" : name.rawValue }

  private static func reference(_ name: String) -> JSONValue { .object(["$ref": .text("#/definitions/\(name)")]) }

  /// Maps that are replaced whole are complete also in a file that extends another.
  private var within: SchemaWriter { SchemaWriter(isPart: false) }

  private func schema(of table: KeyTable) -> JSONValue {
    var schema: [String: JSONValue] = [
      "type": .text("object"), "description": .text(table.about), "additionalProperties": .truth(false),
      "properties": .object(
        Dictionary(uniqueKeysWithValues: table.keys.map { ($0.name, self.schema(of: $0, in: table)) })),
    ]
    let required = table.keys.filter(\.isRequired).map(\.name)
    if !isPart, !required.isEmpty { schema["required"] = .texts(required) }
    let conditions = table.choices.flatMap(conditions)
    if !conditions.isEmpty { schema["allOf"] = .array(conditions) }
    if !isPart, !table.needs.isEmpty { schema["dependencies"] = dependencies(table.needs) }
    if let levels = table.levels {
      schema["patternProperties"] = .object([Patterns.level: self.schema(of: levels)])
    }
    return .object(schema)
  }

  private func schema(of key: KeyTable.Key, in table: KeyTable) -> JSONValue {
    var shape = schema(of: key.shape)
    if isPart || table.name == .scenario && !key.isRequired {
      shape = .object(["anyOf": .array([shape, .object(["type": .text("null")])])])
    }
    return described(shape, key.about)
  }

  /// Beside `$ref` nothing else counts, so that a description needs a step between.
  private func described(_ schema: JSONValue, _ about: String) -> JSONValue {
    guard case .object(var members) = schema else { return schema }
    if members["$ref"] != nil { members = ["allOf": .array([schema])] }
    members["description"] = .text(about)
    return .object(members)
  }

  private func conditions(_ choice: KeyTable.Choice) -> [JSONValue] {
    let alternatives = choice.keys.map { JSONValue.object(["required": .texts([$0])]) }
    if choice.isRequired, !isPart { return [.object(["oneOf": .array(alternatives)])] }
    // In a part, `sum: null, ratio: […]` replaces one by another; the decoder judges the whole.
    guard !isPart else { return [] }
    return [.object(["not": .object(["required": .texts(choice.keys)])])]
  }

  private func dependencies(_ needs: [KeyTable.Need]) -> JSONValue {
    let grouped = Dictionary(grouping: needs, by: \.key)
    return .object(
      grouped.mapValues { needs in
        let conditions = needs.map { need in
          JSONValue.object(["anyOf": .array(need.others.map { .object(["required": .texts([$0])]) })])
        }
        return conditions.count == 1 ? conditions[0] : .object(["allOf": .array(conditions)])
      })
  }

  private func schema(of shape: Shape) -> JSONValue {
    switch shape {
    case .text: Self.reference("text")
    case .localizedText: .object(["anyOf": .array([Self.reference("text"), reference(to: .localizedText)])])
    case .whole(let bounds): Self.whole(bounds)
    case .number: Self.reference("number")
    case .money: Self.reference("money")
    case .year: Self.reference("year")
    case .truth: .object(["enum": .array([.truth(true), .truth(false), .text("true"), .text("false")])])
    case .word(let words): .object(["enum": .texts(words)])
    case .reference: Self.reference("reference")
    case .value: Self.reference("any_value")
    case .either(let shapes): .object(["anyOf": .array(shapes.map(within.schema))])
    case .list(let shape, let least, let most): list(within.schema(of: shape), least, most)
    default: map(shape)
    }
  }

  private func list(_ items: JSONValue, _ least: Int, _ most: Int?) -> JSONValue {
    var schema: [String: JSONValue] = ["type": .text("array"), "items": items, "minItems": .number(Double(least))]
    if let most { schema["maxItems"] = .number(Double(most)) }
    return .object(schema)
  }

  private func map(_ shape: Shape) -> JSONValue {
    switch shape {
    case .entry(let name): (shape.merges ? self : within).reference(to: name)
    case .named(let inner): keyed(Patterns.id, orNothing(schema(of: inner)))
    case .addressed(let inner): keyed(Patterns.address, orNothing(schema(of: inner)))
    case .byYear(let inner): keyed(Patterns.year, within.schema(of: inner), atLeast: 1)
    case .byPeriod(let inner): keyed(Patterns.period, within.schema(of: inner), atLeast: 1)
    default: .object([:])
    }
  }

  private func orNothing(_ schema: JSONValue) -> JSONValue {
    isPart ? .object(["anyOf": .array([schema, .object(["type": .text("null")])])]) : schema
  }

  private func keyed(_ pattern: String, _ schema: JSONValue, atLeast: Int = 0) -> JSONValue {
    var map: [String: JSONValue] = [
      "type": .text("object"), "patternProperties": .object([pattern: schema]), "additionalProperties": .truth(false),
    ]
    if atLeast > 0 { map["minProperties"] = .number(Double(atLeast)) }
    return .object(map)
  }
}
