import ArgumentParser
import Ensembles
import Reports
import StockFlow
import TalentSupply

struct Compare: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "compare",
      abstract: said("方案或文件之间的配对差异", "Paired differences between variants, or two files."),
      discussion: said(
        """
        例：
          talent compare 规划.yaml --variants 强化培训
          talent compare 规划.yaml 另一规划.yaml
          talent compare 规划.yaml --variants 强化培训 --why
        """,
        """
        Examples:
          talent compare plan.yaml --variants strong_training
          talent compare plan.yaml other.yaml
          talent compare plan.yaml --variants strong_training --why
        """))
  }

  @Argument(
    help: help("场景文件（YAML），一个或两个", "One scenario file (YAML), or two."), completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Option(
    help: help(
      "要比较的方案，用逗号分隔；其余与第一个比较，只有一个时与原场景比较",
      "Variants, separated by commas: the others against the first, one alone against the scenario as it is."))
  var variants: String?

  @Flag(
    help: help(
      "每个差异再按流量和按不同的输入分解，逐项相加恰好等于差异",
      "Every difference also by flow and by differing input; both add up exactly."))
  var why = false

  @OptionGroup var ensemble: EnsembleFlags
  @OptionGroup var output: OutputFlags

  func validate() throws {
    guard (1...2).contains(files.count) else {
      throw ValidationError(said("请给出一个或两个文件", "name one file, or two"))
    }
    guard (variants == nil) == (files.count == 2) else {
      throw ValidationError(
        said("请用 --variants 指明一个文件中的方案，或给出两个文件", "name variants of one file with --variants, or a second file"))
    }
    // Every path of every target is held in memory.
    if let paths = ensemble.paths, paths > 2_000_000 {
      throw ValidationError(said("compare 最多 200 万条路径", "compare draws at most 2,000,000 paths"))
    }
    if ensemble.precision != nil {
      throw ValidationError(said("compare 请用 --paths", "compare draws a number of --paths"))
    }
    if ensemble.levels != nil || ensemble.quantiles != nil {
      throw ValidationError(
        said(
          "compare 不给出分位数，不接受 --levels 和 --quantiles", "compare tells no quantiles: leave out --levels and --quantiles")
      )
    }
    if let twice = named.first(where: { id in named.count { $0 == id } > 1 }) {
      throw ValidationError(said("--variants 中 \(twice) 写了两次", "--variants names \(twice) twice"))
    }
  }

  private var named: [String] { variants.map(variantIds) ?? [] }

  func run() throws {
    let console = output.console
    let loaded = try console.load(files[0])
    let other = try files.dropFirst().first.map { (name: $0, input: try console.load($0)) }
    let answer = try console.answer(about: loaded) { () throws(VerbError) in
      try compare(
        loaded.scenario, variants: named, with: other.map { ($0.name, $0.input.scenario) }, options: ensemble.options,
        explains: why)
    }
    try console.write(report(answer, as: console.reportOptions(warnings: loaded.warnings)))
  }
}
