import ArgumentParser
import Planning
import Reports
import StockFlow
import TalentSupply

struct Discover: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "discover",
      abstract: said("在假设的哪个角落目标会落空（PRIM）", "In which corner of the assumptions a target is missed (PRIM)."),
      discussion: said(
        "例：talent discover 规划.yaml --target total@2025", "Example: talent discover plan.yaml --target total@2025"))
  }

  @OptionGroup var scenario: ScenarioFlags

  @Option(help: help("目标：of，或有多个时 of@年份", "The target: of, or of@year where there are several."))
  var target: String?

  @Option(
    parsing: .unconditional, help: help("抽取的未来数（默认 10000）", "Futures to draw (default: 10000)."), transform: readFutures
  )
  var samples: Int = 10_000

  @Option(
    parsing: .unconditional, help: help("角落中落空的比例（默认 0.8）", "Share of misses a corner should have (default: 0.8)."),
    transform: readProbability)
  var density: Double = 0.8

  @Option(
    parsing: .unconditional, help: help("最多几个角落（默认 3）", "At most so many corners (default: 3)."), transform: readBoxes)
  var boxes: Int = 3

  @OptionGroup var drawing: RunFlags
  @OptionGroup var output: OutputFlags

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    let options = DiscoveryOptions(
      samples: samples, density: density, boxes: boxes, seed: drawing.seed,
      threads: drawing.threadCount)
    let answer = try console.answer(about: loaded) { () throws(VerbError) in
      try discover(loaded.scenario, target: target, variant: scenario.variant, options: options)
    }
    try console.write(report(answer, as: console.reportOptions(warnings: loaded.warnings)))
  }
}

private func readFutures(_ text: String) throws -> Int {
  guard let number = Int(text), (100...100_000).contains(number) else {
    throw ValidationError(
      said("未来数应为 100 到 100000 的整数", "the number of futures is a whole number from 100 to 100,000"))
  }
  return number
}

private func readBoxes(_ text: String) throws -> Int {
  guard let number = Int(text), (1...20).contains(number) else {
    throw ValidationError(said("角落数应为 1 到 20 的整数", "the number of corners is a whole number from 1 to 20"))
  }
  return number
}
