import StockFlow

/// What the plan says about its own figures.
extension ScenarioDecoder {
  func statement(_ node: MarkedNode) -> Statement? {
    guard let fields = EntryReader(node, .statement, key: "statements", at: node.place, by: self) else { return nil }
    let draft = terms(fields)
    let scale = plainNumber(fields["scale"], key: "scale")
    let years = StatementYears(
      year: year(fields["year"], key: "year"), from: year(fields["from"], key: "from"),
      to: year(fields["to"], key: "to"))
    let measuring = draft.map { statementUnits($0) }
    if let draft, let measuring { checkAgreement(draft, measuring) }
    let comparison = statementComparison(fields, as: measuring?.quantity ?? .anything)
    let provenance = provenance(fields)
    let note = note(fields)
    checkYears(years, fields, draft)
    guard let draft, let measuring, let comparison, scale != nil || !fields.has("scale"),
      let terms = read(draft, as: measuring),
      let formula = years.formula(draft.form, terms, scale: scale ?? 1)
    else { return nil }
    return Statement(
      formula: formula, comparison: comparison.0, unit: measuring.shown(comparison.unit), provenance: provenance,
      note: note, place: node.place)
  }

  /// The form of a statement and its terms as they are written.
  private struct Draft {
    let form: String
    let nodes: [MarkedNode]
  }

  private func terms(_ fields: EntryReader) -> Draft? {
    let forms = KeyTable.statementForms.compactMap { form in fields[form].map { (form, $0) } }
    guard let (form, node) = forms.first, forms.count == 1 else { return nil }
    switch form {
    case "sum_of", "product_of": return list(node, key: form).map { Draft(form: form, nodes: $0) }
    case "ratio_of": return list(node, key: form, atLeast: 2, atMost: 2).map { Draft(form: form, nodes: $0) }
    default: return Draft(form: form, nodes: [node])
    }
  }

  private func isNumber(_ node: MarkedNode) -> Bool { node.text.map(startsLikeANumber) ?? false }

  /// What each term counts; `nil` for a bare number, or where it is not known.
  private func units(of nodes: [MarkedNode]) -> [DisplayUnit?] {
    nodes.map { node in
      guard let text = node.text else { return nil }
      guard isNumber(node) else { return unit(of: text) }
      guard case .success(let number) = readNumber(text) else { return nil }
      return number.displayUnit
    }
  }

  private func statementUnits(_ draft: Draft) -> StatementUnits {
    let bareIsPercent = draft.nodes.contains { $0.text.flatMap { names[$0] }?.bareIsPercent == true }
    return StatementUnits(
      form: draft.form, units: units(of: draft.nodes), bareIsPercent: bareIsPercent, scenario: unit)
  }

  /// Terms that are added must count the same.
  private func checkAgreement(_ draft: Draft, _ units: StatementUnits) {
    guard draft.form == "sum_of", let first = units.units.firstIndex(where: { $0 != nil }),
      let unit = units.units[first]
    else { return }
    for (node, other) in zip(draft.nodes, units.units) {
      guard let other, !other.counts(like: unit) else { continue }
      let problem = UnitProblem.terms(
        first: draft.nodes[first].text ?? "", firstUnit: unit.text, second: node.text ?? "", secondUnit: other.text)
      report(problem, at: node.place)
      return
    }
  }

  private func read(_ draft: Draft, as units: StatementUnits) -> [Statement.Term]? {
    let kinds: [EntryKind] = [.category, .measure, .driver, .fact, .flow]
    let terms = draft.nodes.compactMap { node -> Statement.Term? in
      if isNumber(node) { return figure(node, key: draft.form, as: units.termQuantity).map { .number($0) } }
      return reference(node, key: draft.form, to: kinds).map { .id($0) }
    }
    return terms.count == draft.nodes.count ? terms : nil
  }

