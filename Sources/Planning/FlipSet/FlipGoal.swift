import Ensembles

/// What a change is to bring about for one target.
struct FlipGoal: Sendable, Equatable {
  let turn: Flip.Turn
  /// The probability as things are, and the one to be crossed.
  let before: Double
  let level: Double

  /// The central value's meeting its bound; it has no probability.
  static let breakEven = FlipGoal(turn: .central, before: 0, level: 0)

  /// Crossing the probability asked for, and the words on both sides of the present one.
  static func all(from before: Double, asked: Double) -> [FlipGoal] {
    let limits = Verdict(probability: before).limits
    return [
      FlipGoal(turn: .probability, before: before, level: asked),
      limits.upper.map { FlipGoal(turn: .better, before: before, level: $0) },
      limits.lower.map { FlipGoal(turn: .worse, before: before, level: $0) },
    ].compactMap { $0 }
  }

  func isReached(by probability: Double) -> Bool {
    switch turn {
    case .probability: (probability >= level) != (before >= level)
    case .better: Verdict(probability: probability).rank > Verdict(probability: before).rank
    case .worse: Verdict(probability: probability).rank < Verdict(probability: before).rank
    case .central: false
    }
  }

  /// Whether the probability has to rise.
  var isUpwards: Bool {
    switch turn {
    case .probability: before < level
    case .better: true
    case .worse, .central: false
    }
  }
}

extension Verdict {
  /// Greater for what is more probable.
  var rank: Int { -(Verdict.allCases.firstIndex(of: self) ?? 0) }

  /// The probabilities at which the next words begin.
  var limits: (lower: Double?, upper: Double?) {
    switch self {
    case .virtuallyCertain: (0.99, nil)
    case .veryLikely: (0.9, 0.99)
    case .likely: (0.66, 0.9)
    case .aboutAsLikelyAsNot: (0.33, 0.66)
    case .unlikely: (0.1, 0.33)
    case .veryUnlikely: (0.01, 0.1)
    case .exceptionallyUnlikely: (nil, 0.01)
    }
  }
}
