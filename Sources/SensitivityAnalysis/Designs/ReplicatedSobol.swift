import Randomness

/// Independently scrambled Sobol' sequences side by side: how far the results of each differ tells how far their mean
/// may lie from the truth.
///
/// Owen, "Monte Carlo theory, methods and examples", chapter 17 (replicated randomised quasi-Monte Carlo).
struct ReplicatedSobol: Sendable {
  let dimensions: Int
  private let source: DrawSource

  /// How many points a sequence may have.
  static let mostPoints = 1 << 28

  init(dimensions: Int, seed: UInt64) {
    self.dimensions = dimensions
    source = DrawSource(
      sampling: .sobol, seed: seed, names: SobolDesign.names(dimensions), pathsPerReplicate: Self.mostPoints)
  }

  /// Points of one sequence.
  func points(_ range: Range<Int>, of replicate: Int) -> Sample {
    let start = replicate * Self.mostPoints
    return source.points(start + range.lowerBound..<start + range.upperBound)
  }
}

/// Which of several independent sequences each of a growing number of base points belongs to.
///
/// The first round is divided among the sequences as evenly as it goes; every later round is as large as all before it
/// together and gives each sequence as many points as it has, so that sequences always grow from their first point on.
struct ReplicateLayout: Sendable, Equatable {
  /// Never more than there are base points.
  let replicates: Int
  /// Base points of the first round.
  let initial: Int

  init(replicates: Int, initial: Int) {
    self.initial = initial
    self.replicates = max(1, min(replicates, initial))
  }

  /// Neighbouring base points of one sequence.
  struct Run: Sendable, Equatable {
    let replicate: Int
    /// Their numbers in the sequence.
    let points: Range<Int>
  }

  /// The base points of a range, in order.
  func runs(_ range: Range<Int>) -> [Run] {
    var runs: [Run] = []
    var base = range.lowerBound
    while base < range.upperBound {
      let (run, end) = run(from: base)
      let length = min(end, range.upperBound) - base
      runs.append(Run(replicate: run.replicate, points: run.points.lowerBound..<run.points.lowerBound + length))
      base += length
    }
    return runs
  }

  /// The run from a base point on, and the base point after it.
  private func run(from base: Int) -> (Run, end: Int) {
    // The round begins at `size` base points, each sequence having its share of the first round `scale` times.
    var (size, scale) = (0, 1)
    if base >= initial {
      size = initial
      while base >= 2 * size { (size, scale) = (2 * size, 2 * scale) }
    }
    let place = (base - size) / scale
    var replicate = place * replicates / initial
    while start(replicate + 1) <= place { replicate += 1 }
    let first = size + start(replicate) * scale
    let length = (start(replicate + 1) - start(replicate)) * scale
    let known = size > 0 ? length : 0
    return (
      Run(replicate: replicate, points: known + base - first..<known + length), first + length
    )
  }

  /// The first base point of a sequence in the first round.
  private func start(_ replicate: Int) -> Int { replicate * initial / replicates }
}
