/// In which corners of the inputs the cases lie.
public struct PrimAnalysis: Sendable, Equatable {
  public let rows: Int
  public let cases: Int
  /// Rows left out because an input was infinite or not a number.
  public let excludedRows: Int
  public let boxes: [DiscoveredBox]
  /// The density the boxes should have: the one asked for, or a greater one where that is hardly above the share of cases.
  public let soughtDensity: Double?
  /// How many rows every box holds before it is tightened.
  public let leastRows: Int

  /// The share of all cases that lie in any of the boxes.
  public var coverage: Double { boxes.reduce(0) { $0 + $1.scored.coverage } }
}

/// A box with how it was found and how surely.
public struct DiscoveredBox: Sendable, Equatable {
  /// Counts rows that earlier boxes leave: its density is that of the rows outside them; its coverage and mass are shares
  /// of all cases and all rows.
  public let scored: ScoredBox
  public let restrictions: [Restriction]
  /// From all rows to the smallest box: how density is bought with coverage.
  public let tradeOff: [ScoredBox]
}

/// Boxes of inputs in which cases are dense, by peeling and pasting (the patient rule induction method, PRIM).
///
/// Friedman and Fisher (1999); the choice of a box, its quasi-p-values and the test on random halves follow Bryant and
/// Lempert (2010). Further boxes are sought on the rows the earlier ones leave ("covering"); the search ends where no
/// cases are left, the best box is no denser than all rows, or a further box is not even halfway from there to the density
/// sought. O(d·n log n + boxes·resamples·d·n/peel).
public func prim(_ sample: CaseSample, options: PrimOptions = PrimOptions()) -> PrimAnalysis {
  precondition(options.peel > 0 && options.peel < 1, "a part of a box is cut off at a time")
  var search = BoxSearch(sample: sample, options: options)
  var found: [DiscoveredBox] = []
  while found.count < options.boxes, let next = search.next() { found.append(next) }
  return PrimAnalysis(
    rows: sample.count, cases: sample.cases, excludedRows: sample.excludedRows, boxes: found,
    soughtDensity: options.soughtDensity(in: sample), leastRows: options.leastRows(of: sample))
}
