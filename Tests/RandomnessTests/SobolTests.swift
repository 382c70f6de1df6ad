import Randomness
import Testing

@Test func `the first eight points of the Sobol' sequence are the published ones`() {
  let sequence = SobolSequence(dimensions: 2)
  let expected: [[Double]] = [
    [0, 0], [0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.375, 0.375], [0.875, 0.875], [0.625, 0.125], [0.125, 0.625],
  ]
  #expect((0..<8).map { sequence.point($0) } == expected)
}

@Test func `points of high dimensions and indices agree with SciPy`() {
  // scipy.stats.qmc.Sobol(256, scramble=False) of SciPy 1.17, points 1000 and 12345, dimensions 3, 10, 100, 256.
  let sequence = SobolSequence(dimensions: 256)
  for (index, values) in [
    (1000, [0.5185546875, 0.0693359375, 0.1865234375, 0.2490234375]),
    (12345, [0.16033935546875, 0.42962646484375, 0.53887939453125, 0.58807373046875]),
  ] {
    let point = sequence.point(index)
    #expect([point[2], point[9], point[99], point[255]] == values)
  }
}

@Test func `every dimension of the table puts one point into each of 1,024 intervals`() {
  let sequence = SobolSequence(dimensions: SobolSequence.maximalDimensions)
  for dimension in sequence.dimensions {
    #expect(Set((0..<1024).map { dimension.point($0) >> 22 }).count == 1024)
  }
}

@Test func `scrambled points keep the elementary intervals of the first two dimensions`() {
  let names = [DrawName("a"), DrawName("b")]
  let source = DrawSource(sampling: .sobol, seed: 9, names: names, pathsPerReplicate: 256)
  for replicate in 0..<4 {
    let sample = (0..<2).map { draw in
      (0..<4).flatMap { batch in
        source.uniforms(of: draw, batch: 4 * replicate + batch)
      }
    }
    // A (0, 8, 2)-net: every box of 2⁻ᵏ × 2^(k−8) holds exactly one of 256 points.
    for k in 0...8 {
      let boxes = zip(sample[0], sample[1]).map { x, y in
        Int(x * Double(1 << k)) << (8 - k) | Int(y * Double(1 << (8 - k)))
      }
      #expect(Set(boxes).count == 256)
    }
  }
}

@Test func `replicates and seeds are scrambled differently and evenly`() {
  // The first path of many replicates is a uniform number.
  let source = DrawSource(sampling: .sobol, seed: 4, names: [DrawName("a"), DrawName("b")], pathsPerReplicate: 64)
  for draw in 0..<2 {
    let first = (0..<4000).map { source.uniforms(of: draw, batch: $0)[0] }
    let mean = first.reduce(0, +) / 4000
    let square = first.reduce(0) { $0 + $1 * $1 } / 4000
    // Variances of u and u² are 1/12 and 4/45; four standard deviations.
    #expect(abs(mean - 0.5) < 4 * (1 / 12.0 / 4000).squareRoot())
    #expect(abs(square - 1 / 3.0) < 4 * (4 / 45.0 / 4000).squareRoot())
  }
}

@Test func `scrambled points integrate a smooth function far better than random ones`() {
  let names = (0..<4).map { DrawName("x\($0)") }
  func product(_ draws: [[Double]], _ path: Int) -> Double {
    draws.reduce(1.0) { $0 * 2 * $1[path] }
  }
  func errorOfMean(_ sampling: Sampling) -> Double {
    let source = DrawSource(sampling: sampling, seed: 2, names: names, pathsPerReplicate: 4096)
    var squares = 0.0
    for replicate in 0..<16 {
      var sum = 0.0
      for batch in 0..<64 {
        let draws = (0..<4).map { source.uniforms(of: $0, batch: replicate * 64 + batch) }
        for path in 0..<64 { sum += product(draws, path) }
      }
      let error = sum / 4096 - 1
      squares += error * error
    }
    return (squares / 16).squareRoot()
  }
  // Theory: N^(−3/2) against N^(−1/2); a factor of 30 is far within reach at N = 4096.
  #expect(errorOfMean(.sobol) < errorOfMean(.random) / 30)
}

@Test func `dimensions beyond the table are padded with random draws`() {
  let names = (0..<258).map { DrawName("x\($0)") }
  let sobol = DrawSource(sampling: .sobol, seed: 2, names: names, pathsPerReplicate: 64)
  let random = DrawSource(sampling: .random, seed: 2, names: names, pathsPerReplicate: 64)
  #expect(sobol.uniforms(of: 257, batch: 5) == random.uniforms(of: 257, batch: 5))
  #expect(sobol.uniforms(of: 255, batch: 5) != random.uniforms(of: 255, batch: 5))
}

@Test func `any batch of a replicate of millions puts one point into each of 64 intervals`() {
  // Batches are nets, and scrambling leaves them nets; the last of them need all four bytes of the Gray code.
  let source = DrawSource(sampling: .sobol, seed: 3, names: [DrawName("a"), DrawName("b")], pathsPerReplicate: 1 << 26)
  for batch in [0, 1, 12_345, (1 << 20) - 1] {
    for draw in 0..<2 {
      let leading = source.uniforms(of: draw, batch: batch).map { Int($0 * 64) }
      #expect(Set(leading).count == 64)
    }
  }
}
