import ArgumentParser
import Ensembles
import Planning
import Reports
import StockFlow
import TalentSupply

struct Sweep: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sweep",
      abstract: said("参数扫描：设计中每个点、每个目标一行", "One row per point of a design and target."),
      discussion: said(
        """
        例：
          talent sweep 规划.yaml --sweep training --format csv -o 结果.csv
          talent sweep 规划.yaml --sweep training --format csv -o 结果.csv --resume
        """,
        """
        Examples:
          talent sweep plan.yaml --sweep training --format csv -o result.csv
          talent sweep plan.yaml --sweep training --format csv -o result.csv --resume
        """))
  }

  @OptionGroup var scenario: ScenarioFlags

  @Option(help: help("场景中的哪一个 sweep（只有一个时可省略）", "Which sweep of the file (may be left out where there is one)."))
  var sweep: String?

  @Option(help: help("对这些方案各运行一遍，用逗号分隔", "Run for each of these variants, separated by commas."))
  var variants: String?

  @Flag(
    help: help(
      "与 --variants 一起：也对原场景运行一遍，排在最前", "With --variants: run for the scenario as it is too, first of all."))
  var base = false

  @Flag(help: help("接着写未完成的 -o 文件", "Continue the half-written file of -o."))
  var resume = false

  @OptionGroup var ensemble: EnsembleFlags
  @OptionGroup var output: OutputFlags

  func validate() throws {
    if resume, output.output == nil || output.output == "-" {
      throw ValidationError(said("--resume 需要 -o 文件", "--resume needs the file of -o"))
    }
    if resume, output.format == .table {
      throw ValidationError(said("--resume 用于 csv、json 或 jsonl", "--resume goes with csv, json or jsonl"))
    }
    if base, variants == nil {
      throw ValidationError(said("--base 需要 --variants", "--base goes with --variants"))
    }
    if scenario.variant != nil, variants != nil {
      throw ValidationError(said("--variant 和 --variants 只能用一个", "--variant and --variants exclude each other"))
    }
    if let twice = chosenVariants.first(where: { id in chosenVariants.count { $0 == id } > 1 }) {
      throw ValidationError(said("--variants 中 \(twice) 写了两次", "--variants names \(twice) twice"))
    }
    if ensemble.precision != nil {
      throw ValidationError(
        said("sweep 的每个点路径数相同，请用 --paths", "every point of a sweep draws as many paths: use --paths"))
    }
  }

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    let run = try console.answer(about: loaded) { () throws(VerbError) in
      try TalentSupply.sweep(
        loaded.scenario, sweep, variants: chosenVariants, besideBase: base, options: options(for: loaded.scenario))
    }
    let report = SweepReport(run, as: console.reportOptions(warnings: loaded.warnings))
    let writing = SweepWriting(run: run, report: report, console: console)
    try writing.write(resuming: resume)
  }

  private var chosenVariants: [String] {
    scenario.variant.map { [$0] } ?? variants.map(variantIds) ?? []
  }

  /// `--paths` wins over the sweep's own number, and that over 10,000.
  private func options(for scenario: Scenario) -> EnsembleOptions {
    let chosen = scenario.sweeps.first { $0.id == sweep ?? $0.id }
    var options = ensemble.options
    options.size = .paths(ensemble.paths ?? chosen?.paths ?? 10_000)
    return options
  }
}
