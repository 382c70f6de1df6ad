/// Φ⁻¹((n + ½)·2⁻³²) by the polynomials of the kernels, for one 32-bit word n.
package func normalScore(ofWord word: UInt32) -> Double { normalScores(ofWords: [word])[0] }

/// Whether the score of a word lies in a tail, as machines tell it that ask numbers, and as others do that ask distances:
/// for tests, because no score shows which way it took.
package func isTail(word: UInt32) -> (byNumber: Bool, byDistance: Bool) {
  let number = centred(BitLanes(repeating: UInt64(word)))
  return (
    isAnywhere(magnitudes(number), above: greatestCentral),
    isAnywhere(negatedDistance(number), above: greatestCentralDistance)
  )
}

/// Φ⁻¹((n + ½)·2⁻³²) for many words n, batch after batch as the kernels take them.
package func normalScores(ofWords words: [UInt32]) -> [Double] {
  let batches = (words.count + PathBatch.paths - 1) / PathBatch.paths
  var buffer = LaneBuffer(repeating: .zero, count: batches * PathBatch.vectors)
  for vector in 0..<buffer.count {
    var bits = BitLanes()
    for lane in 0..<8 where 8 * vector + lane < words.count { bits[lane] = UInt64(words[8 * vector + lane]) }
    buffer[vector] = centred(bits)
  }
  NotedPoints.withRoom { points in
    var tails = TailScores()
    for batch in 0..<batches { turnIntoScores(centralScorePieces.pieces, slot: batch, of: &buffer, points, &tails) }
    tails.write(to: &buffer)
  }
  return words.indices.map { buffer[$0 / 8][$0 % 8] }
}
