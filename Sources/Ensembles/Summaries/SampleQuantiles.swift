import Randomness

/// The quantiles of given values by the method of the ensembles, as if each value were a path.
///
/// `nil` where the exact method wants a second look at the values.
public func sampleQuantiles(
  _ values: [Double], levels: [Double], threads: Int, precision: QuantilePrecision = .exact
) -> [Double?]? {
  let blocks = (values.count + PathBlock.paths - 1) / PathBlock.paths
  var collection = QuantileCollection(precision, levels: levels, reach: 5, paths: values.count)
  var search = CellSearch()
  let shares = SharesOfOutput(
    threads: (0..<max(1, threads)).map { _ in
      OutputShares(shifts: [0], kept: OutputShares.usuallyKept(paths: values.count, threads: threads))
    }, output: 0)
  var block = LaneBuffer(repeating: .zero, count: PathBlock.vectors)
  for wave in Waves(from: 0, to: blocks) {
    shares.forEach { $0.prepare(for: collection.sieve) }
    for number in wave {
      let range = number * PathBlock.paths..<min((number + 1) * PathBlock.paths, values.count)
      block.copy(values[range])
      shares.threads[number % shares.threads.count].with(0) { share in
        share.add(block, 0..<(range.count + 7) / 8)
      }
    }
    collection.add(shares, seen: min(wave.upperBound * PathBlock.paths, values.count), with: &search)
  }
  return collection.quantiles(shares, with: &search)
}

extension LaneBuffer {
  /// Takes over values from the first place on, filled up to a whole vector with what is not a number.
  fileprivate mutating func copy(_ values: ArraySlice<Double>) {
    let span = values.span
    for vector in 0..<(span.count + 7) / 8 {
      var lanes = Lanes(repeating: .nan)
      for lane in 0..<min(8, span.count - 8 * vector) { lanes[lane] = span[8 &* vector &+ lane] }
      self[vector] = lanes
    }
  }
}
