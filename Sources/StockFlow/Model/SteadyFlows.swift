/// The five flows of a cell that no year changes: what each is made of, looked up once for all paths and years.
struct SteadyFlows: Sendable {
  let growth: SteadyTerm
  let training: SteadyTerm
  let inMigration: SteadyTerm
  let outMigration: SteadyTerm
  let attrition: SteadyTerm

  /// - Precondition: means nothing but where `cell.isSteady`.
  init(_ cell: Cell, parameters: ParameterTable, uncertain: [UncertainParameter], in year: Year) {
    func term(_ parameter: Int?) -> SteadyTerm {
      guard let parameter else { return SteadyTerm(coefficient: 0) }
      let coefficient = parameters.coefficient(of: parameter, in: year)
      guard let index = parameters.rows[parameter].uncertain else { return SteadyTerm(coefficient: coefficient) }
      return SteadyTerm(
        coefficient: coefficient, constant: uncertain[index].constant, factor: uncertain[index].factor,
        addend: uncertain[index].addend)
    }
    growth = term(cell.growth)
    training = term(cell.training)
    inMigration = term(cell.inMigration)
    outMigration = term(cell.outMigration)
    attrition = term(cell.attrition)
  }
}

/// coefficient · factor + addend + constant, of which the middle two are draws.
struct SteadyTerm: Sendable {
  let coefficient: Double
  let constant: Double
  /// Indices of draws.
  let factor: Int?
  let addend: Int?

  init(coefficient: Double, constant: Double = 0, factor: Int? = nil, addend: Int? = nil) {
    (self.coefficient, self.constant, self.factor, self.addend) = (coefficient, constant, factor, addend)
  }
}
