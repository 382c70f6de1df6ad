import ArgumentParser
import Ensembles
import Reports
import StockFlow
import TalentSupply

struct Simulate: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "simulate",
      abstract: said("蒙特卡洛模拟：每个序列的均值、标准差和分位数", "Monte Carlo: mean, standard deviation and quantiles of every series."),
      discussion: said(
        "例：talent simulate 规划.yaml --paths 20000 --levels 0.1,0.5,0.9",
        "Example: talent simulate plan.yaml --paths 20000 --levels 0.1,0.5,0.9"))
  }

  @OptionGroup var scenario: ScenarioFlags
  @OptionGroup var ensemble: EnsembleFlags
  @OptionGroup var output: OutputFlags

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    let answer = try console.answerShowingProgress(about: loaded) { progress throws(VerbError) in
      try simulate(loaded.scenario, variant: scenario.variant, options: ensemble.options, progress: progress)
    }
    try console.write(report(answer, as: console.reportOptions(warnings: loaded.warnings)))
  }
}
