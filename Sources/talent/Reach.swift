import ArgumentParser
import Calibration
import Ensembles
import Reports
import StockFlow
import TalentSupply

struct Reach: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "reach",
      abstract: said(
        "每个目标：预测值、概率、判断、差多少、为什么", "Every target: projected value, probability, verdict, shortfall, and why."),
      discussion: said(
        """
        例：
          talent reach 规划.yaml
          talent reach 规划.yaml --variant 强化培训 --precision 0.002
          talent reach 规划.yaml --require 0.8 --quiet    # 有目标的概率低于 0.8 时退出状态为 1
          talent reach 规划.yaml --why                    # 差距由哪些流量构成；csv 格式时一行一项
        """,
        """
        Examples:
          talent reach plan.yaml
          talent reach plan.yaml --variant strong_training --precision 0.002
          talent reach plan.yaml --require 0.8 --quiet    # exits with 1 if a target is less probable
          talent reach plan.yaml --why                    # which flows make the gap; as csv one row each
        """))
  }

  @OptionGroup var scenario: ScenarioFlags

  @Option(
    parsing: .unconditional,
    help: help("每个目标要求的概率；未达到时退出状态为 1", "Probability required of every target; exit with 1 where one is below."),
    transform: readProbability)
  var require: Double?

  @Flag(
    help: help(
      "每个目标再给出瀑布图式的分解：由基期到预测值、由预测值到目标，逐项相加恰好等于差距",
      "For every target also a waterfall: from the baseline to the projection, and on to the target; it adds up exactly."
    ))
  var why = false

  @OptionGroup var ensemble: EnsembleFlags
  @OptionGroup var output: OutputFlags

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    var answer = try console.answerShowingProgress(about: loaded) { progress throws(VerbError) in
      try reach(
        loaded.scenario, variant: scenario.variant, options: ensemble.options, explains: why, progress: progress)
    }
    let track = trackRecord(of: loaded.scenario, variant: scenario.variant, options: ensemble.options)
    if let warning = track?.warning { answer.header.warnings.append(warning) }
    try console.write(report(answer, track: track, as: console.reportOptions(warnings: loaded.warnings)))
    let failing = require.map { shortOf($0, in: answer, language: console.language) } ?? []
    for sentence in failing { console.sayLine(sentence) }
    if !failing.isEmpty { throw ExitStatus.conditionFails.code }
  }
}
