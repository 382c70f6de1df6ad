import Randomness

/// The quantiles of given values by the method of the ensembles, as if each value were a path.
///
/// `nil` where the exact method wants a second look at the values.
public func sampleQuantiles(
  _ values: [Double], levels: [Double], threads: Int, precision: QuantilePrecision = .exact
) -> [Double?]? {
  let blocks = (values.count + PathBlock.paths - 1) / PathBlock.paths
  var collection = QuantileCollection(precision, levels: levels, reach: 5, binCount: BinSet.capacity)
  for wave in Waves(from: 0, to: blocks) {
    let sieve = collection.sieve
    var parts = (0..<threads).map { _ in
      var part = SiftedValues()
      part.reset(for: sieve)
      return part
    }
    for block in wave {
      let range = block * PathBlock.paths..<min((block + 1) * PathBlock.paths, values.count)
      let vectors = lanes(of: values[range])
      var sums = Moments.Sums()
      let numbers = sums.add(vectors, 0..<vectors.count, about: 0)
      parts[block % threads].add(vectors, 0..<vectors.count, numbers: numbers, sieve: sieve)
    }
    collection.add(parts)
  }
  return collection.quantiles()
}
