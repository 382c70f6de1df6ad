/// Rows of inputs, each of which is a case or not: futures that miss a target, say.
public struct CaseSample: Sendable, Equatable {
  public let inputs: Sample
  public let isCase: [Bool]
  /// Rows left out because an input was infinite or not a number.
  public let excludedRows: Int

  public init(inputs: Sample, isCase: [Bool]) {
    precondition(inputs.count == isCase.count, "every row is a case or not")
    let usable = isCase.indices.filter { inputs.row($0).allSatisfy(\.isFinite) }
    excludedRows = isCase.count - usable.count
    self.inputs = usable.count == isCase.count ? inputs : inputs.rows(usable)
    self.isCase = usable.map { isCase[$0] }
  }

  public var count: Int { isCase.count }
  public var cases: Int { isCase.count { $0 } }

  /// The share of cases.
  public var baseRate: Double { Double(cases) / Double(max(1, count)) }

  func cases(among rows: [Int]) -> Int { rows.count { isCase[$0] } }

  /// What a box holds; `available` are the rows no earlier box has taken.
  func score(_ box: Box, available: [Int]) -> ScoredBox {
    let inside = box.rows(of: inputs, among: available)
    return score(box, rows: inside.count, cases: cases(among: inside))
  }

  func score(_ box: Box, rows: Int, cases inside: Int) -> ScoredBox {
    ScoredBox(
      box: box, rows: rows, cases: inside, coverage: Double(inside) / Double(max(1, cases)),
      density: Double(inside) / Double(max(1, rows)), mass: Double(rows) / Double(max(1, count)))
  }
}
