/// The sums of all outputs of a function that is asked for whole base points.
struct OutputSums: Sendable {
  private(set) var outputs: [ReplicatedSums] = []
  private let columns: Int
  private let replicates: Int
  /// Evaluations of a base point.
  private let rows: Int

  init(columns: Int, replicates: Int, rows: Int) {
    (self.columns, self.replicates, self.rows) = (columns, replicates, rows)
  }

  /// Adds the answers to neighbouring base points.
  ///
  /// - Parameters:
  ///   - replicateOfBase: the design or the part of one that each belongs to.
  ///   - terms: is told the place of the base point among them, its outputs and the sums to add to.
  mutating func add(
    _ answers: Sample, to replicateOfBase: [Int], _ terms: (Int, [Double], inout [Double]) -> Void
  ) {
    if outputs.isEmpty {
      let empty = ReplicatedSums(columns: columns, replicates: replicates)
      outputs = [ReplicatedSums](repeating: empty, count: answers.columns)
    }
    var own = [Double](repeating: 0, count: rows)
    for output in outputs.indices {
      for (base, replicate) in replicateOfBase.enumerated() {
        for row in 0..<rows { own[row] = answers[base * rows + row, output] }
        outputs[output].add(&own, to: replicate) { terms(base, $0, &$1) }
      }
    }
  }

  /// Makes room for as many base points as there are: every two neighbouring parts become one.
  mutating func joinNeighbours() {
    for output in outputs.indices { outputs[output].joinNeighbours() }
  }
}

/// Ranges of base points whose rows fit into a block, at least one base point each.
struct BaseBlocks {
  let ranges: [Range<Int>]

  init(_ bases: Range<Int>, rows: Int, block: Int) {
    let size = max(1, block / rows)
    ranges = stride(from: bases.lowerBound, to: bases.upperBound, by: size).map {
      $0..<min($0 + size, bases.upperBound)
    }
  }
}
