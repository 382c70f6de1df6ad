import ArgumentParser
import Reports
import StockFlow
import TalentSupply

struct Project: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "project",
      abstract: said("中心预测：每个参数取均值", "Central projection: every parameter at its mean."),
      discussion: said(
        "例：talent project 规划.yaml --format csv -o 预测.csv",
        "Example: talent project plan.yaml --format csv -o projection.csv"))
  }

  @OptionGroup var scenario: ScenarioFlags
  @OptionGroup(visibility: .hidden) var ensemble: EnsembleFlags
  @OptionGroup var output: OutputFlags

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    let answer = try console.answer(about: loaded) { () throws(VerbError) in
      try project(loaded.scenario, variant: scenario.variant)
    }
    try console.write(report(answer, as: console.reportOptions(warnings: loaded.warnings)))
  }
}
