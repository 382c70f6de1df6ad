import ArgumentParser
import Calibration
import Reports
import StockFlow
import TalentSupply

struct Fit: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "fit",
      abstract: said("由历史估计参数，给出误差", "Estimates from the history, with their errors."),
      discussion: said("例：talent fit 规划.yaml", "Example: talent fit plan.yaml"))
  }

  @OptionGroup var scenario: ScenarioFlags
  @OptionGroup(visibility: .hidden) var ensemble: EnsembleFlags
  @OptionGroup var output: OutputFlags

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    let answer = try console.answer(about: loaded) { () throws(VerbError) in
      try fit(loaded.scenario, variant: scenario.variant)
    }
    try console.write(report(answer, as: console.reportOptions(warnings: loaded.warnings)))
  }
}
