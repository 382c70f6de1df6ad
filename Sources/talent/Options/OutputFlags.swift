import ArgumentParser
import Reports
import StockFlow

/// Where results go, in which form and language.
struct OutputFlags: ParsableArguments {
  @Option(help: help("输出格式", "Form of the result."))
  var format: OutputFormat = .table

  @Option(name: .customLong("lang"), help: help("语言（默认取自环境）", "Language (default: from the environment)."))
  var language: Language?

  @Option(
    name: .shortAndLong,
    help: help("把结果写入文件；- 为标准输出", "File to write the result to; - is standard output."), completion: .file())
  var output: String?

  @Flag(help: help("不输出提示和进度", "No narration and no progress."))
  var quiet = false

  @Flag(help: help("CSV 以字节顺序标记开头，供 Excel 识别", "Start CSV with the byte-order mark, for Excel."))
  var excel = false

  func validate() throws {
    guard !excel || format == .csv else {
      throw ValidationError(said("--excel 只用于 --format csv", "--excel goes with --format csv"))
    }
  }

  var console: Console {
    let environment = Environment()
    return Console(
      language: language ?? Language(environment: environment), format: format, hasByteOrderMark: excel,
      isQuiet: quiet, destination: OutputDestination(path: output), terminal: Terminal(environment: environment))
  }
}
