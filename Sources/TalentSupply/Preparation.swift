import Calibration
import Ensembles
import LinearAlgebra
import StockFlow

/// A scenario on its way from what was written to what is computed: variant, calibration, checks, compilation.
struct PreparedScenario {
  var header: AnswerHeader
  let fit: Fit
  let central: CentralProjection
}

func prepare(_ scenario: Scenario, variant id: String?) throws(VerbError) -> PreparedScenario {
  let variant = try find(id, in: scenario)
  let chosen = variant.map { scenario.applying($0) } ?? scenario
  let calibrated = chosen.calibrated()
  let problems = calibrated.problems + calibrated.scenario.modelProblems()
  guard !problems.contains(where: { $0.severity == .error }) else { throw .cannotCompute(problems) }
  let refits = variant.map { refitWarnings($0, in: scenario) } ?? []
  return PreparedScenario(
    header: AnswerHeader(scenario: calibrated.scenario, variant: variant, warnings: problems + refits),
    fit: calibrated.fit, central: CentralProjection(CompiledModel(calibrated.scenario)))
}

func find(_ id: String?, in scenario: Scenario) throws(VerbError) -> Variant? {
  guard let id else { return nil }
  guard let variant = scenario.variant(id) else {
    throw .unknownVariant(id, known: scenario.variants.map(\.id))
  }
  return variant
}

/// A variant that changes another flow of a fitted category also changes what its history is explained by.
private func refitWarnings(_ variant: Variant, in scenario: Scenario) -> [Diagnostic] {
  let fitted = scenario.applying(variant).categories.filter { category in
    if case .fit = category.parameters[.growth]?.base { true } else { false }
  }
  return fitted.filter { category in
    variant.replacements.contains { $0.address.owner == category.id && $0.address.property != .growth }
  }.map { category in
    Diagnostic(
      severity: .warning, code: "variant-refits",
      message: LocalizedText(
        zh: "方案 \(variant.id) 改变了 \(category.id) 的其他流量，其增长率按改变后的流量重新拟合",
        en: "variant \(variant.id) changes another flow of \(category.id), whose growth is fitted again with it"),
      help: LocalizedText(
        zh: "若只想改变未来，用 steps 写出过去年份的原值",
        en: "to change the future alone, write steps that keep the old value in the observed years"),
      place: variant.place)
  }
}

func counting(
  _ progress: (@Sendable (ProgressReport) -> Void)?, _ options: EnsembleOptions
) -> (@Sendable (Int) -> Void)? {
  guard let progress else { return nil }
  let total: Int? = if case .paths(let paths) = options.size { paths } else { nil }
  return { progress(ProgressReport(done: $0, total: total)) }
}

/// What makes a variant impossible to compute though the scenario itself is not.
func variantProblems(_ scenario: Scenario, beside known: [Diagnostic]) -> [Diagnostic] {
  scenario.variants.flatMap { variant in
    let calibrated = scenario.applying(variant).calibrated()
    let found = calibrated.problems + calibrated.scenario.modelProblems()
    return found.filter { $0.severity == .error && !known.contains($0) }.map { problem in
      Diagnostic(
        severity: .error, code: problem.code,
        message: LocalizedText(
          zh: "方案 \(variant.id)：\(problem.message(.zh))", en: "variant \(variant.id): \(problem.message(.en))"),
        help: problem.help, place: variant.place)
    }
  }
}
