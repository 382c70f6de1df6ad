/// The five flows of a cell where no year changes them and none has an addend, as in nearly all cells: looked up once for
/// all paths and years.
struct PlainFlows: Sendable {
  let growth: PlainTerm
  let training: PlainTerm
  let inMigration: PlainTerm
  let outMigration: PlainTerm
  let attrition: PlainTerm

  /// `nil` where a cell is not so plain.
  init?(_ cell: Cell, parameters: ParameterTable, uncertain: [UncertainParameter], in year: Year) {
    let drawn = cell.flows.compactMap { $0.flatMap { parameters.rows[$0].uncertain } }
    guard cell.isSteady, drawn.allSatisfy({ uncertain[$0].addend == nil }) else { return nil }
    func term(_ parameter: Int?) -> PlainTerm {
      guard let parameter else { return PlainTerm(coefficient: 0, constant: 0, factor: nil) }
      let law = parameters.rows[parameter].uncertain.map { uncertain[$0] }
      return PlainTerm(
        coefficient: parameters.coefficient(of: parameter, in: year), constant: law?.constant ?? 0, factor: law?.factor)
    }
    growth = term(cell.growth)
    training = term(cell.training)
    inMigration = term(cell.inMigration)
    outMigration = term(cell.outMigration)
    attrition = term(cell.attrition)
  }
}

/// coefficient · factor + constant.
struct PlainTerm: Sendable {
  let coefficient: Double
  let constant: Double
  /// Index of a draw; 1 where `nil`.
  let factor: Int?
}
