import ArgumentParser
import Ensembles
import Planning
import Reports
import StockFlow
import TalentSupply

struct Sensitivity: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sensitivity",
      abstract: said("哪个假设起决定作用", "Which assumption decides every target and measure."),
      discussion: said(
        """
        例：
          talent sensitivity 规划.yaml
          talent sensitivity 规划.yaml --method tornado
          talent sensitivity 规划.yaml --groups --precision 0.02
          talent sensitivity 规划.yaml --method shapley --outcome hit
        """,
        """
        Examples:
          talent sensitivity plan.yaml
          talent sensitivity plan.yaml --method tornado
          talent sensitivity plan.yaml --groups --precision 0.02
          talent sensitivity plan.yaml --method shapley --outcome hit
        """))
  }

  @OptionGroup var scenario: ScenarioFlags

  @Option(
    help: help(
      "方法（默认：参数独立时 sobol，相关时 given-data）",
      "Method (default: sobol for independent parameters, given-data for correlated ones)."))
  var method: SensitivityMethod?

  @Option(
    parsing: .unconditional,
    help: help(
      "样本数：sobol 的基点数、morris 的轨道数、其余方法的点数", "Base points of sobol, trajectories of morris, points of the others."),
    transform: readSamples)
  var samples: Int?

  @Flag(
    help: help(
      "按类分组：growth、training、migration、attrition、noise……", "By kind: growth, training, migration, attrition, noise, …"))
  var groups = false

  @Option(
    parsing: .unconditional,
    help: help("sobol：样本加倍，直到各区间半宽小于 P", "sobol: double the samples until every interval's half-width is below P."),
    transform: readPrecision)
  var precision: Double?

  @Flag(
    help: help("sobol：也给出二阶指数，计算量约为两倍", "sobol: second-order indices as well, for about twice as many evaluations."))
  var secondOrder = false

  @Option(
    help: help(
      "解释什么：value 数值，margin 与目标界限的距离，hit 是否达到目标",
      "What is explained: the value, the margin to the target's bound, or the hit itself, 0 or 1."))
  var outcome: SensitivityOutcome = .value

  @OptionGroup var drawing: RunFlags
  @OptionGroup var output: OutputFlags

  func validate() throws {
    if secondOrder, let method, method != .sobol {
      throw ValidationError(said("--second-order 用于 --method sobol", "--second-order goes with --method sobol"))
    }
    if precision != nil, let method, method != .sobol {
      throw ValidationError(said("--precision 用于 --method sobol", "--precision goes with --method sobol"))
    }
    if samples != nil, method == .tornado {
      throw ValidationError(
        said("tornado 不抽样，不需要 --samples", "a tornado draws no samples: leave out --samples"))
    }
  }

  func run() throws {
    let console = output.console
    let loaded = try console.load(scenario.file)
    let options = SensitivityOptions(
      method: method, samples: samples, precision: precision, secondOrder: secondOrder, outcome: outcome,
      inGroups: groups, seed: drawing.seed, threads: drawing.threadCount)
    let answer = try console.answer(about: loaded) { () throws(VerbError) in
      try sensitivity(loaded.scenario, variant: scenario.variant, options: options)
    }
    try console.write(report(answer, as: console.reportOptions(warnings: loaded.warnings)))
  }
}

private func readSamples(_ text: String) throws -> Int {
  guard let number = Int(text), (2...200_000).contains(number) else {
    throw ValidationError(said("样本数应为 2 到 200000 的整数", "the number of samples is a whole number from 2 to 200,000"))
  }
  return number
}
