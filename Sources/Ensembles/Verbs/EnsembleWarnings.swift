import Randomness
public import StockFlow

/// Something about an ensemble that the reader of its numbers should know.
enum EnsembleWarning {
  case stockHeldAtZero(category: LocalizedText, paths: Int, of: Int)
  case exitsScaledDown(category: LocalizedText, paths: Int, of: Int)
  case noValue(series: LocalizedText, year: Year, paths: Int, of: Int)
  case correlationReplaced(first: String, second: String, wanted: Double, used: Double)
  case precisionNotReached(paths: Int)

  var code: String {
    switch self {
    case .stockHeldAtZero: "stock-held-at-zero"
    case .exitsScaledDown: "exits-scaled-down"
    case .noValue: "quotient-without-value"
    case .correlationReplaced: "correlations-replaced"
    case .precisionNotReached: "precision-not-reached"
    }
  }

  var message: LocalizedText {
    switch self {
    case .stockHeldAtZero(let category, let paths, let all):
      LocalizedText(
        zh: "\(category(.zh))在 \(all) 条路径中的 \(paths) 条里降到零以下，按零计",
        en: "the stock of \(category(.en)) fell below 0 and was held at 0 in \(paths) of \(all) paths")
    case .exitsScaledDown(let category, let paths, let all):
      LocalizedText(
        zh: "\(category(.zh))在 \(all) 条路径中的 \(paths) 条里离开者超过全部，按比例缩减到 100%",
        en:
          "more than everybody would leave \(category(.en)) in \(paths) of \(all) paths; exits were scaled down to 100 %"
      )
    case .noValue(let series, let year, let paths, let all):
      LocalizedText(
        zh: "\(series(.zh))（\(year) 年）在 \(all) 条路径中的 \(paths) 条里没有数值（分母为零），计为未达到，不入均值和分位数",
        en:
          "\(series(.en)) in \(year) has no value in \(paths) of \(all) paths (division by 0); they count as misses and are left out of mean and quantiles"
      )
    case .correlationReplaced(let first, let second, let wanted, let used):
      LocalizedText(
        zh: "给定的相关系数不可能同时成立，已换成最接近的一组；改动最大的是 \(first) 与 \(second)：\(shown(wanted)) → \(shown(used))",
        en:
          "no joint distribution has these correlations; the nearest possible set is used, the largest change is \(first) with \(second): \(shown(wanted)) → \(shown(used))"
      )
    case .precisionNotReached(let paths):
      LocalizedText(
        zh: "抽取 \(paths) 条路径后仍未达到要求的精度",
        en: "the precision asked for was not reached with \(paths) paths, the most that are drawn")
    }
  }

  private func shown(_ number: Double) -> String { "\((number * 1000).rounded() / 1000)" }

  func diagnostic(at place: SourcePlace?) -> Diagnostic {
    Diagnostic(severity: .warning, code: code, message: message, help: nil, place: place, sourceLine: nil)
  }
}

/// Limits that were met, correlations that were replaced, a precision that was missed.
func warnings(about result: EnsembleRun.Result, _ scenario: Scenario, _ options: EnsembleOptions) -> [Diagnostic] {
  var warnings: [Diagnostic] = []
  for mixture in [result.plan.drawMixture, result.plan.noiseMixture].compactMap({ $0 }) {
    guard let change = mixture.factor.largestChange else { continue }
    let warning = EnsembleWarning.correlationReplaced(
      first: mixture.names[change.first], second: mixture.names[change.second], wanted: change.wanted,
      used: change.used)
    warnings.append(warning.diagnostic(at: scenario.correlations.first?.place))
  }
  for (cell, category) in scenario.categories.enumerated() {
    let (held, scaled) = (result.limits.heldAtZero[cell], result.limits.scaledExits[cell])
    if held > 0 {
      let warning = EnsembleWarning.stockHeldAtZero(category: category.name, paths: held, of: result.paths)
      warnings.append(warning.diagnostic(at: category.place))
    }
    if scaled > 0 {
      let warning = EnsembleWarning.exitsScaledDown(category: category.name, paths: scaled, of: result.paths)
      warnings.append(warning.diagnostic(at: category.place))
    }
  }
  if !result.isPrecisionReached {
    warnings.append(EnsembleWarning.precisionNotReached(paths: result.paths).diagnostic(at: nil))
  }
  return warnings
}

/// One warning per series that has no value in some paths though it has begun.
func missingValueWarnings(_ outputs: [Int], _ result: EnsembleRun.Result, _ scenario: Scenario) -> [Diagnostic] {
  var seen: Set<Series> = []
  return outputs.compactMap { index in
    let output = result.outputs[index]
    let missing = result.summaries[index].missing
    guard missing > 0, output.year >= result.plan.model.baselineYear(of: output.series),
      seen.insert(output.series).inserted
    else { return nil }
    let id = result.plan.model.name(of: output.series)
    let measure = scenario.measures.first { $0.id == id }
    let warning = EnsembleWarning.noValue(
      series: measure?.name ?? LocalizedText(id), year: output.year, paths: missing, of: result.paths)
    return warning.diagnostic(at: measure?.place)
  }
}

/// Says that a target has no value in some futures; `nil` where it always has one.
public func missingValueWarning(_ target: Target, missing: Int, of all: Int, _ scenario: Scenario) -> Diagnostic? {
  missingValueWarning(
    PathFunction.Output(series: target.of, year: target.year), missing: missing, of: all, scenario)
}

/// The warning of a series without a value in some paths, from the values themselves; `nil` where all are there.
package func missingValueWarning(_ output: PathFunction.Output, _ values: [Double], _ scenario: Scenario) -> Diagnostic?
{
  missingValueWarning(output, missing: values.count { !$0.isFinite }, of: values.count, scenario)
}

private func missingValueWarning(
  _ output: PathFunction.Output, missing: Int, of all: Int, _ scenario: Scenario
) -> Diagnostic? {
  guard missing > 0 else { return nil }
  let measure = scenario.measures.first { $0.id == output.series }
  let warning = EnsembleWarning.noValue(
    series: measure?.name ?? LocalizedText(output.series), year: output.year, paths: missing, of: all)
  return warning.diagnostic(at: measure?.place)
}
