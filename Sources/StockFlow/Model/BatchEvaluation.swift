public import Randomness

/// The doors through which ensembles evaluate batches of 64 paths; the generic balance equation is specialised behind them.
extension CompiledModel {
  /// A state for batches of `PathBatch.paths` paths that keeps these series' flows; reused from batch to batch.
  public func makeBatchState(keeping series: [Series]) -> BatchState {
    let flows = series.compactMap { if case .flow(let index) = $0 { index } else { nil } }
    return BatchState(self, recording: RecordedFlows(flows, of: self))
  }

  /// Stands before the first computed year of a new batch, whose values have been written to `state.draws`:
  /// `PathBatch.vectors` vectors per draw.
  public func begin(_ state: inout BatchState) { state.begin(self) }

  /// Moves the batch on by one year; `noiseFactors` holds `PathBatch.vectors` vectors per noise source.
  public func advance(_ state: inout BatchState, noiseFactors: borrowing LaneBuffer) {
    advance(&state, noise: noiseFactors)
  }
}

extension ModelState where Element == Lanes {
  /// The values of a series in the state's year, `PathBatch.vectors` vectors.
  public func values(of series: Series) -> Slot<Lanes> { slot(of: series) }
}
