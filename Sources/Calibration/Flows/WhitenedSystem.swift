import LinearAlgebra

/// The balances of a block with errors of variance 1 and independent of each other, and its priors as further rows.
struct WhitenedSystem {
  let design: Matrix
  let right: [Double]
  /// The rows of each group; the rows after the last are priors.
  let rows: [Range<Int>]

  init(_ block: FlowBlock, _ noises: [BalanceNoise], sigmas: [Double]) {
    let priors = block.unknowns.enumerated().compactMap { index, unknown in
      unknown.prior.map { (index, $0) }
    }
    let columns = block.unknowns.count
    var design = Matrix(rows: block.rowCount + priors.count, columns: columns)
    var right: [Double] = []
    var rows: [Range<Int>] = []
    for (group, (noise, sigma)) in zip(block.groups, zip(noises, sigmas)) {
      let first = right.count
      right += noise.whiten(group.right, sigma: sigma)
      for column in 0..<columns {
        let values = (0..<group.right.count).map { group.design[$0, column] }
        guard values.contains(where: { $0 != 0 }) else { continue }
        for (row, value) in noise.whiten(values, sigma: sigma).enumerated() {
          design[first + row, column] = value
        }
      }
      rows.append(first..<right.count)
    }
    for (column, prior) in priors {
      design[right.count, column] = 1 / prior.deviation
      right.append(prior.mean / prior.deviation)
    }
    (self.design, self.right, self.rows) = (design, right, rows)
  }

  /// The system before anything is known: stocks as they opened, and a guess of the noise.
  init(starting block: FlowBlock) {
    self.init(
      block, block.startingNoises,
      sigmas: block.groups.map { $0.writtenSigma ?? Self.startingSigma })
  }

  /// The first guess of an unknown σ; relative weights depend on it only where roundings or priors enter.
  static let startingSigma = 0.02
}

extension FlowBlock {
  /// The noise before anything is known: stocks as they opened.
  var startingNoises: [BalanceNoise] {
    groups.map {
      BalanceNoise(
        exposures: $0.relativeExposures(closing: $0.intervals.map(\.first)), errors: $0.errors)
    }
  }
}
