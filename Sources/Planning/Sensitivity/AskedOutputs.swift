import Ensembles
import SensitivityAnalysis
import StockFlow

/// What of a scenario is explained: values of the model, or what targets make of them.
struct AskedOutputs: Sendable {
  /// The values behind it, each once.
  let values: [PathFunction.Output]
  let asked: [Asked]

  struct Asked: Sendable {
    /// Which of the values.
    let value: Int
    /// The target that judges it; `nil` for the value itself.
    let target: Target?
  }

  private let outcome: SensitivityOutcome

  /// Every target, and every measure in the last year, once each; every target where it is judged.
  init(_ scenario: Scenario, _ outcome: SensitivityOutcome) {
    self.outcome = outcome
    let targets = scenario.targets.map { PathFunction.Output(series: $0.of, year: $0.year) }
    let measures = scenario.measures.map { PathFunction.Output(series: $0.id, year: scenario.horizon.upperBound) }
    var values: [PathFunction.Output] = []
    for output in outcome == .value ? targets + measures : targets where !values.contains(output) {
      values.append(output)
    }
    self.values = values
    asked =
      switch outcome {
      case .value: values.indices.map { Asked(value: $0, target: nil) }
      case .margin, .hit:
        zip(scenario.targets, targets).map { target, output in
          Asked(value: values.firstIndex(of: output) ?? 0, target: target)
        }
      }
  }

  /// Rows of values as rows of what is asked for; what has no finite value has no margin either, and misses its target.
  func outcomes(of rows: Sample) -> Sample {
    guard outcome != .value else { return rows }
    var result = Sample(columns: asked.count, count: rows.count)
    for row in 0..<rows.count {
      for (place, asked) in asked.enumerated() {
        result[row, place] = asked.target.map { self.outcome(of: rows[row, asked.value], $0.comparison) } ?? .nan
      }
    }
    return result
  }

  private func outcome(of value: Double, _ comparison: Target.Comparison) -> Double {
    if outcome == .hit { return value.isFinite && comparison.isMet(by: value) ? 1 : 0 }
    guard value.isFinite else { return .nan }
    let bounds = comparison.bounds
    return min(value - bounds.lower, bounds.upper - value)
  }
}
