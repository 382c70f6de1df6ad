import ArgumentParser
import Ensembles
import Foundation
import Planning
import Reports
import ScenarioFiles
import StockFlow
import TalentSupply

struct Report: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: said("写成报告：一个自含的网页，或同样表格的工作簿", "A report: one self-contained page, or its tables as a workbook."),
      discussion: said(
        """
        例：
          talent report 规划.yaml -o 报告.html
          talent report 规划.yaml -o 报告.html --lang both
          talent report 规划.yaml -o 报告.xlsx
        """,
        """
        Examples:
          talent report plan.yaml -o report.html
          talent report plan.yaml -o report.html --lang both
          talent report plan.yaml -o report.xlsx
        """))
  }

  @OptionGroup var scenario: ScenarioFlags

  @Option(help: help("报告的标题（默认：场景名称）", "Title of the report (default: the scenario's name)."))
  var title: String?

  @Option(help: help("格式（默认取自文件名）", "Form (default: from the file's name)."))
  var format: ReportForm?

  @Option(
    name: .customLong("lang"),
    help: help("语言：zh、en 或 both（默认取自环境）", "Language: zh, en or both (default: from the environment)."))
  var language: ReportLanguage?

  @Option(
    name: .shortAndLong, help: help("报告文件；- 为标准输出", "File to write; - is standard output."), completion: .file())
  var output: String?

  @Flag(help: help("不输出提示", "No narration."))
  var quiet = false

  @OptionGroup var ensemble: EnsembleFlags

  func run() throws {
    let console = self.console
    let form = try chosenForm(console)
    let loaded = try console.load(scenario.file)
    let study = try console.answer(about: loaded) { () throws(VerbError) in
      try TalentSupply.study(loaded.scenario, variant: scenario.variant, options: ensemble.options)
    }
    let report = PlanReport(study, origin: origin(of: loaded, form), languages: languages)
    do {
      switch form {
      case .html: try console.write(try report.html())
      case .xlsx: try console.write(try report.workbook())
      }
    } catch let fault as ReportFault {
      console.sayError(console.words.fault(fault))
      throw ExitStatus.ownFailure.code
    }
  }

  private var console: Console {
    let environment = Environment()
    return Console(
      language: language?.ofMessages ?? Language(environment: environment), format: .table, hasByteOrderMark: false,
      isQuiet: quiet, destination: OutputDestination(path: output), terminal: Terminal(environment: environment))
  }

  private var languages: [Language] {
    language?.languages ?? [Language(environment: Environment())]
  }

  /// What `--format` says, else the ending of the file's name.
  private func chosenForm(_ console: Console) throws -> ReportForm {
    guard let output else {
      guard let format, format.isText else { throw ValidationError(console.words.reportNeedsFile) }
      return format
    }
    if let format { return format }
    let ending = (output as NSString).pathExtension.lowercased()
    guard let form = ReportForm(rawValue: ending == "htm" ? "html" : ending) else {
      throw ValidationError(
        output == "-" ? console.words.reportNeedsFile : console.words.unknownReportForm(visible(output)))
    }
    return form
  }

  private func origin(of input: Console.Input, _ form: ReportForm) -> ReportOrigin {
    var parts = ["talent", "report", quoted(scenario.file)]
    if let variant = scenario.variant { parts += ["--variant", quoted(variant)] }
    if let title { parts += ["--title", quoted(title)] }
    parts += ensemble.arguments + ["--lang", languages.count > 1 ? "both" : (languages.first ?? .en).rawValue]
    parts += ["-o", "report." + form.rawValue]
    return ReportOrigin(
      command: parts.joined(separator: " "), version: programVersion,
      files: input.lines.digests().map { ReportOrigin.File(path: $0.path, digest: $0.digest) },
      warnings: input.warnings, title: title)
  }
}

/// What a report is written as.
enum ReportForm: String, CaseIterable, ExpressibleByArgument {
  case html, xlsx

  /// Whether it can stand on a terminal.
  var isText: Bool { self == .html }
}

/// In which languages a report speaks.
enum ReportLanguage: String, CaseIterable, ExpressibleByArgument {
  case zh, en, both

  var languages: [Language] {
    switch self {
    case .zh: [.zh]
    case .en: [.en]
    case .both: [.zh, .en]
    }
  }

  /// `nil` for both: then that of the environment.
  var ofMessages: Language? { languages.count == 1 ? languages.first : nil }
}

/// A word of a command line as the shell takes it for one.
func quoted(_ word: String) -> String {
  let isPlain =
    !word.isEmpty
    && word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_./:@%+=,".unicodeScalars.contains($0)
    }
  return isPlain ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
}
