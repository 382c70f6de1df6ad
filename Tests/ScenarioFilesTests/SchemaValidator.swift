import Foundation
import ScenarioFiles

/// As much of JSON Schema (draft-07) as the scenario file's schema uses, as an independent reader understands it.
struct SchemaValidator {
  let root: [String: Any]

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  func accepts(_ instance: Any) -> Bool { accepts(instance, root) }

  private func accepts(_ instance: Any, _ schema: Any) -> Bool {
    guard let schema = schema as? [String: Any] else { return (schema as? Bool) ?? false }
    if let reference = schema["$ref"] as? String { return accepts(instance, target(of: reference)) }
    return acceptsType(instance, schema) && acceptsCombination(instance, schema) && acceptsObject(instance, schema)
      && acceptsArray(instance, schema) && acceptsScalar(instance, schema)
  }

  private func target(of reference: String) -> Any {
    reference.split(separator: "/").dropFirst().reduce(root as Any) { value, key in
      (value as? [String: Any])?[String(key)] ?? false
    }
  }

  private func acceptsType(_ instance: Any, _ schema: [String: Any]) -> Bool {
    guard let type = schema["type"] else { return true }
    let types = (type as? [String]) ?? [type as? String ?? ""]
    return types.contains { isOf($0, instance) }
  }

  private func isOf(_ type: String, _ instance: Any) -> Bool {
    switch type {
    case "object": instance is [String: Any]
    case "array": instance is [Any]
    case "string": instance is String
    case "boolean": instance is Bool
    case "number": instance is Double
    case "integer": (instance as? Double).map { $0 == $0.rounded() } ?? false
    case "null": instance is NSNull
    default: false
    }
  }

  private func acceptsCombination(_ instance: Any, _ schema: [String: Any]) -> Bool {
    if let all = schema["allOf"] as? [Any], !all.allSatisfy({ accepts(instance, $0) }) { return false }
    if let any = schema["anyOf"] as? [Any], !any.contains(where: { accepts(instance, $0) }) { return false }
    if let one = schema["oneOf"] as? [Any], one.filter({ accepts(instance, $0) }).count != 1 { return false }
    if let not = schema["not"], accepts(instance, not) { return false }
    guard let condition = schema["if"] else { return true }
    return accepts(instance, schema[accepts(instance, condition) ? "then" : "else"] ?? true)
  }

  private func acceptsObject(_ instance: Any, _ schema: [String: Any]) -> Bool {
    guard let object = instance as? [String: Any] else { return true }
    if let required = schema["required"] as? [String], !required.allSatisfy({ object[$0] != nil }) { return false }
    if let least = schema["minProperties"] as? Int, object.count < least { return false }
    for (key, needed) in schema["dependencies"] as? [String: Any] ?? [:] where object[key] != nil {
      if !accepts(instance, needed) { return false }
    }
    return object.allSatisfy { key, value in acceptsMember(key, value, schema) }
  }

  private func acceptsMember(_ key: String, _ value: Any, _ schema: [String: Any]) -> Bool {
    var schemas: [Any] = []
    if let named = (schema["properties"] as? [String: Any])?[key] { schemas.append(named) }
    for (pattern, inner) in schema["patternProperties"] as? [String: Any] ?? [:] where matches(key, pattern) {
      schemas.append(inner)
    }
    if schemas.isEmpty, let rest = schema["additionalProperties"] { schemas.append(rest) }
    return schemas.allSatisfy { accepts(value, $0) }
  }

  private func acceptsArray(_ instance: Any, _ schema: [String: Any]) -> Bool {
    guard let array = instance as? [Any] else { return true }
    if let least = schema["minItems"] as? Int, array.count < least { return false }
    if let most = schema["maxItems"] as? Int, array.count > most { return false }
    return schema["items"].map { items in array.allSatisfy { accepts($0, items) } } ?? true
  }

  private func acceptsScalar(_ instance: Any, _ schema: [String: Any]) -> Bool {
    if let words = schema["enum"] as? [Any], !words.contains(where: { isSame($0, instance) }) { return false }
    if let number = instance as? Double {
      if let least = schema["minimum"] as? Double, number < least { return false }
      if let most = schema["maximum"] as? Double, number > most { return false }
    }
    guard let pattern = schema["pattern"] as? String, let text = instance as? String else { return true }
    return matches(text, pattern)
  }

  private func isSame(_ word: Any, _ instance: Any) -> Bool {
    (word as? String).map { $0 == instance as? String } ?? ((word as? Bool) == (instance as? Bool) && instance is Bool)
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return false }
    return expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
  }
}

/// A tree as JSON, with numbers and truths where YAML's core schema sees them.
func json(_ node: MarkedNode) -> Any {
  switch node.content {
  case .absent: NSNull()
  case .sequence(let items): items.map(json)
  case .mapping(let entries):
    Dictionary(entries.map { ($0.key, json($0.value)) }, uniquingKeysWith: { first, _ in first })
  case .scalar(let text, quoted: true): text
  case .scalar("true", _): true
  case .scalar("false", _): false
  case .scalar(let text, _): Double(text).map { $0 as Any } ?? text
  }
}
