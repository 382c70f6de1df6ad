import ArgumentParser
import Ensembles
import Foundation
import Planning
import Reports
import StockFlow
import TalentSupply

struct Plot: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "plot",
      abstract: said("一张图：SVG 或 Vega-Lite", "One chart as SVG or Vega-Lite."),
      discussion: said(
        """
        图：fan:指标、bullets、probability、waterfall:目标、tornado:目标、flows、frontier、categories（各类并列）、corner（落空的角落）。
        例：
          talent plot 规划.yaml --chart fan:total -o 总量.svg
          talent plot 规划.yaml --chart tornado:total --format vega-lite -o 总量.json
        """,
        """
        Charts: fan:SERIES, bullets, probability, waterfall:TARGET, tornado:TARGET, flows, frontier,
        categories (all beside each other), corner (where the first target in doubt is missed).
        Examples:
          talent plot plan.yaml --chart fan:total -o total.svg
          talent plot plan.yaml --chart tornado:total --format vega-lite -o total.json
        """))
  }

  @OptionGroup var scenario: ScenarioFlags

  @Option(help: help("哪张图，如 fan:total", "Which chart, for example fan:total."))
  var chart: String

  @Option(
    help: help("格式（默认：svg；文件名以 .json 结尾时 vega-lite）", "Form (default: svg; vega-lite where the file ends in .json)."))
  var format: PlotForm?

  @Option(help: help("图中文字的语言（默认取自环境）", "Language of the chart (default: from the environment)."))
  var lang: Language?

  @Option(help: help("宽度，像素，280 到 2000（默认 720）", "Width in pixels, 280 to 2000 (default: 720)."))
  var width: Int = 720

  @Option(
    name: .shortAndLong, help: help("图的文件；- 为标准输出", "File to write; - is standard output."), completion: .file())
  var output: String?

  @Flag(help: help("不输出提示", "No narration."))
  var quiet = false

  @OptionGroup var ensemble: EnsembleFlags

  func validate() throws {
    guard (280...2000).contains(width) else {
      throw ValidationError(said("宽度应为 280 到 2000", "the width is a number from 280 to 2000"))
    }
  }

  func run() throws {
    let environment = Environment()
    let language = lang ?? Language(environment: environment)
    let console = Console(
      language: language, format: .table, hasByteOrderMark: false, isQuiet: quiet,
      destination: OutputDestination(path: output), terminal: Terminal(environment: environment))
    let loaded = try console.load(scenario.file)
    let study = try console.answer(about: loaded) { () throws(VerbError) in
      try TalentSupply.study(
        loaded.scenario, variant: scenario.variant, parts: parts, options: ensemble.options)
    }
    let plot = PlanPlot(study, language: language, width: Double(width))
    guard let text = form == .svg ? plot.svg(chart) : plot.vegaLite(chart) else {
      console.sayError(console.words.unknownChart(chart, known: plot.names))
      throw ExitStatus.wrongUsage.code
    }
    try console.write(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// What the chart needs; everything that can be drawn where it is not known, so that it can be named.
  private var parts: StudyParts {
    switch chart.split(separator: ":").first {
    case "fan", "bullets", "probability", "flows", "categories": []
    case "waterfall": .waterfalls
    case "tornado": [.waterfalls, .tornado]
    case "frontier": .solution
    case "corner": .corner
    default: [.waterfalls, .tornado, .solution, .corner]
    }
  }

  private var form: PlotForm {
    format ?? (output.map { ($0 as NSString).pathExtension.lowercased() == "json" } == true ? .vegaLite : .svg)
  }
}

/// What a chart is written as.
enum PlotForm: String, CaseIterable, ExpressibleByArgument {
  case svg
  case vegaLite = "vega-lite"
}
