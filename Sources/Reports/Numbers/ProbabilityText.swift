import Ensembles

// Probabilities in percent: one decimal, more where that would say 0 % or 100 % of what is neither.
extension Words {
  package func percent(_ probability: Double) -> String { sign(percentDigits(probability, decimals: 1)) }

  /// "37.8 % (37.5–38.1)", the 95 % interval in brackets.
  func percentWithInterval(_ estimate: ProbabilityEstimate) -> String {
    let (value, interval) = digits(of: estimate)
    return "\(sign(value)) (\(interval))"
  }

  /// "37.8 % (95 % interval 37.5–38.1 %)".
  func probabilityAndInterval(_ estimate: ProbabilityEstimate) -> String {
    let (value, interval) = digits(of: estimate)
    return say(
      "\(sign(value))（95%区间 \(sign(interval))）", "\(sign(value)) (95 % interval \(sign(interval)))")
  }

  private func sign(_ digits: String) -> String { say(digits + "%", digits + " %") }

  /// Value and interval with as many decimals as tell the interval's ends apart.
  private func digits(of estimate: ProbabilityEstimate) -> (value: String, interval: String) {
    let ends = [estimate.interval.lowerBound, estimate.interval.upperBound]
    let isPoint = ends[0] == ends[1]
    let decimals = (1...6).first { decimals in
      isPoint || percentDigits(ends[0], decimals: decimals) != percentDigits(ends[1], decimals: decimals)
    }
    let texts = ([estimate.value] + ends).map { percentDigits($0, decimals: decimals ?? 6) }
    return (texts[0], isPoint ? texts[1] : interval(texts[1], texts[2]))
  }

  private func percentDigits(_ probability: Double, decimals: Int) -> String {
    if probability == 0 { return "0" }
    if probability == 1 { return "100" }
    let text = number(probability * 100, decimals: decimals)
    let looksCertain = Double(text) == 0 || Double(text) == 100
    return looksCertain && decimals < 9 ? percentDigits(probability, decimals: decimals + 1) : text
  }
}
