import Foundation
import LinearAlgebra
import StockFlow

/// How the yearly noise of the balances grows with what it concerns: a blend of two variances.
///
/// - relative, the model's own: a standard deviation of σ times the stock, ΣS(y)² over the years of an interval, S as
///   explained. A weight from the observed closing stock would be the larger the further the error lies below.
/// - counted, that of persons who move one by one, times a dispersion as in quasi-binomial models: in proportion to
///   Σ n·r·(1 − r) over the flows. Lee, Judge and Zellner (1970), chapter 4, weigh by it.
struct NoiseStructure: Equatable {
  /// The part of the relative noise, 0 … 1.
  let relativeShare: Double

  static let relative = NoiseStructure(relativeShare: 1)
  static let counted = NoiseStructure(relativeShare: 0)

  /// The noise of each group of a block at these coefficients.
  func noises(of block: FlowBlock, _ coefficients: [Double]) -> [BalanceNoise] {
    let relative = block.groups.map { group in
      let residuals = zip(group.right, group.design * coefficients).map { $0 - $1 }
      return group.relativeExposures(closing: zip(group.intervals, residuals).map { $0.last - $1 })
    }
    let counted = relativeShare < 1 ? counted(block, coefficients, scaledTo: relative) : relative
    return block.groups.indices.map { index in
      BalanceNoise(
        exposures: zip(relative[index], counted[index]).map { $1 + relativeShare * ($0 - $1) },
        errors: block.groups[index].errors)
    }
  }

  /// Scaled so that σ means on average over the block what it means in the model; a written σ means it in its category.
  private func counted(
    _ block: FlowBlock, _ coefficients: [Double], scaledTo relative: [[Double]]
  ) -> [[Double]] {
    let movers = block.motion.movers(coefficients)
    let motion = block.motion
    let counts = block.groups.enumerated().map { index, group in
      group.intervals.map { interval in
        ((interval.from + 1)...interval.to).reduce(0) {
          $0 + movers[($1 - motion.firstYear) * motion.groupCount + index]
        }
      }
    }
    let total = counts.joined().reduce(0, +)
    guard total > 0 else { return relative }
    let scale = relative.joined().reduce(0, +) / total
    // Where hardly anybody moves, something else makes the noise.
    let least = 1e-3 * total / Double(max(1, block.rowCount))
    return block.groups.indices.map { index in
      block.groups[index].writtenSigma == nil
        ? counts[index].map { max($0, least) * scale } : relative[index]
    }
  }
}

extension FlowBlock.Group {
  /// ΣS(y)² of each interval, S on the line through the logs from the observed opening to the given closing stock.
  func relativeExposures(closing: [Double]) -> [Double] {
    let largest = intervals.reduce(0) { max($0, $1.first, $1.last) }
    // A stock of next to nobody says next to nothing about the noise of a whole profession.
    let least = max(1e-3 * largest, 1e-100)
    return zip(intervals, closing).map { interval, end in
      let (first, last) = (max(interval.first, least), max(end, least))
      return (1...(interval.to - interval.from)).reduce(0) { sum, year in
        sum + pow(first * pow(last / first, Double(year) / interval.years), 2)
      }
    }
  }
}
