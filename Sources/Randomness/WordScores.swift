/// Φ⁻¹((n + ½)·2⁻³²) by the polynomials of the kernels, for one 32-bit word n.
package func normalScore(ofWord word: UInt32) -> Double {
  var buffer = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
  buffer[0] = doubles(from: BitLanes(repeating: UInt64(word)))
  turnWordsIntoScores(buffer.slot(0, width: PathBatch.vectors), centralScorePieces.pieces)
  return buffer[0][0]
}
