import ArgumentParser
import Planning
import Reports
import StockFlow
import TalentSupply

struct Signposts: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "signposts",
      abstract: said("未来一两年看什么，能预示目标能否达到", "What to watch in the next years: it tells later hits from misses."),
      discussion: said(
        """
        例：
          talent signposts 规划.yaml
          talent signposts 规划.yaml --target total@2025 --years 2021,2022
        """,
        """
        Examples:
          talent signposts plan.yaml
          talent signposts plan.yaml --target total@2025 --years 2021,2022
        """))
  }

  @OptionGroup var scenario: ScenarioFlags

  @Option(help: help("只看一个目标：of 或 of@年份", "One target alone: of, or of@year."))
  var target: String?

  @Option(
    parsing: .unconditional,
    help: help("基期之后几年内可观测（默认 2）", "Years after the baseline in which something is observed (default: 2)."),
    transform: readWithin)
  var within: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(said("可观测的年份，用逗号分隔", "The years themselves, separated by commas."), valueName: "2021,2022"),
    transform: readYears)
  var years: [Int]?

  @Option(
    parsing: .unconditional, help: help("每个目标最多几个（默认 3）", "At most so many a target (default: 3)."),
    transform: readBest)
  var best: Int = 3

  @Option(
    parsing: .unconditional, help: help("抽取的路径数（默认 20000）", "Paths to draw (default: 20000)."),
    transform: readPaths)
  var paths: Int = SignpostOptions.standardPaths

  @OptionGroup var drawing: RunFlags
  @OptionGroup var output: OutputFlags

  func validate() throws {
    guard within == nil || years == nil else {
      throw ValidationError(said("--within 和 --years 只能用一个", "--within and --years exclude each other"))
    }
    // Some dozens of values of every path are held in memory.
    guard (200...1_000_000).contains(paths) else {
      throw ValidationError(said("signposts 抽取 200 到 100 万条路径", "signposts draws 200 to 1,000,000 paths"))
    }
  }

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    let options = SignpostOptions(
      years: years, within: within ?? 2, best: best, paths: paths, seed: drawing.seed, threads: drawing.threadCount)
    let answer = try console.answer(about: loaded) { () throws(VerbError) in
      try signposts(loaded.scenario, target: target, variant: scenario.variant, options: options)
    }
    try console.write(report(answer, as: console.reportOptions(warnings: loaded.warnings)))
  }
}

private func readWithin(_ text: String) throws -> Int {
  guard let number = Int(text), (1...100).contains(number) else {
    throw ValidationError(said("年数应为 1 到 100 的整数", "the number of years is a whole number from 1 to 100"))
  }
  return number
}

private func readYears(_ text: String) throws -> [Int] {
  let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "，" }
  let years = parts.compactMap { Int(String($0).filter { $0 != " " }) }
  guard years.count == parts.count else {
    throw ValidationError(said("年份用逗号分隔，如 2021,2022", "years are separated by commas, for example 2021,2022"))
  }
  return years
}

private func readBest(_ text: String) throws -> Int {
  guard let number = Int(text), (1...10).contains(number) else {
    throw ValidationError(said("个数应为 1 到 10 的整数", "the number of signposts is a whole number from 1 to 10"))
  }
  return number
}
