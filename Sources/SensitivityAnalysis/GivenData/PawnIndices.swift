/// How far the distribution of the output moves when an input is known to lie in one slice of its range.
public struct PawnAnalysis: Sendable, Equatable {
  /// One an input.
  public let inputs: [PawnIndex]
  /// What an input without any influence reaches with the given level: the index of random slices of the same size.
  public let dummyMedian: Double
  public let dummyMaximum: Double
}

/// The distances of Kolmogorov and Smirnov between the output in each slice and the whole output.
public struct PawnIndex: Sendable, Equatable {
  /// One a slice, in the order of the input's values.
  public let distances: [Double]

  public var median: Double { quantile(0.5, ofSorted: distances.sorted()) }
  public var maximum: Double { distances.max() ?? 0 }
}

public struct PawnOptions: Sendable, Equatable {
  /// Into how many slices of equal size each input is divided.
  public var slices = 10
  /// How many inputs without influence the threshold is taken from, and which quantile of theirs.
  public var dummies = 50
  public var level = 0.95
  public var seed: UInt64 = 1

  public init() {}
}

/// PAWN indices of every input from an existing sample; nil with fewer than two rows a slice.
///
/// Pianosi and Wagener, "Distribution-based sensitivity analysis from a generic input–output sample", Environmental
/// Modelling & Software 108 (2018) 197–207; slices hold equal numbers of rows, equal values of the input stay together,
/// and the dummy threshold follows their dummy parameter, with a quantile over many dummies. O(d·n log n + dummies·n).
public func pawnIndices(_ data: GivenData, options: PawnOptions = PawnOptions()) -> PawnAnalysis? {
  precondition(options.slices > 1 && options.dummies > 0, "a distance needs slices, a threshold dummies")
  guard data.count >= 2 * options.slices else { return nil }
  let places = PlacesOfOutput(data.output)
  let inputs = (0..<data.dimensions).map { input in
    places.index(slices(of: data.inputs.column(input), order: data.order(of: input), options.slices))
  }
  let dummies = (0..<options.dummies).map { number in
    var stream = RandomStream(seed: options.seed, purpose: .dummyInput, number: number)
    let order = stream.permutation(of: data.count)
    return places.index((0..<options.slices).map { Array(order[share($0, of: order.count, options.slices)]) })
  }
  return PawnAnalysis(
    inputs: inputs, dummyMedian: quantile(options.level, ofSorted: dummies.map(\.median).sorted()),
    dummyMaximum: quantile(options.level, ofSorted: dummies.map(\.maximum).sorted()))
}

/// The places of one of several equal shares of a row.
private func share(_ number: Int, of count: Int, _ shares: Int) -> Range<Int> {
  count * number / shares..<count * (number + 1) / shares
}

/// The rows of each slice; a slice begins where a value begins.
private func slices(of values: [Double], order: [Int], _ wanted: Int) -> [[Int]] {
  var starts = (0..<wanted).map { share($0, of: order.count, wanted).lowerBound }
  for index in starts.indices {
    while starts[index] > 0, starts[index] < order.count,
      values[order[starts[index]]] == values[order[starts[index] - 1]]
    { starts[index] += 1 }
  }
  return zip(starts, starts.dropFirst() + [order.count]).compactMap { $0 < $1 ? Array(order[$0..<$1]) : nil }
}

/// The rows in the order of the output, equal outputs together.
private struct PlacesOfOutput {
  private let order: [Int]
  /// The places of each set of equal outputs; only between two of them may distribution functions be compared.
  private let ties: [Range<Int>]

  init(_ output: [Double]) {
    let order = ascendingOrder(output)
    let starts = order.indices.filter { $0 == 0 || output[order[$0]] != output[order[$0 - 1]] }
    ties = zip(starts, starts.dropFirst() + [order.count]).map { $0..<$1 }
    self.order = order
  }

  /// max |F_slice − F| of every slice, which is reached just before or just after an output of the slice. O(n).
  func index(_ slices: [[Int]]) -> PawnIndex {
    var sliceOfRow = [Int](repeating: 0, count: order.count)
    for (slice, rows) in slices.enumerated() { for row in rows { sliceOfRow[row] = slice } }
    var passed = [Int](repeating: 0, count: slices.count)
    // In units of 1/(rows of the slice · all rows), so that equal distributions have no distance at all.
    var largest = passed
    let sizes = slices.map(\.count)
    func compare(_ slice: Int, at place: Int) {
      largest[slice] = max(largest[slice], abs(passed[slice] * order.count - place * sizes[slice]))
    }
    for tie in ties {
      for place in tie { compare(sliceOfRow[order[place]], at: tie.lowerBound) }
      for place in tie { passed[sliceOfRow[order[place]]] += 1 }
      for place in tie { compare(sliceOfRow[order[place]], at: tie.upperBound) }
    }
    return PawnIndex(
      distances: zip(largest, sizes).map { Double($0) / (Double(order.count) * Double($1)) })
  }
}
