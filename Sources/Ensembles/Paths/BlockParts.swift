import Randomness

/// A fixed block of consecutive paths, counted from path 0: the unit of work and of summation.
enum PathBlock {
  static let paths = 1024
  static let batches = paths / PathBatch.paths
  /// Vectors of lanes that hold one number of every path.
  static let vectors = paths / 8
}

/// How many batches of a block are computed before their values are summarised: the whole block where few outputs are
/// kept, fewer where the values of many would not stay in the cache, and where those of two would not either, a year of two.
/// Sums run on from part to part, so that the size changes no result.
struct BlockParts: Sendable {
  /// Batches of a part; at least two, divides those of a block.
  let batches: Int
  /// Whether values are summarised year by year.
  let areYearly: Bool

  /// Bytes of values that stay in a second-level cache beside the rest.
  private static let cachedBytes = 1 << 17

  init(outputs: Int) {
    func isTooMuch(_ batches: Int) -> Bool {
      outputs * batches * PathBatch.paths * MemoryLayout<Double>.stride > Self.cachedBytes
    }
    var batches = PathBlock.batches
    while batches > 2 && isTooMuch(batches) { batches /= 2 }
    self.batches = batches
    areYearly = isTooMuch(batches)
  }

  var count: Int { PathBlock.batches / batches }
  var paths: Int { batches * PathBatch.paths }
  var vectors: Int { batches * PathBatch.vectors }
  /// Vectors from one output's values to the next's: a batch more, so that the outputs of one path do not all fall into
  /// the same few sets of the cache.
  var stride: Int { vectors + PathBatch.vectors }
}
