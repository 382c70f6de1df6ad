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
    draws = names.enumerated().map { [philox] in NamedDraw(name: $1, index: $0, seed: seed, philox) }
  }

  /// Writes the scores of the 64 paths of `batch` for the draw with this index in `names`.
  public func scores(of draw: Int, batch: Int, into scores: inout LaneBuffer, at slot: Int) {
    writeScores(of: draw..<draw + 1, batch: batch, into: &scores, from: slot)
  }

  /// Writes the scores of the 64 paths of `batch` for consecutive draws, slot after slot from `slot` on.
  public func scores(of draws: Range<Int>, batch: Int, into scores: inout LaneBuffer, from slot: Int = 0) {
    writeScores(of: draws, batch: batch, into: &scores, from: slot)
  }

  @inline(__always)
  private func writeScores(of draws: Range<Int>, batch: Int, into scores: inout LaneBuffer, from slot: Int) {
    let pieces = centralScorePieces.pieces
    NotedPoints.withRoom { points in
      var tails = TailScores()
      forEachDraw(in: draws, batch, as: CentredForm.self) { index, half, numbers in
        scores.slot(slot &+ index, width: PathBatch.vectors).write(numbers, half)
      } finish: { index in
        turnIntoScores(pieces, slot: slot &+ index, of: &scores, points, &tails)
      }
      tails.write(to: &scores)
    }
  }

  /// Writes the uniform numbers behind the scores, strictly between 0 and 1.
  public func uniforms(of draw: Int, batch: Int, into uniforms: inout LaneBuffer, at slot: Int) {
    writeUniforms(of: draw..<draw + 1, batch: batch, into: &uniforms, from: slot)
  }

  /// Writes the uniform numbers behind the scores of consecutive draws, slot after slot from 0 on.
  public func uniforms(of draws: Range<Int>, batch: Int, into uniforms: inout LaneBuffer) {
    writeUniforms(of: draws, batch: batch, into: &uniforms, from: 0)
  }

  @inline(__always)
  private func writeUniforms(of draws: Range<Int>, batch: Int, into uniforms: inout LaneBuffer, from slot: Int) {
    forEachDraw(in: draws, batch, as: UniformForm.self) { index, half, numbers in
      uniforms.slot(slot &+ index, width: PathBatch.vectors).write(numbers, half)
    } finish: { _ in
    }
  }

  /// Hands over the numbers of the paths of half a batch after the other, for one draw after the other or for two at a
  /// time, and then says that those of the draw may be used.
  @inline(__always)
  private func forEachDraw<Form: NumberForm>(
    in range: Range<Int>, _ batch: Int, as form: Form.Type,
    _ body: (_ index: Int, _ half: BatchHalf, _ numbers: LaneQuad) -> Void,
    finish: (_ index: Int) -> Void
  ) {
    let first = range.lowerBound
    switch sampling {
    case .random:
      forEachRandomDraw(in: range, batch) {
        body($0 &- first, $1, Form.form($2))
      } finish: {
        finish($0 &- first)
      }
    case .latin:
      let place = place(of: batch)
      for draw in range {
        draws[draw].forEachStrataHalf(philox, seed: seed, batch: batch, place: place) {
          body(draw &- first, $0, Form.form($1))
        }
        finish(draw &- first)
      }
    case .sobol:
      let sobolBatch = sobol.batch(place(of: batch))
      for draw in range.clamped(to: 0..<sobol.dimensionCount) {
        let points = draws[draw].points(sobol, sobolBatch)
        body(draw &- first, .early, Form.form(points.half(.early)))
        body(draw &- first, .late, Form.form(points.half(.late)))
        finish(draw &- first)
      }
      // Beyond the dimensions of the table random words are used ("padding").
      forEachRandomDraw(in: range.clamped(to: sobol.dimensionCount..<Int.max), batch) {
        body($0 &- first, $1, Form.form($2))
      } finish: {
        finish($0 &- first)
      }
    }
  }

  @inline(__always)
  private func forEachRandomDraw(
    in range: Range<Int>, _ batch: Int, _ body: (_ draw: Int, _ half: BatchHalf, _ numbers: LaneQuad) -> Void,
    finish: (_ draw: Int) -> Void
  ) {
    let blocks = BatchBlocks(batch: batch)
    var draw = range.lowerBound
    while Philox.octetsTogether >= 4 && draw &+ 1 < range.upperBound {
      NamedDraw.forEachHalf(draws[draw], draws[draw &+ 1], philox, blocks) { body(draw &+ $0, $1, $2) }
      finish(draw)
      finish(draw &+ 1)
      draw &+= 2
    }
    while draw < range.upperBound {
      draws[draw].forEachHalf(philox, blocks) { body(draw, $0, $1) }
      finish(draw)
      draw &+= 1
    }
  }

  @inline(__always)
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

  @inline(__always)
  init(batch: Int, pathsPerReplicate: Int) {
    let path = batch * PathBatch.paths
    bitCount = pathsPerReplicate.trailingZeroBitCount
    replicate = path >> bitCount
    firstPath = path & (pathsPerReplicate - 1)
  }
}
