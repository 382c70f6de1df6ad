import Workbooks

// The names of a workbook's sheets, by the id of their table.
extension Words {
  var comparisonName: String { say("比较", "Comparison") }
  var contentName: String { say("内容", "Content") }

  func sheetName(_ id: String) -> String {
    switch id {
    case "about": say("说明", "About")
    case "targets": say("目标", "Targets")
    case "quantiles": say("推演区间", "Intervals")
    case "probabilities": say("逐年概率", "Probabilities")
    case "contributions": say("贡献", "Contributions")
    case "variance": say("方差份额", "Variance shares")
    case "balance": say("平衡表", "Balance")
    case "composition": say("合计构成", "Totals")
    case "needs": say("所需差别", "Needs")
    case "levers": say("措施", "Levers")
    case "single": say("单项措施", "Each lever")
    case "mix": say("最省组合", "Least-cost mix")
    case "frontier": say("概率与费用", "Cost of probability")
    case "variants": say("方案", "Variants")
    case "parameters": say("参数", "Parameters")
    case "statements": say("不符的表述", "Statements")
    case "facts": say("规划数字", "Figures")
    default: id
    }
  }

  /// Why the tables do not fit into a workbook.
  func workbookProblem(_ problem: WorkbookError) -> String {
    switch problem {
    case .tooManyRows(let sheet, let rows, let limit):
      say(
        "工作表 \(sheet) 有 \(rows) 行，最多 \(limit) 行；请改用 .html",
        "sheet \(sheet) has \(rows) rows, at most \(limit) fit: write .html")
    case .tooManyColumns(let sheet, let columns, let limit):
      say(
        "工作表 \(sheet) 有 \(columns) 列，最多 \(limit) 列；请改用 .html",
        "sheet \(sheet) has \(columns) columns, at most \(limit) fit: write .html")
    case .tooManySheets(let count, let limit):
      say("工作簿有 \(count) 个表，最多 \(limit) 个", "the workbook has \(count) sheets, at most \(limit) fit")
    case .tooLarge(let bytes, let limit):
      say("工作簿有 \(bytes) 字节，最多 \(limit)", "the workbook has \(bytes) bytes, at most \(limit) fit")
    case .noSheets, .rowTooLong, .formula:
      say("工作簿没有写出，这是程序的错误（\(problem)）", "no workbook was written, which is an error of the program (\(problem))")
    }
  }
}
