import Randomness

/// The first points of a scrambled Sobol' sequence, strictly inside the unit cube; beyond 256 inputs random numbers.
///
/// Joe and Kuo (2008), scrambled as in Owen (1995): see `SobolSequence` and `OwenScrambling`. A point depends on its
/// number, the seed and the place of each input alone, so that a longer design begins with the shorter one; best taken
/// in powers of two. Each point costs O(dimensions).
public struct SobolDesign: Design {
  public let dimensions: Int
  public let count: Int
  public let seed: UInt64
  private let source: DrawSource

  /// - Precondition: count ≤ 2³².
  public init(dimensions: Int, count: Int, seed: UInt64) {
    precondition(count <= 1 << 32, "the digits of a Sobol' sequence number 2³² points")
    self.dimensions = dimensions
    self.count = count
    self.seed = seed
    source = DrawSource(
      sampling: .sobol, seed: seed, names: Self.names(dimensions), pathsPerReplicate: 1 << 32)
  }

  static func names(_ dimensions: Int) -> [DrawName] { (0..<dimensions).map { DrawName("input \($0)") } }

  public func points(_ range: Range<Int>) -> Sample { source.points(range) }
}

extension DrawSource {
  /// The uniform numbers of all draws on some paths, one row a path.
  func points(_ range: Range<Int>) -> Sample {
    var sample = Sample(columns: max(1, names.count), count: range.count)
    guard let last = range.last else { return sample }
    var buffer = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
    for batch in range.lowerBound / PathBatch.paths...last / PathBatch.paths {
      let start = batch * PathBatch.paths
      let part = range.clamped(to: start..<start + PathBatch.paths)
      for input in names.indices {
        uniforms(of: input, batch: batch, into: &buffer, at: 0)
        for index in part {
          sample[index - range.lowerBound, input] = buffer[(index - start) / 8][(index - start) % 8]
        }
      }
    }
    return sample
  }
}
