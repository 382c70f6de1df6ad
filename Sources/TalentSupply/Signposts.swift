import Ensembles
import LinearAlgebra
public import Planning
public import StockFlow

/// For each target, what can be observed soon that tells later hits from misses.
///
/// - Parameter name: `of` or `of@year`, for one target alone.
public func signposts(
  _ scenario: Scenario, target name: String? = nil, variant: String? = nil, options: SignpostOptions
) throws(VerbError) -> SignpostAnswer {
  if let year = options.years?.first(where: { !scenario.horizon.dropFirst().contains($0) }) {
    throw .wrongArgument(yearOutside(year, scenario))
  }
  let prepared = try prepare(scenario, variant: variant).keeping(target: name)
  do {
    return try Planning.signposts(prepared.header, prepared.central, options)
  } catch {
    throw .cannotCompute([impossibleCorrelations(error, scenario)])
  }
}

private func yearOutside(_ year: Year, _ scenario: Scenario) -> Diagnostic {
  let (first, last) = (scenario.horizon.lowerBound, scenario.horizon.upperBound)
  return Diagnostic(
    severity: .error, code: "year-outside",
    message: LocalizedText(
      zh: "\(year) 年不在基期 \(first) 年之后、\(last) 年之前（含）的年份中",
      en: "the year \(year) is not one after the baseline of \(first), up to \(last)"),
    help: nil, place: nil)
}
