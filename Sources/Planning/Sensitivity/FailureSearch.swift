import Ensembles
import SensitivityAnalysis

/// Looks for the assumption on whose far side outputs have no value.
struct FailureSearch {
  private let function: PathFunction
  /// The assumptions of some futures, and their outcomes.
  private let assumptions: Sample
  private let outcomes: Sample

  private static let futures = 8192
  /// Fewer failures tell nothing.
  private static let fewest = 8
  /// The side holds so large a share of the failures, and so large a share of its futures fails.
  private static let share = 0.95

  init(_ function: PathFunction, _ asked: AskedOutputs, seed: UInt64) {
    self.function = function
    let parameters = function.parameters.count
    let columns = parameters + function.outputs.count
    var rows: [Double] = []
    LatinDesign(dimensions: function.dimensions, count: Self.futures, seed: seed).forEachBlock { _, block in
      rows += function.assumptionsAndValues(at: block.storage)
    }
    let sample = Sample(columns: columns, storage: rows)
    assumptions = Sample(
      columns: max(1, parameters), storage: (0..<sample.count).flatMap { sample.row($0).prefix(parameters) })
    outcomes = asked.outcomes(
      of: Sample(
        columns: function.outputs.count,
        storage: (0..<sample.count).flatMap { sample.row($0).suffix(function.outputs.count) }))
  }

  /// `nil` where no single assumption separates failures from the rest.
  func range(of output: Int) -> FailureRange? {
    let failures = (0..<outcomes.count).filter { !outcomes[$0, output].isFinite }
    guard failures.count >= Self.fewest, failures.count < outcomes.count else { return nil }
    let sides = function.parameters.indices.flatMap { parameter in
      [false, true].map { side(of: parameter, isBelow: $0, failures) }
    }
    guard let best = sides.max(by: { $0.density < $1.density }), best.density >= Self.share else { return nil }
    let limit = function.value(of: best.parameter, at: best.limit)
    let value = best.beyond.map { roundest(from: limit, to: function.value(of: best.parameter, at: $0)) } ?? limit
    return FailureRange(
      parameter: function.parameters[best.parameter], lower: best.isBelow ? nil : value,
      upper: best.isBelow ? value : nil)
  }

  private struct Side {
    let parameter: Int
    let isBelow: Bool
    /// Where nearly all failures have been met; where they lie apart from the rest, the innermost of them.
    let limit: Double
    /// Then the nearest future with a value.
    let beyond: Double?
    /// The share of its futures that fails.
    let density: Double
  }

  private func side(of parameter: Int, isBelow: Bool, _ failures: [Int]) -> Side {
    let sorted = failures.map { assumptions[$0, parameter] }.sorted()
    let reach = Int(Self.share * Double(sorted.count - 1))
    let limit = isBelow ? sorted[reach] : sorted[sorted.count - 1 - reach]
    let beyond = (0..<assumptions.count).count {
      isBelow ? assumptions[$0, parameter] <= limit : assumptions[$0, parameter] >= limit
    }
    let failing = sorted.count { isBelow ? $0 <= limit : $0 >= limit }
    let gap = gap(of: parameter, isBelow: isBelow, sorted)
    return Side(
      parameter: parameter, isBelow: isBelow, limit: gap?.failing ?? limit, beyond: gap?.other,
      density: Double(failing) / Double(max(1, beyond)))
  }

  /// The innermost failure and the first future with a value; `nil` where they overlap.
  private func gap(of parameter: Int, isBelow: Bool, _ failures: [Double]) -> (failing: Double, other: Double)? {
    guard let last = isBelow ? failures.last : failures.first else { return nil }
    let all = (0..<assumptions.count).map { assumptions[$0, parameter] }
    let others = all.filter { isBelow ? $0 > last : $0 < last }
    guard others.count + failures.count == all.count, let next = isBelow ? others.min() : others.max() else {
      return nil
    }
    return (last, next)
  }
}

/// The number with the fewest digits from one to the other, the nearest to the first of these.
func roundest(from start: Double, to end: Double) -> Double {
  guard start != end, start.isFinite, end.isFinite else { return start }
  var unit = 1e12
  while unit > 1e-12 {
    let candidate = (start / unit).rounded(end > start ? .up : .down) * unit
    // A unit below 1 is the inverse of a whole number, by which division is exact to the last digit.
    let shown = unit < 1 ? (candidate * (1 / unit).rounded()).rounded() / (1 / unit).rounded() : candidate
    if min(start, end) <= shown, shown <= max(start, end) { return shown }
    unit /= 10
  }
  return start
}
