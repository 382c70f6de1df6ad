/// A table whose columns are summed again and again with other weights of the rows, eight rows at a time.
struct WeightedSums {
  let columns: Int
  let rows: Int
  private let vectors: Int
  private var storage: [SIMD8<Double>]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    vectors = (rows + 7) / 8
    storage = [SIMD8<Double>](repeating: .zero, count: columns * vectors)
  }

  subscript(row: Int, column: Int) -> Double {
    get { storage[column &* vectors &+ (row >> 3)][row & 7] }
    set { storage[column &* vectors &+ (row >> 3)][row & 7] = newValue }
  }

  /// The sums of all columns.
  func sums() -> [Double] { sums(weights: [SIMD8<Double>](repeating: .one, count: vectors)) }

  /// The sums over as many rows, drawn with replacement.
  func resampledSums(seed: UInt64, number: Int) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: .bootstrap, number: number)
    var counts = [Double](repeating: 0, count: 8 * vectors)
    for _ in 0..<rows { counts[stream.integer(below: rows)] += 1 }
    let weights = (0..<vectors).map { vector in
      var weight = SIMD8<Double>()
      for lane in 0..<8 { weight[lane] = counts[8 &* vector &+ lane] }
      return weight
    }
    return sums(weights: weights)
  }

  private func sums(weights: [SIMD8<Double>]) -> [Double] {
    (0..<columns).map { column in
      let start = column * vectors
      var sum = SIMD8<Double>()
      for vector in 0..<vectors { sum += weights[vector] * storage[start &+ vector] }
      return sum.sum()
    }
  }
}
