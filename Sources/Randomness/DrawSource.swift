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
/// (n + ½)·2⁻³² with a whole n, within 1e-9, and never beyond ±6.35: once in four thousand million draws it would be.
public final class DrawSource: Sendable {
  public let sampling: Sampling
  public let seed: UInt64
  public let names: [DrawName]
  public let pathsPerReplicate: Int
  private let draws: [NamedDraw]
  /// The Sobol' dimensions of the first draws; empty for the other samplings.
  private let sobol: SobolTables
  private let philox: Philox

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
    philox = Philox(seed: seed)
    sobol = SobolTables(
      SobolSequence(dimensions: sampling == .sobol ? names.count : 0), pointCount: max(64, pathsPerReplicate))
    draws = names.enumerated().map { NamedDraw(name: $1, index: $0, seed: seed) }
  }

  /// Writes the scores of the 64 paths of `batch` for the draw with this index in `names`.
  public func scores(of draw: Int, batch: Int, into scores: inout LaneBuffer, at slot: Int) {
    let slot = scores.slot(slot, width: PathBatch.vectors)
    writeWords(of: draw, batch: batch, to: slot)
    turnWordsIntoScores(slot, centralScorePieces.pieces)
  }

  /// Writes the scores of the 64 paths of `batch` for consecutive draws, slot after slot from 0 on.
  public func scores(of draws: Range<Int>, batch: Int, into scores: inout LaneBuffer) {
    let pieces = centralScorePieces.pieces
    for draw in draws {
      let slot = scores.slot(draw &- draws.lowerBound, width: PathBatch.vectors)
      writeWords(of: draw, batch: batch, to: slot)
      turnWordsIntoScores(slot, pieces)
    }
  }

  /// Writes the uniform numbers behind the scores, strictly between 0 and 1.
  public func uniforms(of draw: Int, batch: Int, into uniforms: inout LaneBuffer, at slot: Int) {
    let slot = uniforms.slot(slot, width: PathBatch.vectors)
    writeWords(of: draw, batch: batch, to: slot)
    for vector in 0..<PathBatch.vectors { slot[vector] = uniform(from: bits(of: slot[vector])) }
  }

  /// Writes 32 bits for each path of a batch into the lower half of its lane; the upper half has no meaning.
  @inline(__always)
  private func writeWords(of draw: Int, batch: Int, to words: Slot<Lanes>) {
    switch sampling {
    case .random: draws[draw].writeRandomWords(philox, batch: batch, to: words)
    case .latin: draws[draw].writeStrata(philox, seed: seed, batch: batch, place: place(of: batch), to: words)
    case .sobol where draw < sobol.dimensionCount:
      draws[draw].writeScrambled(sobol, seed: seed, place: place(of: batch), to: words)
    case .sobol:
      // Beyond the dimensions of the table random words are used ("padding").
      draws[draw].writeRandomWords(philox, batch: batch, to: words)
    }
  }

  private func place(of batch: Int) -> ReplicatePlace {
    ReplicatePlace(batch: batch, pathsPerReplicate: pathsPerReplicate)
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

/// (n + ½)·2⁻³² of the lower half n of each word, exactly.
@inline(__always)
func uniform(from words: BitLanes) -> Lanes {
  doubles(from: (words & 0xFFFF_FFFF) &<< 20 | 0x3FF0_0000_0000_0000) - 1 + 0x1p-33
}
