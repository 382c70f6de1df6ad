public import LinearAlgebra
public import StockFlow

/// Why a set of correlations cannot be used, in words.
public func impossibleCorrelations(_ error: LinearAlgebraError, _ scenario: Scenario) -> Diagnostic {
  let message: LocalizedText
  if case .tooLargeToRepair(let size, let largest) = error {
    message = LocalizedText(
      zh: "\(size) 个参数的相关系数不可能同时成立；超过 \(largest) 个参数时不再替换为最接近的一组",
      en:
        "no joint distribution has these correlations of \(size) parameters; a set of more than \(largest) is not replaced by the nearest one"
    )
  } else {
    message = LocalizedText(zh: "给定的相关系数无法分解（\(error)）", en: "these correlations cannot be factored (\(error))")
  }
  return Diagnostic(
    severity: .error, code: "correlations-impossible", message: message,
    help: LocalizedText(zh: "减少或减弱相关系数", en: "name fewer or weaker correlations"),
    place: scenario.correlations.first?.place)
}
