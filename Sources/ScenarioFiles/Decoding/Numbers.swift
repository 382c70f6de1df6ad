import StockFlow

/// Numbers with their units, converted to what is computed with.
extension ScenarioDecoder {
  func number(_ node: MarkedNode, key: String) -> WrittenNumber? {
    guard let text = node.text else {
      reportExpected(.number, key: key, found: node)
      return nil
    }
    switch readNumber(text) {
    case .success(let number): return number
    case .failure(let problem):
      report(NumberMistake(problem: problem, key: key, text: text), at: node.place)
      return nil
    }
  }

  func figure(_ node: MarkedNode?, key: String, as quantity: Quantity) -> Figure? {
    guard let node, let number = number(node, key: key) else { return nil }
    switch convert(number, key: key, to: quantity) {
    case .success(let figure) where figure.value.isFinite && figure.lastDigit.isFinite: return figure
    case .success: report(NumberMistake(problem: .tooLarge, key: key, text: node.text ?? ""), at: node.place)
    case .failure(let problem): report(problem, at: node.place)
    }
    return nil
  }

  func plainNumber(_ node: MarkedNode?, key: String) -> Double? { figure(node, key: key, as: .factor)?.value }

  func convert(_ number: WrittenNumber, key: String, to quantity: Quantity) -> Result<Figure, UnitProblem> {
    switch quantity {
    case .people(let bare, let isFlow): people(number, key: key, bare: bare, isFlow: isFlow)
    case .share, .growth, .factor: ratio(number, key: key, quantity)
    case .percent(let bareIsPercent):
      number.unitText == nil
        ? .success(number.figure(inPercent: number.isPercent || bareIsPercent)) : ratio(number, key: key, quantity)
    case .other(let unit): other(number, key: key, unit)
    case .anything: .success(anything(number))
    }
  }

  private func people(
    _ number: WrittenNumber, key: String, bare: PeopleUnit, isFlow: Bool
  ) -> Result<Figure, UnitProblem> {
    if number.isPercent { return .failure(.percentOnPeople(key: key, unit: bare.name)) }
    guard let text = number.unitText else {
      return .success(bare.figure(number.value, lastDigit: number.lastDigit, in: unit))
    }
    if isFlow, isOnlyYearly(text) { return .success(bare.figure(number.value, lastDigit: number.lastDigit, in: unit)) }
    guard let written = PeopleUnit.parse(text) else { return .failure(.notPeople(unit: text, key: key)) }
    guard isFlow || !written.perYear else { return .failure(.yearlyStock(unit: text, key: key)) }
    return .success(written.figure(number.value, lastDigit: number.lastDigit, in: unit))
  }

  private func ratio(_ number: WrittenNumber, key: String, _ quantity: Quantity) -> Result<Figure, UnitProblem> {
    guard let text = number.unitText else { return .success(number.figure(inPercent: number.isPercent)) }
    // 3%/年 is how plans write a yearly rate.
    if quantity == .share || quantity == .growth, isOnlyYearly(text) {
      return .success(number.figure(inPercent: number.isPercent))
    }
    if quantity == .factor { return .failure(.unitOnPlainNumber(unit: text, key: key)) }
    return .failure(.unitOnShare(unit: text, key: key))
  }

  private func other(_ number: WrittenNumber, key: String, _ unit: String) -> Result<Figure, UnitProblem> {
    if number.isPercent { return .failure(.percentOnOther(unit: unit, key: key)) }
    if let text = number.unitText, spaced(text) != spaced(unit) {
      return .failure(.otherUnit(found: text, expected: unit, key: key))
    }
    return .success(number.figure(inPercent: false))
  }

  private func anything(_ number: WrittenNumber) -> Figure {
    if let text = number.unitText, let written = PeopleUnit.parse(text) {
      return written.figure(number.value, lastDigit: number.lastDigit, in: unit)
    }
    return number.figure(inPercent: number.isPercent)
  }

  private func isOnlyYearly(_ unit: String) -> Bool { ["/年", "/year", "/a"].contains(spaced(unit)) }
}

extension WrittenNumber {
  func figure(inPercent: Bool) -> Figure {
    let places = inPercent ? -2 : 0
    return Figure(shiftingDecimalPoint(value, by: places), lastDigit: shiftingDecimalPoint(lastDigit, by: places))
  }

  /// What the number says it counts; `nil` where it says nothing.
  var displayUnit: DisplayUnit? {
    if isPercent { return .percent }
    guard let text = unitText else { return nil }
    return PeopleUnit.parse(text).map(DisplayUnit.people) ?? .other(text)
  }
}
