/// The measures in the order in which they are evaluated, arranged for the innermost loops: what they are made of stands
/// in two lists, so that looking a formula up counts no references.
struct MeasureSteps: Sendable {
  let steps: [MeasureStep]
  /// The terms of all sums, and the flows that are counted.
  let terms: [WeightedSeries]
  let flows: [Int]

  init(_ measures: [CompiledMeasure], order: [Int]) {
    var terms: [WeightedSeries] = []
    var flows: [Int] = []
    func formula(_ formula: CompiledMeasure.Formula) -> MeasureStep.Formula {
      switch formula {
      case .sum(let summed, let coverage):
        terms += summed
        return .sum(terms.count - summed.count..<terms.count, coverage: coverage)
      case .difference(let first, let second): return .difference(first, second)
      case .ratio(let first, let second, let scale): return .ratio(first, second, scale: scale)
      case .cumulative(let counted, let from):
        flows += counted
        return .cumulative(flows: flows.count - counted.count..<flows.count, from: from)
      case .change(let series, let from, let observed): return .change(series, from: from, observed: observed)
      }
    }
    steps = order.map {
      MeasureStep(measure: $0, formula: formula(measures[$0].formula), availableFrom: measures[$0].availableFrom)
    }
    self.terms = terms
    self.flows = flows
  }
}

/// A measure, with places in the lists of `MeasureSteps`.
struct MeasureStep: Sendable {
  enum Formula: Sendable {
    case sum(Range<Int>, coverage: Int?)
    case difference(Series, Series)
    case ratio(Series, Series, scale: Double)
    case cumulative(flows: Range<Int>, from: Year)
    /// `observed` is the value in `from` where that year is not computed.
    case change(Series, from: Year, observed: Double?)
  }
  let measure: Int
  let formula: Formula
  let availableFrom: Year
}
