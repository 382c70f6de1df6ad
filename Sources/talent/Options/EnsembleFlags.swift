import ArgumentParser
import Ensembles
import Randomness

/// How many paths are drawn, and how.
struct EnsembleFlags: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: help("抽取的路径数（默认 100000）", "Paths to draw (default: 100000)."), transform: readPaths)
  var paths: Int?

  @Option(
    parsing: .unconditional,
    help: help(
      "不断增加路径，直到每个目标概率的 95% 区间半宽小于 P", "Draw until the half-width of every target's 95 % interval is below P."),
    transform: readPrecision)
  var precision: Double?

  @OptionGroup var drawing: RunFlags

  @Option(
    help: help(
      "抽样方法（默认 random）；latin 和 sobol 把路径数向上取为 2 的幂的 16 倍",
      "How paths are drawn (default: random). latin and sobol round the paths up to 16 times a power of two."))
  var sampling: Sampling?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      said("分位水平，0 到 1，用逗号分隔", "Quantile levels between 0 and 1, separated by commas."), valueName: "0.1,0.5,…"),
    transform: readLevels)
  var levels: [Double]?

  @Option(
    help: help(
      "分位数：exact 精确，histogram 按细分区间近似、占用内存固定（默认 exact）",
      "Quantiles: exact, or histogram: from fine bins, in constant memory (default: exact)."))
  var quantiles: QuantilePrecision?

  func validate() throws {
    guard paths == nil || precision == nil else {
      throw ValidationError(
        said(
          "--paths 和 --precision 只能用一个：前者给定路径数，后者由程序决定路径数",
          "--paths and --precision exclude each other: one says how many paths, the other lets the program find out"))
    }
  }

  /// The same as words of a command line, whether they were written or not; what changes no number is left out.
  var arguments: [String] {
    let size = precision.map { ["--precision", "\($0)"] } ?? ["--paths", String(paths ?? 100_000)]
    let drawn = sampling.map { $0 == .random ? [] : ["--sampling", $0.rawValue] } ?? []
    let counted = quantiles.map { $0 == .exact ? [] : ["--quantiles", $0.rawValue] } ?? []
    return size + ["--seed", String(drawing.seed)] + drawn + counted
  }

  var options: EnsembleOptions {
    EnsembleOptions(
      size: precision.map(EnsembleOptions.Size.precision) ?? .paths(paths ?? 100_000), seed: drawing.seed,
      threads: drawing.threadCount, sampling: sampling ?? .random,
      levels: levels ?? EnsembleOptions.standardLevels, quantiles: quantiles ?? .exact)
  }
}
