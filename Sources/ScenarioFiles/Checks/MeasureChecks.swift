import StockFlow

/// Measures in the order in which they can be computed, their units, and the cycles among them.
extension ScenarioDecoder {
  /// The measures with their units, in the order of the file.
  func finish(_ drafts: [MeasureDraft]) -> [Measure] {
    let order = computingOrder(drafts)
    reportCycles(among: drafts, except: order)
    var units: [String: DisplayUnit] = [:]
    for position in order {
      let draft = drafts[position]
      guard let unit = unit(of: draft) else { continue }
      units[draft.id] = unit
      names.setUnit(unit, of: draft.id)
    }
    return drafts.map { draft in
      Measure(
        id: draft.id, name: draft.name, unit: units[draft.id] ?? .none, formula: draft.formula,
        provenance: draft.provenance, note: draft.note, place: draft.place)
    }
  }

  /// Kahn's algorithm: a measure comes after those it is made of; measures on or behind a cycle are left out.
  private func computingOrder(_ drafts: [MeasureDraft]) -> [Int] {
    let positions = Dictionary(drafts.indices.map { (drafts[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    var users: [Int: [Int]] = [:]
    var waiting = drafts.map { _ in 0 }
    for (user, draft) in drafts.enumerated() {
      for part in draft.formula.series.compactMap({ positions[$0] }) {
        users[part, default: []].append(user)
        waiting[user] += 1
      }
    }
    var order = drafts.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      for user in users[order[next]] ?? [] {
        waiting[user] -= 1
        if waiting[user] == 0 { order.append(user) }
      }
      next += 1
    }
    return order
  }

  /// Every cycle is reported once, at its first measure in the file.
  private func reportCycles(among drafts: [MeasureDraft], except order: [Int]) {
    let free = Set(order)
    let stuck = drafts.indices.filter { !free.contains($0) }
    let positions = Dictionary(stuck.map { (drafts[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    var visited: Set<Int> = []
    for start in stuck where !visited.contains(start) {
      let path = walk(from: start, drafts, positions, &visited)
      guard let cycle = path else { continue }
      let first = cycle.min() ?? start
      let turn = cycle.firstIndex(of: first) ?? 0
      let ids = (cycle[turn...] + cycle[..<turn]).map { drafts[$0].id }
      report(RelationProblem.cycle(ids + [drafts[first].id]), at: drafts[first].place)
    }
  }

  /// Follows measures that are stuck until one comes again: from each of them leads at least one way to another.
  /// `nil` if the way ends where an earlier one went.
  private func walk(
    from start: Int, _ drafts: [MeasureDraft], _ positions: [String: Int], _ visited: inout Set<Int>
  ) -> [Int]? {
    var path: [Int] = []
    var place: [Int: Int] = [:]
    var current = start
    while place[current] == nil {
      guard visited.insert(current).inserted else { return nil }
      place[current] = path.count
      path.append(current)
      guard let next = drafts[current].formula.series.lazy.compactMap({ positions[$0] }).first else { return nil }
      current = next
    }
    return place[current].map { Array(path[$0...]) }
  }

  /// What a measure counts: what is written, else what its parts count.
  private func unit(of draft: MeasureDraft) -> DisplayUnit? {
    let derived = derivedUnit(draft)
    guard let written = draft.written else { return derived }
    if case .people = written, let derived, !derived.counts(like: written), !draft.isWeighted, !draft.formula.isRatio {
      report(UnitProblem.measureUnit(written: written.text, terms: derived.text), at: draft.unitPlace)
    }
    if case .percent = written, case .ratio(_, _, let scale) = draft.formula, scale != 1 {
      report(UnitProblem.scaledPercent(scale: scale), at: draft.unitPlace)
    }
    return written
  }

  private func derivedUnit(_ draft: MeasureDraft) -> DisplayUnit? {
    if draft.formula.isRatio { return DisplayUnit.none }
    if case .cumulative = draft.formula { return .people(unit) }
    let parts = draft.formula.series.map { ($0, unit(of: $0)) }
    guard let first = parts.first, let unit = first.1 else { return nil }
    if !draft.isWeighted || draft.written == nil {
      for (position, part) in parts.enumerated() {
        guard let other = part.1, !other.counts(like: unit) else { continue }
        let problem = UnitProblem.terms(
          first: first.0, firstUnit: unit.text, second: part.0, secondUnit: other.text)
        report(problem, at: draft.termPlaces[position])
        break
      }
    }
    if case .people = unit { return .people(self.unit) }
    return unit
  }
}

extension Measure.Formula {
  /// The categories, measures and drivers it is made of.
  var series: [String] {
    switch self {
    case .sum(let terms, _): terms.map(\.id)
    case .difference(let first, let second), .ratio(let first, let second, _): [first, second]
    case .cumulative: []
    case .change(let id, _): [id]
    }
  }

  var isRatio: Bool {
    if case .ratio = self { true } else { false }
  }
}
