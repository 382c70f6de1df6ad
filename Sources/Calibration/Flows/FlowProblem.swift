import StockFlow

/// Why rates and flows cannot be estimated from the stocks, or how little these say.
enum FlowProblem {
  /// Parameters that only together change the stocks.
  case confounded([ParameterAddress])
  /// Parameters on which no observed stock depends.
  case withoutEffect(ParameterAddress)
  case tooFewIntervals([ParameterAddress], found: Int, needed: Int)
  /// Transitions need six observed years of both their categories.
  case tooFewYears(ParameterAddress, category: String, found: Int)
  case historyAfterStart(ParameterAddress, start: Year)
  case notComputable(ParameterAddress)
  case uninformative(ParameterAddress, interval: ClosedRange<Double>)

  /// Observed years that the transitions of macro data need.
  static let leastYears = 6

  var severity: Diagnostic.Severity {
    if case .uninformative = self { .warning } else { .error }
  }

  var code: String {
    switch self {
    case .confounded: "fit-not-distinguishable"
    case .withoutEffect: "fit-without-effect"
    case .tooFewIntervals: "fit-too-few-intervals"
    case .tooFewYears: "fit-too-few-years"
    case .historyAfterStart: "fit-history-after-start"
    case .notComputable: "fit-not-computable"
    case .uninformative: "fit-uninformative"
    }
  }

  func diagnostic(at place: SourcePlace?) -> Diagnostic {
    Diagnostic(severity: severity, code: code, message: message, help: help, place: place, sourceLine: nil)
  }

  private var message: LocalizedText {
    switch self {
    case .confounded(let addresses):
      LocalizedText(
        zh: "仅凭这些数据无法区分 \(chineseList(addresses))",
        en: "\(englishList(addresses)) cannot be told apart from these data")
    case .withoutEffect(let address):
      LocalizedText(
        zh: "\(address) 无法拟合：观测到的存量都不受它影响",
        en: "\(address) cannot be fitted: none of the observed stocks depends on it")
    case .tooFewIntervals(let addresses, let found, let needed):
      LocalizedText(
        zh: "\(chineseList(addresses)) 无法拟合：只有 \(found) 个观测区间，至少需要 \(needed) 个",
        en:
          "\(englishList(addresses)) cannot be fitted: \(counted(found, "observed interval")), at least \(needed) are needed"
      )
    case .tooFewYears(let address, let category, let found):
      LocalizedText(
        zh: "\(address) 无法仅由存量拟合：\(category) 只有 \(found) 个观测年份，至少需要 \(Self.leastYears) 个",
        en:
          "\(address) cannot be fitted from stocks alone: \(category) has \(counted(found, "observed year")), at least \(Self.leastYears) are needed"
      )
    case .historyAfterStart(let address, let start):
      LocalizedText(
        zh: "\(address) 无法拟合：history 全部晚于基期 \(start) 年",
        en: "\(address) cannot be fitted: its whole history lies after the start in \(start)")
    case .notComputable(let address):
      LocalizedText(
        zh: "\(address) 无法拟合：这些存量与流量没有满足约束的解",
        en: "\(address) cannot be fitted: these stocks and flows have no solution within the bounds")
    case .uninformative(let address, let interval):
      LocalizedText(
        zh: "\(address)：数据几乎没有给出信息，95% 区间为 \(percent(interval))",
        en: "\(address): the data hardly say anything, the 95 % interval is \(percent(interval))")
    }
  }

  private var help: LocalizedText? {
    switch self {
    case .confounded:
      LocalizedText(
        zh: "把其中一个写成假设值，或给出 history: 或 prior:",
        en: "write one of them as an assumption, or give it a history: or a prior:")
    case .withoutEffect, .notComputable:
      LocalizedText(zh: "改写为一个假设值，或给出 history:", en: "write an assumption instead, or give it a history:")
    case .tooFewIntervals:
      LocalizedText(
        zh: "在 stock 中补写观测年份，给出 history: 或 prior:，或改写为假设值",
        en: "add observed years to the stock, give a history: or a prior:, or write an assumption")
    case .tooFewYears:
      LocalizedText(
        zh: "补写观测年份，给出 prior:，或改写为假设值", en: "add observed years, give a prior:, or write an assumption")
    case .historyAfterStart:
      LocalizedText(zh: "补写基期及以前的年份", en: "add years up to the start")
    case .uninformative:
      LocalizedText(zh: "给出 history: 或 prior:", en: "give it a history: or a prior:")
    }
  }
}

private func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

private func percent(_ interval: ClosedRange<Double>) -> String {
  func text(_ share: Double) -> String { "\(Int((share * 100).rounded()))" }
  return "\(text(interval.lowerBound))–\(text(interval.upperBound))%"
}

private func englishList(_ addresses: [ParameterAddress]) -> String {
  let names = addresses.map(\.description)
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}

private func chineseList(_ addresses: [ParameterAddress]) -> String {
  let names = addresses.map(\.description)
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: "、") + " 与 " + last
}
