/// Turns the scores of all draws of a batch into values: one transform per slot, arranged by kind so that the loop over
/// the draws neither branches nor counts references.
public final class BatchTransform: Sendable {
  private let linear: [LinearSlot]
  private let exponential: [LinearSlot]
  /// Exponentials whose argument stays within ±ln 2 / 2, such as yearly noise.
  private let smallExponential: [LinearSlot]
  private let tables: [TableSlot<PiecewisePolynomial.Pieces>]
  private let fineTables: [TableSlot<FinePolynomial.Pieces>]
  /// Whatever is none of these.
  private let others: [Int]
  /// Of all slots; those of tables for what their pieces leave.
  private let transforms: [ScoreTransform]

  private struct LinearSlot: Sendable {
    let slot: Int
    let location: Double
    let scale: Double
  }

  private struct TableSlot<Pieces: Sendable>: Sendable {
    let draw: Int
    /// Kept alive by `transforms`.
    let pieces: Pieces
    let scale: TableScale
    /// Whether no value of a piece can lie beyond the bounds.
    let staysWithin: Bool

    init(draw: Int, _ pieces: Pieces, of table: ScoreTable, _ scale: TableScale) {
      (self.draw, self.pieces, self.scale) = (draw, pieces, scale)
      let ends = table.ends
      staysWithin = scale.staysWithin(from: ends.lower, to: ends.upper)
    }
  }

  /// Neighbouring slots that stay in a first-level cache from their scores to their values.
  public struct Portion: Sendable {
    public let slots: Range<Int>
    /// Which of the closed forms, tables and others are those of its slots.
    fileprivate let linear: Range<Int>
    fileprivate let exponential: Range<Int>
    fileprivate let smallExponential: Range<Int>
    fileprivate let tables: Range<Int>
    fileprivate let fineTables: Range<Int>
    fileprivate let others: Range<Int>
  }

  /// All slots, in their order.
  public let portions: [Portion]
  /// 24 KB of scores, which leave room for the rest in a first-level cache; even, because some machines draw two slots at a
  /// time.
  private static let slotsOfPortion = 48

  /// Slot i of a batch goes through transform i.
  public init(_ transforms: [ScoreTransform]) {
    var kinds = Kinds()
    portions = stride(from: 0, to: transforms.count, by: Self.slotsOfPortion).map { first in
      let slots = first..<min(first + Self.slotsOfPortion, transforms.count)
      let before = kinds.counts
      for slot in slots { kinds.add(transforms[slot], slot) }
      return Portion(
        slots: slots, linear: before.linear..<kinds.linear.count,
        exponential: before.exponential..<kinds.exponential.count,
        smallExponential: before.smallExponential..<kinds.smallExponential.count,
        tables: before.tables..<kinds.tables.count, fineTables: before.fineTables..<kinds.fineTables.count,
        others: before.others..<kinds.others.count)
    }
    self.transforms = transforms
    linear = kinds.linear
    exponential = kinds.exponential
    smallExponential = kinds.smallExponential
    tables = kinds.tables
    fineTables = kinds.fineTables
    others = kinds.others
  }

  /// The transforms by kind while they are collected.
  private struct Kinds {
    var linear: [LinearSlot] = []
    var exponential: [LinearSlot] = []
    var smallExponential: [LinearSlot] = []
    var tables: [TableSlot<PiecewisePolynomial.Pieces>] = []
    var fineTables: [TableSlot<FinePolynomial.Pieces>] = []
    var others: [Int] = []

    /// Only numbers, so that nothing is copied when more are added.
    var counts: (linear: Int, exponential: Int, smallExponential: Int, tables: Int, fineTables: Int, others: Int) {
      (linear.count, exponential.count, smallExponential.count, tables.count, fineTables.count, others.count)
    }

    mutating func add(_ transform: ScoreTransform, _ slot: Int) {
      switch transform.shape {
      case .linear(let mean, let sd): linear.append(LinearSlot(slot: slot, location: mean, scale: sd))
      case .exponential(let location, let scale):
        let form = LinearSlot(slot: slot, location: location, scale: scale)
        if abs(location) + ScoreTable.reach * abs(scale) < smallExponentialReach {
          smallExponential.append(form)
        } else {
          exponential.append(form)
        }
      case .table(let table, let scale):
        switch table.form {
        case .central(let central): tables.append(TableSlot(draw: slot, central.pieces, of: table, scale))
        case .fine(let fine): fineTables.append(TableSlot(draw: slot, fine.pieces, of: table, scale))
        case .trees: others.append(slot)
        }
      case .other: others.append(slot)
      }
    }
  }

