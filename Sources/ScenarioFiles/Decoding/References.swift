import StockFlow

/// Names in the file that lead to other entries.
extension ScenarioDecoder {
  static let series: [EntryKind] = [.category, .measure, .driver]

  /// The name of an entry or flow of one of some kinds; `nil` after a report if there is none.
  func reference(_ node: MarkedNode?, key: String, to kinds: [EntryKind]) -> String? {
    guard let node, let name = text(node, key: key) else { return nil }
    return reference(named: name, at: node.place, to: kinds)
  }

  func reference(named name: String, at place: SourcePlace, to kinds: [EntryKind]) -> String? {
    if name.contains(".") { return flow(name, at: place, among: kinds) }
    guard let entry = names[name] else {
      let near = suggestion(for: name, among: names.ids(kinds))
      report(NameProblem.nothing(name: name, expected: kinds, nearest: near), at: place)
      return nil
    }
    guard kinds.contains(entry.kind) else {
      report(NameProblem.wrongKind(name: name, kind: entry.kind, expected: kinds), at: place)
      return nil
    }
    return name
  }

  private func flow(_ name: String, at place: SourcePlace, among kinds: [EntryKind]) -> String? {
    guard let (owner, part) = ownerAndPart(name, at: place) else { return nil }
    let known = names.flows(of: owner.id)
    guard known.contains(part) else {
      if owner.kind == .pipeline, names[part]?.kind == .category {
        let entered = owner.entered.sorted()
        report(NameProblem.notEntered(pipeline: owner.id, category: part, entered: entered), at: place)
      } else {
        let flows = known.map { "\(owner.id).\($0)" }
        let near = suggestion(for: name, among: flows)
        report(NameProblem.noSuchFlow(name: name, owner: owner.kind, nearest: near, known: flows), at: place)
      }
      return nil
    }
    guard kinds.contains(.flow) else {
      report(NameProblem.wrongKind(name: name, kind: .flow, expected: kinds), at: place)
      return nil
    }
    return name
  }

  private struct Owner {
    let id: String
    let kind: EntryKind
    let entered: Set<String>
  }

  private func ownerAndPart(_ name: String, at place: SourcePlace) -> (owner: Owner, part: String)? {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      report(NameProblem.notAParameter(text: name), at: place)
      return nil
    }
    guard let entry = names[parts[0]] else {
      let owners: [EntryKind] = [.category, .pipeline, .transition, .driver, .measure]
      let near = suggestion(for: parts[0], among: names.ids(owners)).map { "\($0).\(parts[1])" }
      report(NameProblem.nothing(name: parts[0], expected: owners, nearest: near), at: place)
      return nil
    }
    return (Owner(id: parts[0], kind: entry.kind, entered: entry.entered), parts[1])
  }

  /// The parameter a text names; `nil` after a report if there is none.
  ///
  /// - Parameter allowed: properties that can stand here.
  func address(
    _ text: String, at place: SourcePlace, allowing allowed: Set<ParameterAddress.Property>
  ) -> ParameterAddress? {
    guard let (owner, part) = ownerAndPart(text, at: place) else { return nil }
    let known = owner.kind.parameters.filter(allowed.contains)
    guard let property = ParameterAddress.Property(rawValue: part), known.contains(property) else {
      let names = known.map { "\(owner.id).\($0.rawValue)" }
      let near = suggestion(for: text, among: names)
      report(NameProblem.noSuchParameter(name: text, owner: owner.kind, nearest: near, known: names), at: place)
      return nil
    }
    if property == .coverage, names[owner.id]?.isSum == false {
      report(NameProblem.coverageOfNoSum(measure: owner.id), at: place)
      return nil
    }
    return ParameterAddress(owner.id, property)
  }
}
