/// Trajectories through a grid of levels in which each input moves once, chosen to lie far apart.
///
/// Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33 (1991) 161–174, with
/// steps of half the levels. The trajectories are chosen among `candidates` random ones so that their distances add up
/// to much (Campolongo, Cariboni and Saltelli, Environmental Modelling & Software 22 (2007) 1509–1518),
/// one after the other as in Ruano et al., ibid. 37 (2012) 103–109, because trying every combination is out of reach.
/// O(candidates²·dimensions²) once; O(trajectories·dimensions²) memory.
public struct MorrisDesign: Design, Equatable {
  public let dimensions: Int
  public let trajectories: Int
  /// The size of a step in the unit of the cube.
  public let step: Double
  /// The input that moves in each step, trajectory after trajectory, and whether upwards.
  let moves: [[Move]]
  private let chosen: Sample

  struct Move: Sendable, Equatable {
    let input: Int
    let isUpward: Bool
  }

  /// - Parameters:
  ///   - levels: an even number, so that every level is as likely as the others.
  ///   - candidates: how many random trajectories there are to choose from; nil for five times as many, at most 500
  ///     more than needed.
  public init(
    dimensions: Int, trajectories: Int, levels: Int = 4, placement: LevelPlacement = .middles, candidates: Int? = nil,
    seed: UInt64
  ) {
    precondition(
      trajectories > 0 && levels >= 2 && levels % 2 == 0, "trajectories step through an even number of levels")
    self.dimensions = dimensions
    self.trajectories = trajectories
    let count = max(trajectories, candidates ?? min(5 * trajectories, trajectories + 500))
    let all = (0..<count).map { Trajectory(dimensions: dimensions, levels: levels, seed: seed, number: $0) }
    let indices = count == trajectories ? Array(0..<count) : farApart(all, trajectories)
    moves = indices.map { all[$0].moves }
    chosen = Sample(
      columns: dimensions, storage: indices.flatMap { all[$0].points.map { placement.place($0, of: levels) } })
    step = placement.place(levels / 2, of: levels) - placement.place(0, of: levels)
  }

  public var count: Int { trajectories * (dimensions + 1) }

  public func points(_ range: Range<Int>) -> Sample { chosen.rows(Array(range)) }
}

/// A random walk over levels: dimensions + 1 points, row after row.
private struct Trajectory {
  var points: [Int]
  var moves: [MorrisDesign.Move] = []

  init(dimensions: Int, levels: Int, seed: UInt64, number: Int) {
    var stream = RandomStream(seed: seed, purpose: .trajectories, number: number)
    var place = (0..<dimensions).map { _ in stream.integer(below: levels) }
    points = place
    for input in stream.permutation(of: dimensions) {
      // From the lower half there is one way to go, from the upper half the other.
      let isUpward = place[input] < levels / 2
      place[input] += isUpward ? levels / 2 : -levels / 2
      points += place
      moves.append(MorrisDesign.Move(input: input, isUpward: isUpward))
    }
  }

  /// The sum of the distances between all points of two trajectories (Campolongo et al. 2007).
  func distance(to other: Trajectory) -> Double {
    let width = moves.count
    var sum = 0.0
    for start in stride(from: 0, to: points.count, by: max(1, width)) {
      for otherStart in stride(from: 0, to: points.count, by: max(1, width)) {
        var squares = 0
        for input in 0..<width {
          let difference = points[start &+ input] &- other.points[otherStart &+ input]
          squares &+= difference &* difference
        }
        sum += Double(squares).squareRoot()
      }
    }
    return sum
  }
}

/// The trajectories that one after the other add most to the squared distances, in the order of their numbers.
private func farApart(_ all: [Trajectory], _ wanted: Int) -> [Int] {
  var isChosen = [Bool](repeating: false, count: all.count)
  var gains = [Double](repeating: 0, count: all.count)
  var next = 0
  for _ in 0..<wanted {
    isChosen[next] = true
    for candidate in all.indices where !isChosen[candidate] {
      gains[candidate] += square(all[next].distance(to: all[candidate]))
    }
    next = all.indices.filter { !isChosen[$0] }.max { gains[$0] < gains[$1] } ?? next
  }
  return all.indices.filter { isChosen[$0] }
}
