import Ensembles
import LinearAlgebra
public import Planning
public import StockFlow

/// Which assumption decides every target and measure.
///
/// - Complexity: evaluations × the cost of a path.
public func sensitivity(
  _ scenario: Scenario, variant: String? = nil, options: SensitivityOptions
) throws(VerbError) -> SensitivityAnswer {
  let prepared = try prepare(scenario, variant: variant)
  let study: SensitivityStudy
  do {
    study = try SensitivityStudy(prepared.header, prepared.central, options)
  } catch {
    throw .cannotCompute([impossibleCorrelations(error, scenario)])
  }
  do {
    return try study.answer()
  } catch {
    if case .impossibleCorrelations(let cause) = error {
      throw .cannotCompute([impossibleCorrelations(cause, scenario)])
    }
    throw .cannotCompute([diagnostic(error, scenario)])
  }
}

private func diagnostic(_ problem: SensitivityProblem, _ scenario: Scenario) -> Diagnostic {
  let (code, message, help): (String, LocalizedText, LocalizedText?) =
    switch problem {
    case .correlated(let method):
      (
        "correlated-parameters",
        LocalizedText(
          zh: "参数之间有相关，\(method.rawValue) 方法只用于相互独立的参数",
          en: "parameters are correlated, and \(method.rawValue) needs independent ones"),
        LocalizedText(
          zh: "改用 --method given-data 或 shapley，或删去 correlations",
          en: "use --method given-data or shapley, or leave out the correlations")
      )
    case .precisionNeedsSobol(let method):
      (
        "precision-needs-sobol",
        LocalizedText(
          zh: "--precision 用于 sobol 方法，这里的方法是 \(method.rawValue)",
          en: "--precision goes with the method sobol, and the method here is \(method.rawValue)"),
        LocalizedText(zh: "改用 --samples", en: "use --samples instead")
      )
    case .impossibleCorrelations:
      ("correlations-impossible", LocalizedText(zh: "相关系数无法成立", en: "the correlations are impossible"), nil)
    case .nothingUncertain:
      (
        "nothing-uncertain", LocalizedText(zh: "场景中没有不确定的参数", en: "nothing in the scenario is uncertain"),
        LocalizedText(zh: "把假设写成分布", en: "write assumptions as distributions")
      )
    case .nothingAsked(let outcome) where outcome != .value:
      (
        "nothing-asked", LocalizedText(zh: "场景中没有目标", en: "the scenario has no targets"),
        LocalizedText(
          zh: "写出 targets，或用 --outcome value", en: "write targets, or use --outcome value")
      )
    case .nothingAsked:
      (
        "nothing-asked", LocalizedText(zh: "场景中没有目标或指标", en: "the scenario has neither targets nor measures"),
        LocalizedText(zh: "写出 targets 或 measures", en: "write targets or measures")
      )
    }
  return Diagnostic(
    severity: .error, code: code, message: message, help: help, place: scenario.correlations.first?.place)
}
