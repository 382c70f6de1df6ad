/// Turns a batch of random words into standard normal scores by Φ⁻¹.
///
/// Six paths of seven lie in the middle, which needs no logarithm. The others are collected and packed eight to a
/// vector, so that the expensive tail is computed once or twice a batch rather than in every vector.
func writeNormalScores(of words: BatchWords, into scores: inout [Lanes], at offset: Int) {
  var tails = TailPaths()
  for vector in 0..<PathBatch.vectors {
    let q = uniform(from: words[vector]) - 0.5
    scores[offset + vector] = centralNormalQuantile(q)
    tails.collect(q, vector: vector)
  }
  tails.write(into: &scores, at: offset)
}

/// The paths of a batch that lie in a tail.
private struct TailPaths {
  private var distances = InlineArray<64, Double>(repeating: 0)
  private var places = InlineArray<64, Int>(repeating: 0)
  private var count = 0

  @inline(__always)
  mutating func collect(_ q: Lanes, vector: Int) {
    let outside = magnitudes(q) .> centralHalfWidth
    for lane in 0..<8 {
      distances[count] = q[lane]
      places[count] = 8 * vector + lane
      count += outside[lane] ? 1 : 0
    }
  }

  func write(into scores: inout [Lanes], at offset: Int) {
    for start in stride(from: 0, to: count, by: 8) {
      var q = Lanes(repeating: 0.5 - 0x1p-20)
      for lane in 0..<min(8, count - start) { q[lane] = distances[start + lane] }
      let values = copySigns(tailNormalQuantile(0.5 - magnitudes(q)), from: q)
      for lane in 0..<min(8, count - start) {
        let place = places[start + lane]
        scores[offset + place / 8][place % 8] = values[lane]
      }
    }
  }
}
