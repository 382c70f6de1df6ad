import Ensembles

/// What counts as one input: a parameter, all noise, or a kind of them.
struct InputGroups: Sendable {
  let names: [String]
  /// Numbers of the function's inputs.
  let members: [[Int]]

  static let noise = "noise"

  init(_ function: PathFunction, inGroups: Bool) {
    var names = function.parameters.map { inGroups ? Self.kind(of: $0) : $0 }
    names += Array(repeating: Self.noise, count: function.noiseCount)
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for (input, name) in names.enumerated() {
      if members[name] == nil { order.append(name) }
      members[name, default: []].append(input)
    }
    self.names = order
    self.members = order.map { members[$0] ?? [] }
  }

  /// Which of them is the noise; `nil` where there is none.
  var noise: Int? { names.firstIndex(of: Self.noise) }

  /// `growth`, `training`, `migration`, `attrition`, `transitions`, `pipelines`, `stock` or `coverage`.
  private static func kind(of parameter: String) -> String {
    let parts = parameter.split(separator: ".").dropFirst()
    return switch parts.first {
    case "in_migration", "out_migration": "migration"
    case "rate": "transitions"
    case "intake", "completion": "pipelines"
    case let part?: String(part)
    case nil: parameter
    }
  }
}
