import Randomness

/// The quantiles of given values by the method of the ensembles, as if each value were a path.
///
/// `nil` where the exact method wants a second look at the values.
public func sampleQuantiles(
  _ values: [Double], levels: [Double], threads: Int, precision: QuantilePrecision = .exact
) -> [Double?]? {
  let blocks = (values.count + PathBlock.paths - 1) / PathBlock.paths
  let reach = ExactQuantiles.usualReach(quantiles: levels.count)
  let groups = LevelGroups(levels, for: precision, paths: values.count, outputs: 1)
  var collections = groups.groups.map {
    QuantileCollection(precision, levels: $0, reach: reach, paths: values.count)
  }
  var search = CellSearch()
  let room = ShareRoom(perOutput: groups.count, values: min(values.count, 1 << 15))
  let shares = (0..<max(1, threads)).map { _ in OutputShares(shifts: [0], room) }
  for wave in Waves(from: 0, to: blocks, for: precision) {
    let sieves = collections.map(\.sieve)
    for share in shares { share.prepare(for: sieves) }
    for block in wave {
      let range = block * PathBlock.paths..<min((block + 1) * PathBlock.paths, values.count)
      for group in 0..<groups.count { shares[block % shares.count].with(group) { add(values, range, to: &$0) } }
    }
    for group in 0..<groups.count {
      collections[group].add(
        SharesOfColumn(threads: shares, column: group), seen: min(wave.upperBound * PathBlock.paths, values.count),
        with: &search)
    }
  }
  return groups.joined(
    collections.indices.map { collections[$0].quantiles(SharesOfColumn(threads: shares, column: $0), with: &search) })
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
