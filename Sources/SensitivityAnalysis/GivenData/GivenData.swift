/// An existing sample of inputs with one output, without the rows in which a number is missing.
///
/// The inputs may be correlated, but the rows have nothing to do with each other, as random ones or those of a Latin
/// hypercube: neighbours in one input of a Sobol' sequence avoid each other in the others, which estimators that compare
/// neighbours take for noise.
public struct GivenData: Sendable, Equatable {
  /// One row an observation.
  public let inputs: Sample
  public let output: [Double]
  /// Rows left out because an input or the output was infinite or not a number.
  public let excludedRows: Int

  public init(inputs: Sample, output: [Double]) {
    precondition(inputs.count == output.count, "every row of inputs has its output")
    let usable = output.indices.filter { output[$0].isFinite && inputs.row($0).allSatisfy(\.isFinite) }
    excludedRows = output.count - usable.count
    self.inputs = usable.count == output.count ? inputs : inputs.rows(usable)
    self.output = usable.map { output[$0] }
  }

  public var count: Int { output.count }
  public var dimensions: Int { inputs.columns }

  /// Whether all outputs are equal.
  var isConstant: Bool { output.allSatisfy { $0 == output[0] } }

  /// The rows in ascending order of an input; equal values in the order of the rows.
  func order(of input: Int) -> [Int] { ascendingOrder(inputs.column(input)) }
}

/// The indices of numbers from the smallest to the largest; equal ones in their order. O(n log n).
func ascendingOrder(_ values: [Double]) -> [Int] {
  // Pairs side by side sort twice as fast as indices that are looked up.
  var pairs = values.indices.map { Placed(value: values[$0], index: $0) }
  pairs.sort { $0.value == $1.value ? $0.index < $1.index : $0.value < $1.value }
  return pairs.map(\.index)
}

/// The rank of each number from 1 on; equal numbers share the mean of their ranks. O(n log n).
func midranks(_ values: [Double]) -> [Double] {
  let order = ascendingOrder(values)
  var ranks = [Double](repeating: 0, count: values.count)
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count && values[order[end]] == values[order[start]] { end += 1 }
    for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
    start = end
  }
  return ranks
}

/// The numbers less their mean.
func centred(_ values: [Double]) -> [Double] {
  let mean = values.reduce(0, +) / Double(max(1, values.count))
  return values.map { $0 - mean }
}

/// A number and where it stood.
private struct Placed {
  let value: Double
  let index: Int
}
