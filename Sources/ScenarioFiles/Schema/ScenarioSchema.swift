/// The JSON Schema (draft-07) of the scenario file, generated from the tables the decoder reads with.
///
/// It describes the form of a file: keys, types, and which keys exclude or need each other. References, units, years and
/// bounds are for the decoder. A file with `extends` may leave out what the other file says, and remove with `null`.
public func jsonSchema() -> String {
  JSONValue.object(scenarioSchema()).rendered() + "\n"
}

package func scenarioSchemaValue() -> JSONValue { .object(scenarioSchema()) }

private func scenarioSchema() -> [String: JSONValue] {
  let whole = SchemaWriter(isPart: false)
  let part = SchemaWriter(isPart: true)
  let definitions = whole.definitions.merging(part.definitions) { first, _ in first }
  let keys = KeyTable.scenario.keys.map { ($0.name, JSONValue.object(["description": .text($0.about)])) }
  return [
    "$schema": .text("http://json-schema.org/draft-07/schema#"),
    "title": .text("TalentSupply scenario"),
    "description": .text(KeyTable.scenario.about),
    "type": .text("object"),
    "properties": .object(Dictionary(uniqueKeysWithValues: keys)),
    "additionalProperties": .truth(false),
    "if": .object(["required": .texts(["extends"])]),
    "then": part.reference(to: .scenario),
    "else": whole.reference(to: .scenario),
    "definitions": .object(definitions),
  ]
}
