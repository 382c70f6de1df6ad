import StockFlow

/// Why a parameter cannot be estimated from what the file gives.
enum CalibrationProblem {
  case tooFewObservations(ParameterAddress, found: Int)
  case noVolatility(ParameterAddress)
  case stockNotPositive(ParameterAddress, year: Year)
  case flowsExceedStock(ParameterAddress, from: Year, to: Year)
  case noHistory(ParameterAddress)
  case panelNotAvailable(ParameterAddress)

  var severity: Diagnostic.Severity {
    if case .panelNotAvailable = self { .warning } else { .error }
  }

  var code: String {
    switch self {
    case .tooFewObservations: "fit-too-few-observations"
    case .noVolatility: "fit-no-volatility"
    case .stockNotPositive: "fit-stock-not-positive"
    case .flowsExceedStock: "fit-flows-exceed-stock"
    case .noHistory: "fit-without-history"
    case .panelNotAvailable: "fit-panel-not-available"
    }
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
    case .panelNotAvailable(let address):
      (
        LocalizedText(
          zh: "\(address)：尚无 panel 方法，已用 drift", en: "\(address): the panel method is not available yet, drift is used"),
        nil
      )
    }
  }
}
