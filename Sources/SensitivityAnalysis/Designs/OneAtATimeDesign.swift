/// A centre, then each input in turn moved to each of its levels while all others stay.
public struct OneAtATimeDesign: Design, Equatable {
  public let centre: [Double]
  /// For each input the places it is moved to, in order.
  public let levels: [[Double]]
  /// The input and level of each point but the first.
  private let moves: [Move]

  private struct Move: Sendable, Equatable {
    let input: Int
    let place: Double
  }

  public init(centre: [Double], levels: [[Double]]) {
    precondition(centre.count == levels.count, "every input has a centre and its levels")
    self.centre = centre
    self.levels = levels
    moves = levels.enumerated().flatMap { input, places in places.map { Move(input: input, place: $0) } }
  }

  public var dimensions: Int { centre.count }
  public var count: Int { moves.count + 1 }

  public func points(_ range: Range<Int>) -> Sample {
    var sample = Sample(columns: dimensions, storage: range.flatMap { _ in centre })
    for index in range where index > 0 {
      let move = moves[index - 1]
      sample[index - range.lowerBound, move.input] = move.place
    }
    return sample
  }
}
