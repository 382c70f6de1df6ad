import SensitivityAnalysis
import Testing

@Test func `effects of a linear function are its coefficients`() throws {
  let linear = pointwise(outputs: 1) { (x: [Double]) -> [Double] in [3 * x[0] - 2 * x[1] + 0 * x[2]] }
  let design = MorrisDesign(dimensions: 3, trajectories: 10, seed: 1)
  let effects = try morrisEffects(design, of: linear).outputs[0].effects.map { try #require($0) }
  for (effect, expected) in zip(effects, [3.0, -2, 0]) {
    // Differences of numbers near 1 over a step of ½.
    #expect(abs(effect.mu - expected) < 1e-12)
    #expect(abs(effect.muStar.value - abs(expected)) < 1e-12)
    #expect(try #require(effect.sigma) < 1e-12)
    #expect(effect.muStar.halfWidth < 1e-12)
  }
}

@Test func `trajectories move every input once by the same step`() {
  let design = MorrisDesign(dimensions: 5, trajectories: 8, levels: 6, placement: .ends, seed: 4)
  let points = (0..<design.count).map { design.point($0) }
  #expect(abs(design.step - 0.6) < 1e-15)
  for trajectory in 0..<8 {
    let own = points[6 * trajectory..<6 * trajectory + 6]
    let moved = zip(own, own.dropFirst()).flatMap { before, after in
      (0..<5).filter { before[$0] != after[$0] }
    }
    #expect(moved.sorted() == [0, 1, 2, 3, 4])
    for (before, after) in zip(own, own.dropFirst()) {
      // Places are multiples of 1/5 rounded to doubles.
      #expect(abs(zip(before, after).reduce(0) { $0 + abs($1.0 - $1.1) } - 0.6) < 1e-12)
    }
  }
}

private func spread(_ design: MorrisDesign) -> Double {
  let points = (0..<design.count).map { design.point($0) }
  var sum = 0.0
  for left in points {
    for right in points {
      sum += zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
  }
  return sum
}

@Test func `chosen trajectories lie farther apart than random ones`() {
  let random = MorrisDesign(dimensions: 4, trajectories: 6, candidates: 6, seed: 1)
  let chosen = MorrisDesign(dimensions: 4, trajectories: 6, candidates: 100, seed: 1)
  #expect(spread(chosen) > 1.05 * spread(random))
}

@Test func `the curved and interacting inputs of Ishigami's function are told from the others`() throws {
  let design = MorrisDesign(dimensions: 3, trajectories: 400, placement: .ends, candidates: 400, seed: 2)
  let effects = try morrisEffects(design, of: ishigami).outputs[0].effects.map { try #require($0) }
  // Over the four levels 0, ⅓, ⅔, 1 with steps of ⅔ (x = ∓π, ∓π/3): the second input moves by exactly
  // 7·sin²(π/3)/(2/3) = 7.875; the third has the effect 0 where sin x₁ = 0 and else √3/2·0.1·(π⁴ − (π/3)⁴)·1.5 = 12.498.
  #expect(abs(effects[1].muStar.value - 7.875) < 1e-9)
  #expect(abs(effects[1].mu) < 1)
  let expected = 12.498 / 2
  // Half of the trajectories have an effect; four standard deviations.
  #expect(abs(effects[2].muStar.value - expected) < 4 * expected / 20)
  #expect(effects[2].muStar.interval.contains(effects[2].muStar.value))
}

@Test func `a failed evaluation takes its trajectory with it`() {
  let failing = pointwise(outputs: 1) { (x: [Double]) -> [Double] in [x[0] == 0.125 && x[1] == 0.125 ? .nan : x[0]] }
  let design = MorrisDesign(dimensions: 2, trajectories: 50, seed: 1)
  let output = morrisEffects(design, of: failing).outputs[0]
  let touching = (0..<50).count { trajectory in
    (0..<3).contains { design.point(3 * trajectory + $0) == [0.125, 0.125] }
  }
  #expect(output.excludedTrajectories == touching && touching > 0)
  #expect(output.failedEvaluations == touching)
  let never = morrisEffects(design, of: pointwise(outputs: 1) { (_: [Double]) -> [Double] in [.infinity] })
  #expect(never.outputs[0].effects == [nil, nil])
}
