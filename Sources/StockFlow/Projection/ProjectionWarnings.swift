extension CentralProjection {
  /// What was limited in the central projection: stocks held at 0, exits scaled down to 1.
  public func warnings(_ scenario: Scenario) -> [Diagnostic] {
    func category(_ id: String) -> Category? { scenario.categories.first { $0.id == id } }
    let held = heldAtZero.map { (id, years) -> Diagnostic in
      Diagnostic(
        severity: .warning, code: "stock-held-at-zero",
        message: LocalizedText(
          zh: "\(category(id)?.name(.zh) ?? id)在中心预测中有 \(years) 年降到零以下，按零计",
          en:
            "the stock of \(category(id)?.name(.en) ?? id) falls below 0 in the central projection and is held at 0 (years: \(years))"
        ),
        place: category(id)?.place)
    }
    let scaled = scaledExits.map { (id, years) -> Diagnostic in
      Diagnostic(
        severity: .warning, code: "exits-scaled-down",
        message: LocalizedText(
          zh: "\(category(id)?.name(.zh) ?? id)在中心预测中有 \(years) 年离开者超过全部，按比例缩减到 100%",
          en:
            "more than everybody would leave \(category(id)?.name(.en) ?? id) in the central projection; exits are scaled down to 100 % (years: \(years))"
        ),
        place: category(id)?.place)
    }
    return held + scaled
  }
}
