import Ensembles

// Probabilities in percent: one decimal, and never 0 % or 100 % where it is not so.
extension Words {
  func percent(_ probability: Double) -> String { sign(percentDigits(probability)) }

  /// The 95 % interval: "(37.5–38.1 %)".
  func range(_ estimate: ProbabilityEstimate, inBrackets: Bool = true) -> String {
    let low = percentDigits(estimate.interval.lowerBound)
    let high = percentDigits(estimate.interval.upperBound)
    let range = low == high ? low : interval(low, high)
    return inBrackets ? "(\(range))" : sign(range)
  }

  private func sign(_ digits: String) -> String { say(digits + "%", digits + " %") }

  private func percentDigits(_ probability: Double) -> String {
    switch probability {
    case 0: "0"
    case 1: "100"
    case ..<0.0005: "<0.1"
    case _ where probability >= 0.9995: ">99.9"
    default: number(probability * 100, decimals: 1)
    }
  }
}
