/// How the points of an ensemble are laid out.
public enum Sampling: String, Sendable, CaseIterable {
  /// Independent draws.
  case random
  /// In every replicate, each draw visits each of N equal strata once.
  case latin
  /// In every replicate, a scrambled Sobol' sequence.
  case sobol
}

/// The standard normal scores of every named draw on every path: a pure function of seed, path, name and year.
///
/// Under `latin` and `sobol` paths come in replicates of `pathsPerReplicate` consecutive paths, randomised independently
/// of each other; under `sobol` a draw also depends on its place in `names`. Every score is Φ⁻¹ of one uniform number
/// (n + ½)·2⁻⁵² with a whole n, so that none is infinite.
public struct DrawSource: Sendable {
  public let sampling: Sampling
  public let seed: UInt64
  public let names: [DrawName]
  public let pathsPerReplicate: Int
  private let draws: [NamedDraw]

  /// - Parameter pathsPerReplicate: a power of two, at least 64; ignored for `random`.
  public init(sampling: Sampling, seed: UInt64, names: [DrawName], pathsPerReplicate: Int) {
    precondition(
      sampling == .random
        || (pathsPerReplicate >= PathBatch.paths && pathsPerReplicate <= 1 << 32
          && pathsPerReplicate & (pathsPerReplicate - 1) == 0),
      "a replicate holds a power of two of paths, between 64 and 2³²")
    self.sampling = sampling
    self.seed = seed
    self.names = names
    self.pathsPerReplicate = pathsPerReplicate
    let sequence = sampling == .sobol ? SobolSequence(dimensions: names.count) : SobolSequence(dimensions: 0)
    draws = names.enumerated().map { index, name in
      NamedDraw(
        name: name, index: index,
        dimension: sequence.dimensions.indices.contains(index) ? sequence.dimensions[index] : nil)
    }
  }

  /// Writes the scores of the 64 paths of `batch` for the draw with this index in `names`.
  public func scores(of draw: Int, batch: Int, into scores: inout [Lanes], at offset: Int) {
    precondition(offset >= 0 && offset + PathBatch.vectors <= scores.count, "the batch fits into the buffer")
    let words = words(of: draws[draw], batch: batch)
    writeNormalScores(of: words, into: &scores, at: offset)
  }

  /// The uniform numbers behind the scores, strictly between 0 and 1.
  package func uniforms(of draw: Int, batch: Int) -> [Lanes] {
    let words = words(of: draws[draw], batch: batch)
    return (0..<PathBatch.vectors).map { uniform(from: words[$0]) }
  }

  private func words(of draw: NamedDraw, batch: Int) -> BatchWords {
    let random = draw.randomWords(seed: seed, batch: batch)
    switch sampling {
    case .random: return random
    case .latin:
      let place = ReplicatePlace(batch: batch, pathsPerReplicate: pathsPerReplicate)
      return draw.stratified(random, seed: seed, place: place)
    case .sobol:
      let place = ReplicatePlace(batch: batch, pathsPerReplicate: pathsPerReplicate)
      return draw.scrambled(random, seed: seed, place: place)
    }
  }
}

/// Where a batch lies: in which replicate, from which path of it on.
struct ReplicatePlace {
  let replicate: Int
  let firstPath: Int
  /// log₂ of the paths in a replicate.
  let bitCount: Int

  init(batch: Int, pathsPerReplicate: Int) {
    let path = batch * PathBatch.paths
    bitCount = pathsPerReplicate.trailingZeroBitCount
    replicate = path >> bitCount
    firstPath = path & (pathsPerReplicate - 1)
  }
}

/// 64 random bits for each path of a batch, of which the upper 52 are used; one element for each vector of lanes.
typealias BatchWords = InlineArray<8, BitLanes>

/// (n + ½)·2⁻⁵² of the upper 52 bits n, exactly.
@inline(__always)
func uniform(from words: BitLanes) -> Lanes {
  doubles(from: (words &>> 12) | 0x3FF0_0000_0000_0000) - 1 + 0x1p-53
}
