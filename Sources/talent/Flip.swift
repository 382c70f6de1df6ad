import ArgumentParser
import Planning
import Reports
import StockFlow
import TalentSupply

struct Flip: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "flip",
      abstract: said("改变哪个假设、改多少，判断就会不同", "The smallest single changes of an assumption that turn a verdict."),
      discussion: said(
        """
        例：
          talent flip 规划.yaml
          talent flip 规划.yaml --target total@2025 --probability 0.66
        """,
        """
        Examples:
          talent flip plan.yaml
          talent flip plan.yaml --target total@2025 --probability 0.66
        """))
  }

  @OptionGroup var scenario: ScenarioFlags

  @Option(help: help("只看一个目标：of 或 of@年份", "One target alone: of, or of@year."))
  var target: String?

  @Option(
    parsing: .unconditional,
    help: help("要跨过的概率（默认 0.5）", "The probability to be crossed (default: 0.5)."), transform: readProbability)
  var probability: Double = 0.5

  @Option(
    parsing: .unconditional, help: help("抽取的路径数（默认 20000）", "Paths to draw (default: 20000)."),
    transform: readPaths)
  var paths: Int = FlipOptions.standardPaths

  @Option(
    parsing: .unconditional,
    help: help(
      "每种变化最多几个不确定假设，确定值为其一半（默认 5）",
      "At most so many uncertain assumptions a turn, half as many certain ones (default: 5)."),
    transform: readBest)
  var best: Int = 5

  @OptionGroup var drawing: RunFlags
  @OptionGroup var output: OutputFlags

  func validate() throws {
    guard probability > 0, probability < 1 else {
      throw ValidationError(
        said(
          "要跨过的概率大于 0 小于 1：0 与 1 无从跨过", "the probability to be crossed lies between 0 and 1: neither end can be crossed"
        ))
    }
    guard (100...10_000_000).contains(paths) else {
      throw ValidationError(said("flip 抽取 100 到 1000 万条路径", "flip draws 100 to 10,000,000 paths"))
    }
  }

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    let options = FlipOptions(
      probability: probability, best: best, paths: paths, seed: drawing.seed, threads: drawing.threadCount)
    let answer = try console.answer(about: loaded) { () throws(VerbError) in
      try flip(loaded.scenario, target: target, variant: scenario.variant, options: options)
    }
    try console.write(report(answer, as: console.reportOptions(warnings: loaded.warnings)))
  }
}

private func readBest(_ text: String) throws -> Int {
  guard let number = Int(text), (1...100).contains(number) else {
    throw ValidationError(said("个数应为 1 到 100 的整数", "the number of assumptions is a whole number from 1 to 100"))
  }
  return number
}
