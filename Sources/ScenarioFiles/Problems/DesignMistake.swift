import StockFlow

/// What is wrong with the values a sweep runs through.
struct DesignMistake {
  private let problem: ValueProblem

  /// `nil` for problems of another kind.
  init?(_ problem: ValueProblem) {
    switch problem {
    case .noAxes, .emptyLevels, .rangeBackwards, .rangeOfOne, .tableWithoutHeader, .tableWithoutRows,
      .tableWithSemicolons:
      self.problem = problem
    default: return nil
    }
  }

  var english: Phrase {
    switch problem {
    case .noAxes:
      Phrase("`over` names no parameter", help: "write what is varied, as {skilled.training: [1.5, 2]}")
    case .emptyLevels(let address):
      Phrase("the list of \(address) is empty", help: "write the values, as \(address.sample)")
    case .rangeBackwards(let address):
      Phrase("the range of `\(address)` runs backwards", help: "write the lesser number as `from`")
    case .rangeOfOne(let address):
      Phrase(
        "the range of `\(address)` begins and ends at the same number",
        help: "write `to` above `from`, or the one value as a list")
    case .tableWithoutHeader:
      Phrase(
        "the table of the sweep is empty",
        help: "write the parameters in the first line, as skilled.training,skilled.attrition, and a row a point")
    case .tableWithoutRows: Phrase("the table of the sweep has no rows", help: "write one row for every point")
    case .tableWithSemicolons:
      Phrase("the columns are separated by semicolons", help: "separate them by commas")
    default: Phrase("")
    }
  }

  var chinese: Phrase {
    switch problem {
    case .noAxes: Phrase("`over` 没有写任何参数", help: "请写要改变的参数，如 {skilled.training: [1.5, 2]}")
    case .emptyLevels(let address): Phrase("\(address) 的列表是空的", help: "请写取值，如 \(address.sample)")
    case .rangeBackwards(let address): Phrase("`\(address)` 的范围前大后小", help: "请把较小的数写作 `from`")
    case .rangeOfOne(let address):
      Phrase("`\(address)` 的范围首尾是同一个数", help: "请让 `to` 大于 `from`，或把这个值写成列表")
    case .tableWithoutHeader:
      Phrase("扫描的表是空的", help: "首行请写参数，如 skilled.training,skilled.attrition，其后每个点一行")
    case .tableWithoutRows: Phrase("扫描的表没有数据行", help: "请为每个点写一行")
    case .tableWithSemicolons: Phrase("各列用分号隔开", help: "请用逗号隔开")
    default: Phrase("")
    }
  }
}

extension ParameterAddress {
  /// Two values it may have.
  fileprivate var sample: String {
    switch property.dimension {
    case .people: "[100, 150]"
    case .growthRate, .share: "[2%, 4%]"
    case .factor: "[0.8, 1]"
    }
  }
}
