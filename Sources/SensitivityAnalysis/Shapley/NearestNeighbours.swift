/// The variance of the output among rows that resemble each other in some inputs.
struct NearestNeighbours {
  /// Ranks of each input, one array an input.
  private let ranks: [[Double]]
  private let output: [Double]
  private let mean: Double
  private let wanted: Int
  private var stream: RandomStream

  init(_ data: GivenData, wanted: Int, seed: UInt64) {
    ranks = (0..<data.dimensions).map { midranks(data.inputs.column($0)) }
    output = data.output
    mean = output.reduce(0, +) / Double(output.count)
    self.wanted = wanted
    stream = RandomStream(seed: seed, purpose: .neighbours)
  }

  /// One variance a question, around a row drawn at random.
  mutating func variances(for questions: [Conditioning]) -> Sample {
    Sample(columns: 1, storage: questions.map { variance(holding: Array($0.order.prefix($0.held))) })
  }

  private mutating func variance(holding held: [Int]) -> Double {
    let centre = stream.integer(below: output.count)
    guard !held.isEmpty else {
      return square(output[centre] - mean) * Double(output.count) / Double(output.count - 1)
    }
    return SensitivityAnalysis.variance(nearest(to: centre, held).map { output[$0] })
  }

  /// The rows nearest to one of them, itself included. O(n·held).
  private func nearest(to centre: Int, _ held: [Int]) -> [Int] {
    var distances = [Double](repeating: 0, count: output.count)
    for input in held {
      let own = ranks[input][centre]
      for row in distances.indices { distances[row] += square(ranks[input][row] - own) }
    }
    var best: [(distance: Double, row: Int)] = []
    for (row, distance) in distances.enumerated() where best.count < wanted || distance < best[wanted - 1].distance {
      if best.count == wanted { best.removeLast() }
      let place = best.firstIndex { distance < $0.distance } ?? best.count
      best.insert((distance, row), at: place)
    }
    return best.map(\.row)
  }
}
