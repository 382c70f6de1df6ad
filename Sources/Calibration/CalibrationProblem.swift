import StockFlow

/// Why a parameter cannot be estimated from what the file gives.
enum CalibrationProblem {
  case tooFewObservations(ParameterAddress, found: Int)
  case noVolatility(ParameterAddress)
  case stockNotPositive(ParameterAddress, year: Year)
  case flowsExceedStock(ParameterAddress, from: Year, to: Year)
  case noHistory(ParameterAddress)
  case priorBesidePanel(ParameterAddress)
  case panelOfFlow(ParameterAddress)
  case noiseLeftOut(category: String, sigma: Double)

  var severity: Diagnostic.Severity {
    switch self {
    case .priorBesidePanel, .panelOfFlow, .noiseLeftOut: .warning
    default: .error
    }
  }

  var code: String {
    switch self {
    case .tooFewObservations: "fit-too-few-observations"
    case .noVolatility: "fit-no-volatility"
    case .stockNotPositive: "fit-stock-not-positive"
    case .flowsExceedStock: "fit-flows-exceed-stock"
    case .noHistory: "fit-without-history"
    case .priorBesidePanel: "fit-prior-beside-panel"
    case .panelOfFlow: "fit-panel-of-flow"
    case .noiseLeftOut: "fit-noise-left-out"
    }
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((1000 * share).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  func diagnostic(at place: SourcePlace?) -> Diagnostic {
    let (message, help) = wording
    return Diagnostic(severity: severity, code: code, message: message, help: help, place: place, sourceLine: nil)
  }

  private var wording: (message: LocalizedText, help: LocalizedText?) {
    switch self {
    case .tooFewObservations(let address, let found):
      (
        LocalizedText(
          zh: "\(address) 无法拟合：基期及以前只有 \(found) 个观测值，至少需要两个",
          en: "\(address) cannot be fitted: \(found) observation up to the start, at least two are needed"),
        LocalizedText(
          zh: "在 stock 中补写更早年份的数值，或改写为一个假设值，如 2%",
          en: "add an earlier year to the stock, or write an assumption such as 2%")
      )
    case .noVolatility(let address):
      (
        LocalizedText(
          zh: "\(address) 只有一个观测区间，得不到波动率 σ，也没有其他拟合的类别可以借用",
          en:
            "\(address) rests on one interval, which gives no volatility, and no other fitted category has one to share"
        ),
        LocalizedText(
          zh: "在旁边写出 volatility，如 0.02，或补写一个观测年份",
          en: "write a volatility beside it, such as 0.02, or add another observed year")
      )
    case .stockNotPositive(let address, let year):
      (
        LocalizedText(
          zh: "\(address) 无法拟合：\(year) 年的存量不大于零", en: "\(address) cannot be fitted: the stock of \(year) is not above 0"
        ),
        LocalizedText(zh: "改写为一个假设值，或删去这一年", en: "write an assumption instead, or leave that year out")
      )
    case .flowsExceedStock(let address, let from, let to):
      (
        LocalizedText(
          zh: "\(address) 无法拟合：\(from)–\(to) 年其他流量本身就超过了观测到的存量",
          en: "\(address) cannot be fitted: from \(from) to \(to) the other flows alone lead beyond the observed stock"),
        LocalizedText(
          zh: "调低这一类别的培养、流入或升级流量", en: "lower the category's training, in-migration or entering transitions")
      )
    case .noHistory(let address):
      (
        LocalizedText(zh: "\(address) 无法拟合：没有 history", en: "\(address) cannot be fitted: it has no history"),
        LocalizedText(
          zh: "写出观测值，如 {fit: auto, history: {2018: 1.1, 2019: 1.2}}",
          en: "write what was observed, as in {fit: auto, history: {2018: 1.1, 2019: 1.2}}")
      )
    case .priorBesidePanel(let address):
      (
        LocalizedText(
          zh: "\(address)：panel 方法不使用 prior",
          en: "\(address): the panel method has priors of its own; the written one is not used"),
        LocalizedText(zh: "改写 fit: drift 以使用 prior", en: "write fit: drift to use the prior")
      )
    case .noiseLeftOut(let category, let sigma):
      (
        LocalizedText(
          zh: "\(category)：历史上每年约 \(percent(sigma))% 的存量变化未被流量解释，预测没有计入这一波动",
          en:
            "\(category): about \(percent(sigma)) % of the stock a year stays unexplained by its flows, and the projection leaves that out"
        ),
        LocalizedText(zh: "在该类别下写 volatility: fit", en: "write volatility: fit in the category")
      )
    case .panelOfFlow(let address):
      (
        LocalizedText(
          zh: "\(address)：panel 只用于增长率，已用 auto", en: "\(address): panel estimates growth alone, auto is used"),
        nil
      )
    }
  }
}
