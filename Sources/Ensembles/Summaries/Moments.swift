import CLanes
import Randomness
import StockFlow

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

  /// The share of one block.
  struct Part: Sendable {
    /// Paths whose value is a number.
    let count: Int
    let sum: Double
    let squares: Double
  }

  /// Adds one block of `paths` paths; blocks come in path order.
  mutating func add(_ part: Part, paths: Int) {
    missing += paths - part.count
    count += part.count
    sum += part.sum
    squares += part.squares
  }

  /// Adds the values of one block; what is not a number is left out and counted.
  package mutating func add(block values: ArraySlice<Double>) {
    let vectors = lanes(of: values)
    var sums = Sums()
    _ = vectors.withVectors(0..<vectors.count) { sums.add($0, about: shift) }
    add(sums.part, paths: values.count)
  }

  /// The partial sums of a block while it is gone through.
  struct Sums: Sendable {
    /// Set by a kernel that sifts values at the same time; `added` says then of how many vectors.
    var sum = Lanes.zero
    var squares = Lanes.zero
    private var count = 0

    @inline(__always)
    mutating func added(vectors: Int) { count += 8 * vectors }

    /// Adds vectors of lanes; lanes that are not a number count nowhere. Returns how many are one.
    @inline(__always)
    mutating func add(_ values: ValueVectors, about shift: Double) -> Int {
      var (sum, squares) = (sum, squares)
      for index in 0..<values.count {
        let distance = values[index] - shift
        sum += distance
        squares = lanes8_fused(distance, distance, squares)
      }
      // A square is not a number where its value is none.
      guard lanes8_all_within(squares, .infinity) else { return addNumbers(values, about: shift) }
      (self.sum, self.squares) = (sum, squares)
      added(vectors: values.count)
      return 8 * values.count
    }

    /// The same where some lane may not be a number.
    private mutating func addNumbers(_ values: ValueVectors, about shift: Double) -> Int {
      var numbers = Lanes.zero
      for index in 0..<values.count {
        let value = values[index]
        let isNumber = value .== value
        let distance = (value - shift).replacing(with: 0, where: .!isNumber)
        sum += distance
        squares = lanes8_fused(distance, distance, squares)
        numbers += Lanes.zero.replacing(with: 1, where: isNumber)
      }
      count += Int(numbers.pairwiseSum)
      return Int(numbers.pairwiseSum)
    }

    var part: Part {
      Part(count: count, sum: sum.pairwiseSum, squares: squares.pairwiseSum)
    }
  }

  package var mean: Double? { count > 0 ? (shift + sum / Double(count)).finite : nil }

  /// Divides by n − 1; `nil` below two values.
  package var standardDeviation: Double? {
    guard count > 1 else { return nil }
    let spread = squares - sum * sum / Double(count)
    guard spread.isFinite else { return nil }
    return (max(0, spread) / Double(count - 1)).squareRoot().finite
  }
}

/// Values as vectors of lanes, filled up with what is not a number.
func lanes(of values: ArraySlice<Double>) -> LaneBuffer {
  var vectors = LaneBuffer(repeating: Lanes(repeating: .nan), count: (values.count + 7) / 8)
  let span = values.span
  let whole = span.count / 8
  for index in 0..<whole {
    var vector = Lanes()
    for lane in 0..<8 { vector[lane] = span[8 &* index &+ lane] }
    vectors[index] = vector
  }
  for place in 8 * whole..<span.count { vectors[place / 8][place % 8] = span[place] }
  return vectors
}
