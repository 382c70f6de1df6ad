import ArgumentParser
import Calibration
import Ensembles
import Reports
import StockFlow
import TalentSupply

struct Backtest: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backtest",
      abstract: said("回测：同样的方法在过去会有多准", "How good the same method would have been in the past."),
      discussion: said(
        """
        例：
          talent backtest 规划.yaml
          talent backtest 规划.yaml --origins 5 --horizon 3 --format json
          talent backtest 规划.yaml --paths 100000    # 不写时每个起点 10000 条路径
        """,
        """
        Examples:
          talent backtest plan.yaml
          talent backtest plan.yaml --origins 5 --horizon 3 --format json
          talent backtest plan.yaml --paths 100000    # 10,000 an origin where nothing is said
        """))
  }

  @OptionGroup var scenario: ScenarioFlags

  @Option(
    parsing: .unconditional, help: help("每个类别的起点个数（默认 3）", "Origins of each category (default: 3)."),
    transform: readOrigins)
  var origins: Int = 3

  @Option(
    parsing: .unconditional, help: help("向前预测的年数（默认 5）", "Years ahead (default: 5)."), transform: readHorizon)
  var horizon: Int = 5

  @OptionGroup var ensemble: EnsembleFlags
  @OptionGroup var output: OutputFlags

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    var drawn = ensemble.options
    if ensemble.paths == nil { drawn.size = .paths(standardBacktestPaths) }
    let answer = try console.answerShowingProgress(about: loaded) { progress throws(VerbError) in
      try backtest(
        loaded.scenario, variant: scenario.variant, options: BacktestOptions(origins: origins, horizon: horizon),
        ensemble: drawn, progress: progress)
    }
    try console.write(report(answer, as: console.reportOptions(warnings: loaded.warnings)))
  }
}

private func readOrigins(_ text: String) throws -> Int {
  guard let number = Int(text), (1...100).contains(number) else {
    throw ValidationError(said("起点个数应为 1 到 100 的整数", "the number of origins is a whole number from 1 to 100"))
  }
  return number
}

private func readHorizon(_ text: String) throws -> Int {
  guard let number = Int(text), (1...50).contains(number) else {
    throw ValidationError(said("年数应为 1 到 50 的整数", "the number of years ahead is a whole number from 1 to 50"))
  }
  return number
}
