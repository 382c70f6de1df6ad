/// A question about the variance of the outputs when some inputs are held: the first `held` of `order`.
struct Conditioning {
  let order: [Int]
  let held: Int
}

/// With divisor n − 1; not a number where a value is infinite.
func variance(_ values: [Double]) -> Double {
  let deviations = centred(values)
  return deviations.reduce(0) { $0 + $1 * $1 } / Double(values.count - 1)
}
