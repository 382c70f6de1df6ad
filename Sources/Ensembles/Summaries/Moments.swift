/// Sum and sum of squares about a fixed shift, so that mean and standard deviation lose no digits.
///
/// Sums run over blocks of 1,024 paths, in each block over eight interleaved partial sums joined in one order, and
/// over the blocks in path order: the result depends on neither threads nor vector width.
package struct Moments: Sendable {
  /// A value near the mean, the central one where there is one.
  let shift: Double
  private(set) var count = 0
  package private(set) var missing = 0
  private var sum = 0.0
  private var squares = 0.0

  package init(shift: Double) { self.shift = shift }

  /// Adds the values of one block; what is not a number is left out and counted.
  package mutating func add(block values: ArraySlice<Double>) {
    var sums = SIMD8<Double>.zero
    var blockSquares = SIMD8<Double>.zero
    var missingHere = 0
    var lane = 0
    for value in values {
      if value.isNaN {
        missingHere += 1
      } else {
        let distance = value - shift
        sums[lane] += distance
        blockSquares[lane] += distance * distance
      }
      lane = (lane + 1) & 7
    }
    missing += missingHere
    count += values.count - missingHere
    sum += sums.pairwiseSum
    squares += blockSquares.pairwiseSum
  }

  package var mean: Double? { count > 0 ? (shift + sum / Double(count)).nonInfinite : nil }

  /// Divides by n − 1; `nil` below two values.
  package var standardDeviation: Double? {
    guard count > 1 else { return nil }
    let spread = squares - sum * sum / Double(count)
    guard spread.isFinite else { return nil }
    return (max(0, spread) / Double(count - 1)).squareRoot().nonInfinite
  }
}

extension SIMD8<Double> {
  /// ((0+4)+(2+6)) + ((1+5)+(3+7)): one fixed order on every machine.
  fileprivate var pairwiseSum: Double {
    let four = lowHalf + highHalf
    let two = four.evenHalf + four.oddHalf
    return two[0] + two[1]
  }
}

extension Double {
  var nonInfinite: Double? { isFinite ? self : nil }
}
