import ArgumentParser
import Ensembles
import Planning
import Reports
import ScenarioFiles
import StockFlow
import TalentSupply

struct Solve: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "solve",
      abstract: said(
        "要怎么做才能达到：单项措施、最省组合、最晚启动年份",
        "What it would take: each lever alone, the least-cost mix, the last year to act."),
      discussion: said(
        """
        例：
          talent solve 规划.yaml
          talent solve 规划.yaml --probability 0.9 --target total --frontier
          talent solve 规划.yaml --budget 5000万元 --across variants
        场景中没有 levers 时，给出每个目标所需的增长、培训或保留。
        """,
        """
        Examples:
          talent solve plan.yaml
          talent solve plan.yaml --probability 0.9 --target total --frontier
          talent solve plan.yaml --budget "50 万元" --across variants
        Where the scenario has no levers: the growth, training or retention each target needs.
        """))
  }

  @OptionGroup var scenario: ScenarioFlags

  @Option(
    parsing: .unconditional, help: help("要求的概率（默认 0.8）", "The probability asked for (default: 0.8)."),
    transform: readProbability)
  var probability: Double = 0.8

  @Option(
    parsing: .singleValue,
    help: help("只考虑这些目标：of 或 of@年份，可重复（默认全部）", "Only these targets: of, or of@year; may be repeated (default: all)."))
  var target: [String] = []

  @Flag(help: help("每个目标各自达到要求，而不是同时", "Each target by itself, not all in the same future."))
  var each = false

  @Option(help: help("组合的费用上限，如 5000万元", "The most the mix may cost, for example \"50 万元\" or \"2000000 USD\"."))
  var budget: String?

  @Flag(help: help("费用与概率、费用与目标个数的前沿", "Cost against probability, and against the number of targets."))
  var frontier = false

  @Option(
    help: help(
      "组合必须在这些方案下都成立，用逗号分隔；variants 表示全部", "Variants the mix has to hold in, separated by commas; `variants` for all."))
  var across: String?

  @OptionGroup var ensemble: EnsembleFlags
  @OptionGroup var output: OutputFlags

  private static let mostPaths = 1_000_000

  func validate() throws {
    guard probability > 0, probability < 1 else {
      throw ValidationError(
        said("--probability 应大于 0 且小于 1，如 0.8", "--probability lies above 0 and below 1, for example 0.8"))
    }
    // Values of all paths are kept, target by target and lever by lever.
    if let paths = ensemble.paths, paths > Self.mostPaths {
      throw ValidationError(said("solve 最多 100 万条路径", "solve draws at most 1,000,000 paths"))
    }
    if ensemble.precision != nil {
      throw ValidationError(said("solve 请用 --paths", "solve draws a number of --paths"))
    }
  }

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    let options = SolveOptions(
      probability: probability, isJoint: !each, budget: try readBudget(in: loaded.scenario),
      wantsFrontier: frontier, ensemble: ensemble.options)
    let answer = try console.answer(about: loaded) { () throws(VerbError) in
      try solve(
        loaded.scenario, variant: scenario.variant, targets: target, across: variants(of: loaded.scenario),
        options: options)
    }
    try console.write(report(answer, as: console.reportOptions(warnings: loaded.warnings)))
  }

  private func variants(of scenario: Scenario) -> [String] {
    guard let across else { return [] }
    if across == "variants" { return scenario.variants.map(\.id) }
    return across.split { $0 == "," || $0 == "，" }.map { String($0.filter { $0 != " " }) }
  }

  /// In units of the levers' currency; a bare number is in it.
  private func readBudget(in scenario: Scenario) throws -> Double? {
    guard let budget else { return nil }
    let currency = scenario.levers.compactMap { $0.cost?.currency }.first ?? "CNY"
    guard let amount = readMoney(budget, bare: currency), amount.value >= 0 else {
      throw ValidationError(
        said("预算应是带货币的数，如 5000万元", "a budget is a number with a currency, for example \"50 万元\" or \"2000000 USD\""))
    }
    guard amount.currency == currency else {
      throw ValidationError(
        said(
          "预算的货币 \(amount.currency) 与措施的 \(currency) 不同",
          "the budget is in \(amount.currency), the levers in \(currency)"))
    }
    return amount.value
  }
}