  private func statementComparison(
    _ fields: EntryReader, as quantity: Quantity
  ) -> (Statement.Comparison, unit: DisplayUnit?)? {
    let figures = KeyTable.statementComparisons.map { key in
      fields[key].map { (figure($0, key: key, as: quantity), $0) }
    }
    guard let position = figures.firstIndex(where: { $0 != nil }), let (figure, node) = figures[position], let figure
    else { return nil }
    var unit: DisplayUnit?
    if let text = node.text, case .success(let number) = readNumber(text) { unit = number.displayUnit }
    switch position {
    case 0: return (.equals(figure), unit)
    case 1: return (.atLeast(figure), unit)
    default: return (.atMost(figure), unit)
    }
  }

  private func checkYears(_ years: StatementYears, _ fields: EntryReader, _ draft: Draft?) {
    if let from = years.from, let to = years.to, from >= to {
      report(YearProblem.statementYears(from: from, to: to), at: fields["to"]?.place ?? fields.place)
    }
    guard let draft, !fields.has("year"), ["sum_of", "ratio_of", "product_of"].contains(draft.form),
      !draft.nodes.allSatisfy(isNumber)
    else { return }
    report(KeyProblem.needs(key: draft.form, others: ["year"]), at: fields.keyPlace(draft.form))
  }
}

/// The years a statement is about.
private struct StatementYears {
  let year: Year?
  let from: Year?
  let to: Year?

  func formula(_ form: String, _ terms: [Statement.Term], scale: Double) -> Statement.Formula? {
    switch form {
    case "sum_of": .sum(terms, year: year)
    case "product_of": .product(terms, year: year)
    case "ratio_of": .ratio(terms[0], terms[1], scale: scale, year: year)
    case "value_of": year.map { .value(terms[0], year: $0) }
    default: interval(form, terms[0])
    }
  }

  private func interval(_ form: String, _ term: Statement.Term) -> Statement.Formula? {
    guard let from, let to else { return nil }
    switch form {
    case "growth_of": return .growth(term, from: from, to: to)
    case "yearly_growth_of": return .yearlyGrowth(term, from: from, to: to)
    default: return .change(term, from: from, to: to)
    }
  }
}

/// What the terms of a statement count, and so how its numbers are read and shown.
private struct StatementUnits {
  let form: String
  let units: [DisplayUnit?]
  let bareIsPercent: Bool
  let scenario: PeopleUnit

  /// How the number the plan says is read.
  var quantity: Quantity {
    switch form {
    case "growth_of", "yearly_growth_of": .growth
    case "ratio_of": .anything
    case "product_of": product.map { Quantity($0, isFlow: true) } ?? .anything
    default: common.map(sumQuantity) ?? .anything
    }
  }

  /// How a term that is a number is read.
  var termQuantity: Quantity {
    switch form {
    case "product_of", "ratio_of": .anything
    default: common.map(sumQuantity) ?? .anything
    }
  }

  /// A series in percent is compared with 20% or 0.2; one whose unit is written as `%` with 20, too.
  private func sumQuantity(_ unit: DisplayUnit) -> Quantity {
    bareIsPercent ? .percent(bareIsPercent: true) : Quantity(unit, isFlow: true)
  }

  /// The unit all terms share; for people the scenario's: a unit of a category's own governs its stocks and targets,
  /// not what is said about it.
  private var common: DisplayUnit? { units.compactMap { $0 }.first.map(inScenario) }

  private func inScenario(_ unit: DisplayUnit) -> DisplayUnit {
    if case .people = unit { .people(scenario) } else { unit }
  }

  /// The unit of a product: that of its only factor that has one.
  private var product: DisplayUnit? {
    let counting = units.compactMap { $0 }.filter { $0 != .none && $0 != .percent }
    return counting.count == 1 ? inScenario(counting[0]) : nil
  }

  /// The unit the result is shown in.
  func shown(_ written: DisplayUnit?) -> DisplayUnit {
    switch form {
    case "growth_of", "yearly_growth_of": .percent
    case "ratio_of": written ?? .none
    case "product_of": product ?? written ?? .none
    default: common ?? written ?? .none
    }
  }
}
