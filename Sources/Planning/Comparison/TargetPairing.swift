import Ensembles
import StockFlow

/// The targets of two scenarios, as far as both have the series and the year.
struct TargetPairing {
  struct Pair {
    let target: Target
    let bounds: (reference: Target.Comparison, other: Target.Comparison)
  }

  let kept: [Pair]
  private let sides: (ComparedScenario, ComparedScenario)
  private let left: [Target]

  init(_ reference: ComparedScenario, _ other: ComparedScenario) {
    sides = (reference, other)
    var kept: [Pair] = []
    var left: [Target] = []
    for (first, second) in reference.scenario.matchedTargets(with: other.scenario) {
      guard let target = first ?? second else { continue }
      guard reference.has(target), other.has(target) else {
        left.append(target)
        continue
      }
      let bounds = (first?.comparison ?? target.comparison, second?.comparison ?? target.comparison)
      kept.append(Pair(target: target, bounds: bounds))
    }
    (self.kept, self.left) = (kept, left)
  }

  var outputs: [PathFunction.Output] { kept.map { PathFunction.Output(series: $0.target.of, year: $0.target.year) } }

  /// What was left out, and paths without a value.
  func warnings(_ first: [[Double]], _ second: [[Double]]) -> [Diagnostic] {
    let missing = zip(outputs, zip(first, second)).flatMap { output, values in
      [
        missingValueWarning(output, values.0, sides.0.scenario),
        missingValueWarning(output, values.1, sides.1.scenario),
      ].compactMap { $0 }
    }
    return (left.isEmpty ? [] : [leftOut]) + missing
  }

  private var leftOut: Diagnostic {
    let names = left.map { "\($0.of)@\($0.year)" }
    return Diagnostic(
      severity: .warning, code: "targets-not-in-both",
      message: LocalizedText(
        zh: "以下目标的序列或年份不是两边都有，未作比较：\(names.joined(separator: "、"))",
        en: "not compared, because one side lacks the series or the year: \(names.joined(separator: ", "))"),
      place: left.first?.place)
  }
}

extension ComparedScenario {
  fileprivate func has(_ target: Target) -> Bool {
    central.model.series(named: target.of) != nil && scenario.horizon.contains(target.year)
  }
}
