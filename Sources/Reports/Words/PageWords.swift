import StockFlow

// The headings of the report and what frames it.
extension Words {
  package var otherLanguageName: String { say("English", "中文") }
  package var ownLanguageName: String { say("中文", "English") }
  var reportName: String { say("人才规划推演报告", "Report on a talent plan") }
  var contentsName: String { say("目录", "Contents") }
  var tableName: String { say("表", "Table") }
  var figureName: String { say("图", "Figure") }
  var unitName: String { say("单位", "Unit") }
  func unitLine(_ unit: String) -> String { say("单位：\(unit)", "Unit: \(unit)") }
  var noteName: String { say("注：", "Note: ") }
  var sourceName: String { say("资料来源：", "Source: ") }
  var valuesOfTheChart: String { say("图中数值", "Values of the chart") }
  var willWeGetThere: String { say("一、能实现吗？", "1  Will we get there?") }
  var why: String { say("二、为什么？", "2  Why, or why not?") }
  var whatWouldItTake: String { say("三、还需要什么？", "3  What would it take?") }
  var canITrustIt: String { say("四、可信吗？", "4  Can I trust it?") }
  var colophonTitle: String { say("如何重现本报告", "How to make this report again") }

  func leftOut(_ title: String) -> String {
    say(
      "“\(title)”因篇幅略去，见工作簿（-o 报告.xlsx）。",
      "“\(title)” is left out of this page for its size; the workbook has it (-o report.xlsx).")
  }
  func plotInstead(_ title: String, _ chart: String) -> String {
    say(
      "“\(title)”因篇幅略去，可用 talent plot --chart \(chart) 画出。",
      "“\(title)” is left out of this page for its size; talent plot --chart \(chart) draws it.")
  }
  func rowsLeftOut(shown: Int, of all: Int) -> String {
    say(
      "只列出前 \(shown) 行，全部 \(all) 行见工作簿（-o 报告.xlsx）。",
      "The first \(shown) of \(all) rows; the workbook has all (-o report.xlsx).")
  }

  var commandName: String { say("命令", "Command") }
  var versionName: String { say("程序版本", "Program") }
  var drawsName: String { say("抽样", "Draws") }
  func digestOf(_ file: String) -> String { say("\(file) 的 SHA-256", "SHA-256 of \(file)") }
  var reproducible: String {
    say(
      "同一版本的程序用这条命令处理内容相同的文件，得到逐字节相同的报告；线程数不影响任何数字。",
      "The same version of the program makes, with this command and files of this content, the same report byte for byte; the number of threads changes nothing."
    )
  }

  func capitalised(_ phrase: String) -> String { phrase.prefix(1).uppercased() + phrase.dropFirst() }

  /// A list with few values as a range: "0.1 – 0.2 – 0.3".
  func range(_ values: [String]) -> String { values.joined(separator: say("～", " – ")) }

  /// The title of a document as each language writes it.
  func document(_ title: String) -> String {
    say(title.hasPrefix("《") ? title : "《\(title)》", title)
  }
}

// What the command line says of reports.
extension Words {
  package var reportNeedsFile: String {
    say(
      "请用 -o 指明报告文件：-o 报告.html 或 -o 报告.xlsx（或 --format html -o - 写到标准输出）",
      "name the report's file with -o: -o report.html or -o report.xlsx (or --format html -o - for standard output)")
  }

  package func unknownReportForm(_ file: String) -> String {
    say(
      "从文件名 \(file) 看不出格式；请用 .html 或 .xlsx，或写 --format html|xlsx",
      "the name \(file) does not tell the form; use .html or .xlsx, or write --format html|xlsx")
  }

  package func fault(_ fault: ReportFault) -> String {
    switch fault {
    case .unbalanced(let category, let year, let opening, let flows, let closing):
      say(
        "\(category) \(year) 年的平衡表不平：年初 \(opening)，流量 \(flows)，年末 \(closing)。这是程序的错误，报告没有写出。",
        "the balance of \(category) in \(year) does not add up: opening \(opening), flows \(flows), closing \(closing). This is an error of the program; no report was written."
      )
    case .workbook(let problem): workbookProblem(problem)
    }
  }

  package func unknownChart(_ name: String, known: [String]) -> String {
    say("没有图“\(name)”；可选：\(list(known))", "there is no chart “\(name)”; it may be one of: \(list(known))")
  }
}