  public var count: Int { transforms.count }

  /// Replaces the scores of every slot by values.
  public func apply(to scores: inout LaneBuffer) {
    for portion in portions.indices { apply(portion: portion, to: &scores) }
  }

  /// Replaces the scores of the slots of a portion by values.
  public func apply(portion index: Int, to scores: inout LaneBuffer) {
    let portion = portions[index]
    applyClosedForms(portion, &scores)
    NotedPoints.withRoom { points in
      for index in portion.tables { apply(tables[index], &scores, points) }
      if !portion.fineTables.isEmpty { applyFineTables(portion, &scores, points) }
    }
    for place in portion.others { transforms[others[place]].apply(to: &scores, at: others[place] * PathBatch.vectors) }
  }

  @inline(__always)
  private func applyClosedForms(_ portion: Portion, _ scores: inout LaneBuffer) {
    for index in portion.linear {
      let form = linear[index]
      let slot = scores.slot(form.slot, width: PathBatch.vectors)
      for vector in 0..<PathBatch.vectors {
        slot[vector] = fused(Lanes(repeating: form.scale), slot[vector], form.location)
      }
    }
    for index in portion.smallExponential {
      let form = smallExponential[index]
      let slot = scores.slot(form.slot, width: PathBatch.vectors)
      for vector in 0..<PathBatch.vectors {
        slot[vector] = Randomness.smallExponential(fused(Lanes(repeating: form.scale), slot[vector], form.location))
      }
    }
    for index in portion.exponential {
      let form = exponential[index]
      let slot = scores.slot(form.slot, width: PathBatch.vectors)
      for vector in 0..<PathBatch.vectors {
        slot[vector] = boundedExponential(fused(Lanes(repeating: form.scale), slot[vector], form.location))
      }
    }
  }

  @inline(__always)
  private func apply(
    _ table: TableSlot<PiecewisePolynomial.Pieces>, _ scores: inout LaneBuffer, _ points: NotedPoints
  ) {
    let slot = scores.slot(table.draw, width: PathBatch.vectors)
    let rows = table.pieces.rows
    if NotedPoints.areWanted {
      PathBatch.forEachVector { points[$0] = NotedPoint(ScoreTable.centralPoint(slot[$0]), in: rows) }
    }
    guard !isAnyOuter(slot) else { return applyWhole(table.draw, &scores) }
    let pieces = table.pieces.loaded()
    scale(slot, table) {
      NotedPoints.areWanted ? rows.value(at: points, $0) : ScoreTable.centralValues(of: pieces, at: slot[$0])
    }
  }

  /// Apart, so that the usual loops are short.
  @inline(never)
  private func applyFineTables(_ portion: Portion, _ scores: inout LaneBuffer, _ points: NotedPoints) {
    for index in portion.fineTables {
      let table = fineTables[index]
      let slot = scores.slot(table.draw, width: PathBatch.vectors)
      let pieces = table.pieces
      PathBatch.forEachVector { points[$0] = NotedPoint(pieces.point(slot[$0]), in: pieces.rows) }
      if isAnyOuter(slot) {
        applyWhole(table.draw, &scores)
      } else {
        scale(slot, table) { pieces.rows.value(at: points, $0) }
      }
    }
  }

  /// Whether any score of a batch lies beyond the pieces of tables.
  @inline(__always)
  private func isAnyOuter(_ slot: Slot<Lanes>) -> Bool {
    isAnywhere(greatestMagnitude(slot), above: ScoreTable.outerStart)
  }

  /// Writes the values of a batch, moved, stretched and held inside their bounds.
  @inline(__always)
  private func scale<Pieces>(_ slot: Slot<Lanes>, _ table: TableSlot<Pieces>, _ value: (_ vector: Int) -> Lanes) {
    if table.staysWithin {
      for vector in 0..<PathBatch.vectors { slot[vector] = table.scale.unboundedValues(of: value(vector)) }
    } else {
      for vector in 0..<PathBatch.vectors { slot[vector] = table.scale.values(of: value(vector)) }
    }
  }

  /// One batch in 250 has a score beyond the pieces; all are finite.
  private func applyWhole(_ draw: Int, _ scores: inout LaneBuffer) {
    transforms[draw].apply(to: &scores, at: draw * PathBatch.vectors)
  }
}
