import ArgumentParser
import Reports
import ScenarioFiles
import StockFlow
import TalentSupply

struct Check: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: said("检查场景文件，核对规划自己的数字", "Check scenario files and recompute the plan's statements."),
      discussion: said(
        "例：talent check 场景/*.yaml --strict", "Example: talent check Scenarios/*.yaml --strict"))
  }

  @Argument(help: help("场景文件（YAML）", "Scenario files (YAML)."), completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Flag(help: help("有任何问题或不符时退出状态为 1", "Exit with 1 if there is any problem or any statement that does not agree."))
  var strict = false

  @OptionGroup var output: OutputFlags

  func run() throws {
    let console = output.console
    try console.checkDestination(inputs: files)
    var answers: [CheckAnswer] = []
    var status = ExitStatus.done
    for file in files {
      do {
        let answer = try check(file)
        answers.append(answer)
        status = max(status, self.status(of: answer))
      } catch {
        console.show(error.diagnostics)
        if console.format != .table { answers.append(unreadable(error)) }
        status = .cannotRead
      }
    }
    if !answers.isEmpty { try console.write(report(answers, as: console.reportOptions())) }
    guard status == .done else { throw status.code }
  }

  private func status(of answer: CheckAnswer) -> ExitStatus {
    if answer.hasErrors { return .scenarioHasErrors }
    return strict && !answer.isClean ? .conditionFails : .done
  }

  private func unreadable(_ error: UnreadableFile) -> CheckAnswer {
    CheckAnswer(file: error.path, scenario: nil, problems: error.diagnostics, statements: [])
  }
}
