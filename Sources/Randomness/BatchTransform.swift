/// Turns the scores of all draws of a batch into values: one transform per slot, arranged by kind so that the loop over
/// the draws neither branches nor counts references.
public struct BatchTransform: Sendable {
  private var linear: [LinearSlot] = []
  private var exponential: [LinearSlot] = []
  private var tables: [TableSlot] = []
  /// The central pieces of all tables, one after the other.
  private var pieces: [Lanes] = []
  /// Whatever is none of these, and all that the central pieces leave to the whole transform.
  private var others: [Int] = []
  private let transforms: [ScoreTransform]

  private struct LinearSlot: Sendable {
    let offset: Int
    let location: Double
    let scale: Double
  }

  private struct TableSlot: Sendable {
    let draw: Int
    let pieces: Range<Int>
    let lower: Double
    let upper: Double
  }

  /// Slot i of a batch goes through transform i.
  public init(_ transforms: [ScoreTransform]) {
    self.transforms = transforms
    for (draw, transform) in transforms.enumerated() {
      switch transform.shape {
      case .linear(let mean, let sd):
        linear.append(LinearSlot(offset: draw * PathBatch.vectors, location: mean, scale: sd))
      case .exponential(let location, let scale):
        exponential.append(LinearSlot(offset: draw * PathBatch.vectors, location: location, scale: scale))
      case .pieces(let central, let lower, let upper):
        let range = pieces.count..<pieces.count + central.count
        tables.append(TableSlot(draw: draw, pieces: range, lower: lower, upper: upper))
        pieces += central
      case .other: others.append(draw)
      }
    }
  }

  public var count: Int { transforms.count }

  /// Replaces the scores of every slot by values.
  public func apply(to scores: inout [Lanes]) {
    precondition(scores.count >= count * PathBatch.vectors, "every draw has its slot")
    applyClosedForms(&scores)
    let pieces = pieces.span
    for index in tables.indices { apply(tables[index], pieces, &scores) }
    for draw in others { transforms[draw].apply(to: &scores, at: draw * PathBatch.vectors) }
  }

  private func applyClosedForms(_ scores: inout [Lanes]) {
    var span = scores.mutableSpan
    for index in linear.indices {
      let slot = linear[index]
      for vector in slot.offset..<slot.offset + PathBatch.vectors {
        span[vector] = fused(Lanes(repeating: slot.scale), span[vector], slot.location)
      }
    }
    for index in exponential.indices {
      let slot = exponential[index]
      for vector in slot.offset..<slot.offset + PathBatch.vectors {
        span[vector] = boundedExponential(fused(Lanes(repeating: slot.scale), span[vector], slot.location))
      }
    }
  }

  @inline(__always)
  private func apply(_ slot: TableSlot, _ pieces: Span<Lanes>, _ scores: inout [Lanes]) {
    let central = pieces.extracting(slot.pieces)
    let offset = slot.draw * PathBatch.vectors
    var isOuter = SIMDMask<SIMD8<Int64>>(repeating: false)
    var span = scores.mutableSpan
    for vector in offset..<offset + PathBatch.vectors { isOuter = isOuter .| ScoreTable.isOuter(span[vector]) }
    // One batch in 250 has a score beyond the central pieces.
    guard !any(isOuter) else { return transforms[slot.draw].apply(to: &scores, at: offset) }
    for vector in offset..<offset + PathBatch.vectors {
      let value = ScoreTable.centralValues(of: central, at: span[vector])
      let raised = value.replacing(with: slot.lower, where: value .< slot.lower)
      span[vector] = raised.replacing(with: slot.upper, where: raised .> slot.upper)
    }
  }
}
