import Randomness

/// The quantiles of given values by the method of the ensembles, as if each value were a path.
///
/// `nil` where the exact method wants a second look at the values.
public func sampleQuantiles(
  _ values: [Double], levels: [Double], threads: Int, precision: QuantilePrecision = .exact
) -> [Double?]? {
  let blocks = (values.count + PathBlock.paths - 1) / PathBlock.paths
  let reach = ExactQuantiles.usualReach(quantiles: levels.count)
  var collection = QuantileCollection(precision, levels: levels, reach: reach, paths: values.count)
  var search = CellSearch()
  let shares = SharesOfOutput(
    threads: (0..<max(1, threads)).map { _ in OutputShares(shifts: [0], kept: min(values.count, 1 << 15)) }, output: 0)
  for wave in Waves(from: 0, to: blocks, for: precision) {
    shares.forEach { $0.prepare(for: collection.sieve, about: 0) }
    for block in wave {
      let range = block * PathBlock.paths..<min((block + 1) * PathBlock.paths, values.count)
      shares.threads[block % shares.threads.count].with(0) { add(values, range, to: &$0) }
    }
    collection.add(shares, seen: min(wave.upperBound * PathBlock.paths, values.count), with: &search)
  }
  return collection.quantiles(shares, with: &search)
}

/// Adds a block of values; what lacks to a last whole vector is no number.
private func add(_ values: [Double], _ range: Range<Int>, to share: inout OutputShare) {
  let whole = range.count / 8
  // In bounds: the range lies inside the values.
  unsafe values.withUnsafeBufferPointer { values in
    guard let base = values.baseAddress else { return }
    share.add(unsafe ValueVectors(start: base + range.lowerBound, count: whole))
  }
  guard range.count > 8 * whole else { return }
  let rest = lanes(of: values[range.lowerBound + 8 * whole..<range.upperBound])
  rest.withVectors(0..<1) { share.add($0) }
}
