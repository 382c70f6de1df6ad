extension HistoryProblem {
  var english: Phrase {
    switch self {
    case .emptyFile:
      Phrase("the file has no first line with the names of its columns", help: "write year,stock there")
    case .missingColumn(let missing): missing.english
    case .columnTwice(let column): Phrase("there are two columns `\(column.rawValue)`", help: "rename one of them")
    case .fieldCount(let found, let expected):
      Phrase(
        "this row has \(found) \(found == 1 ? "field" : "fields"), the first line has \(expected)",
        help: "put a field that contains a comma in double quotes")
    case .unclosedQuote: Phrase("the quote \" is never closed", help: "write \" at the end of the field")
    case .textAfterQuote:
      Phrase("something follows the closing quote", help: "write \"\" for a quote inside a quoted field")
    case .tooManyRows(let limit):
      Phrase("more than \(limit) rows are taken from CSV files", help: "keep only the rows the scenario needs")
    case .tooManyBytes(let limit):
      Phrase(
        "the CSV files are larger than \(limit / 1_000_000) MB together", help: "keep only the rows the scenario needs")
    case .moreBrokenRows(let told): Phrase("after \(told) mistakes the rest of the file was not read")
    default: englishChoice
    }
  }

  private var englishChoice: Phrase {
    switch self {
    case .nothingHas(let column, let text, let nearest, let known):
      Phrase(
        "no row has `\(shortened(text))` in the column `\(column.rawValue)`",
        help: nearest.map { "write `\($0)`" } ?? "it has: \(listed(known.prefix(13).map(shortened), ", "))")
    case .nothingHasAll(let choices):
      Phrase(
        "no row has \(choices.map { "\($0.column.rawValue) `\(shortened($0.text))`" }.joined(separator: " and "))",
        help: "remove one of them")
    case .noRows: Phrase("no row has a stock", help: "add rows with a year and a stock")
    case .noRowsInYears(let first, let last):
      Phrase("no row lies between `from` and `to`", help: "the rows are of \(first)–\(last)")
    case .several(let choices, let year):
      Phrase(
        "several rows are of \(year): they differ in "
          + choices.map { "\($0.column.rawValue) (\(listed($0.texts.prefix(13).map(shortened), ", ")))" }.joined(
            separator: " and "),
        help: "add "
          + choices.map { "`\($0.column.rawValue): \(shortened($0.texts.first ?? "…"))`" }.joined(separator: " and "))
    case .yearTwice(let year, let firstLine):
      Phrase("\(year) stands here again, first in line \(firstLine)", help: "keep one row for each year")
    case .yearsBesideFile(let key):
      Phrase(
        "`\(key)` names a file and gives values by year",
        help: "keep `csv: …` or the years; `from` and `to` limit what is taken from the file")
    default: Phrase("")
    }
  }

  var chinese: Phrase {
    switch self {
    case .emptyFile: Phrase("文件没有写明列名的首行", help: "首行请写 year,stock")
    case .missingColumn(let missing): missing.chinese
    case .columnTwice(let column): Phrase("有两列都叫 `\(column.rawValue)`", help: "请为其中一列改名")
    case .fieldCount(let found, let expected):
      Phrase("本行有 \(found) 个字段，首行有 \(expected) 个", help: "字段内若有逗号，请给字段加双引号")
    case .unclosedQuote: Phrase("引号 \" 没有闭合", help: "在字段末尾补上 \"")
    case .textAfterQuote: Phrase("引号闭合之后还有文字", help: "引号内的引号写作 \"\"")
    case .tooManyRows(let limit): Phrase("从 CSV 文件中取用超过 \(limit) 行", help: "请只保留需要的行")
    case .tooManyBytes(let limit): Phrase("CSV 文件合计超过 \(limit / 1_000_000) MB", help: "请只保留需要的行")
    case .moreBrokenRows(let told): Phrase("发现 \(told) 处错误之后，文件其余部分未再读取")
    default: chineseChoice
    }
  }

  private var chineseChoice: Phrase {
    switch self {
    case .nothingHas(let column, let text, let nearest, let known):
      Phrase(
        "没有一行的 `\(column.rawValue)` 列为 `\(shortened(text))`",
        help: nearest.map { "请写 `\($0)`" } ?? "该列有：\(listed(known.prefix(13).map(shortened), "、"))")
    case .nothingHasAll(let choices):
      Phrase(
        "没有一行同时满足 \(choices.map { "\($0.column.rawValue) `\(shortened($0.text))`" }.joined(separator: "、"))",
        help: "请删去其中一个条件")
    case .noRows: Phrase("没有一行写有存量", help: "请添加写有年份和存量的行")
    case .noRowsInYears(let first, let last): Phrase("`from` 与 `to` 之间没有数据", help: "数据的年份为 \(first)–\(last)")
    case .several(let choices, let year):
      Phrase(
        "\(year) 年有多行，其不同之处在 "
          + choices.map { "\($0.column.rawValue)（\(listed($0.texts.prefix(13).map(shortened), "、"))）" }.joined(
            separator: "和"),
        help: "请加 "
          + choices.map { "`\($0.column.rawValue): \(shortened($0.texts.first ?? "…"))`" }.joined(separator: " 和 "))
    case .yearTwice(let year, let firstLine): Phrase("\(year) 年重复，第一次出现在第 \(firstLine) 行", help: "每年请只保留一行")
    case .yearsBesideFile(let key):
      Phrase("`\(key)` 既指明了文件又按年份写了数值", help: "请只保留 `csv: …` 或各年份；`from` 和 `to` 可限定取用的年份")
    default: Phrase("")
    }
  }
}

extension HistoryProblem.MissingColumn {
  var english: Phrase {
    Phrase("the file has no column `\(column.rawValue)`", help: englishHelp)
  }

  var chinese: Phrase {
    Phrase("文件没有 `\(column.rawValue)` 列", help: chineseHelp)
  }

  private var englishHelp: String {
    if let separator { return "write commas between the columns, not `\(name(of: separator))`" }
    if let nearest { return "rename the column `\(shortened(nearest))`" }
    return "its first line names: \(listed(known.prefix(13).map(shortened), ", "))"
  }

  private var chineseHelp: String {
    if let separator { return "列与列之间请用半角逗号，而不是 `\(name(of: separator))`" }
    if let nearest { return "请把 `\(shortened(nearest))` 列改名" }
    return "首行写有：\(listed(known.prefix(13).map(shortened), "、"))"
  }

  private func name(of separator: Character) -> String { separator == "\t" ? "tab" : String(separator) }
}
