import SensitivityAnalysis
import Testing

/// Uniform points; a case with the first probability inside the corner x₁ ≥ 0.7, x₂ ≤ 0.4, with the second outside.
private func corner(_ count: Int, inside: Double = 1, outside: Double = 0, seed: UInt64 = 1) -> CaseSample {
  let points = LatinDesign(dimensions: 5, count: count, seed: seed).points(0..<count)
  let isCase = (0..<count).map { row in
    points[row, 4] < (points[row, 0] >= 0.7 && points[row, 1] <= 0.4 ? inside : outside)
  }
  // The last column is the chance, which nobody sees.
  let seen = (0..<count).flatMap { Array(points.row($0).dropLast()) }
  return CaseSample(inputs: Sample(columns: 4, storage: seen), isCase: isCase)
}

@Test func `a corner full of cases is found with its limits`() throws {
  let analysis = prim(corner(4000))
  let found = try #require(analysis.boxes.first)
  #expect(found.scored.box.restricted == [0, 1])
  // Cuts take 5 % of a box's rows at a time, so limits are known to about 5 % of the range that is left.
  #expect(abs(try #require(found.scored.box.limits[0].lower) - 0.7) < 0.03)
  #expect(abs(try #require(found.scored.box.limits[1].upper) - 0.4) < 0.03)
  #expect(found.scored.box.limits[0].upper == nil && found.scored.box.limits[1].lower == nil)
  #expect(found.scored.density >= 0.9 && found.scored.coverage > 0.9)
  for restriction in found.restrictions {
    #expect(restriction.quasiPValue < 1e-6)
    #expect(restriction.reproduced == Restriction.Reproduced(atCoverage: 1, atDensity: 1))
  }
}

@Test func `among noise the right inputs are restricted and coverage, density and mass are counted`() throws {
  var options = PrimOptions()
  options.density = 0.75
  let sample = corner(4000, inside: 0.9, outside: 0.1, seed: 2)
  let found = try #require(prim(sample, options: options).boxes.first)
  #expect(found.scored.box.restricted == [0, 1])
  let inside = (0..<sample.count).filter { found.scored.box.contains(sample.inputs.row($0)) }
  let cases = inside.count { sample.isCase[$0] }
  #expect(found.scored.rows == inside.count && found.scored.cases == cases)
  #expect(found.scored.coverage == Double(cases) / Double(sample.cases))
  #expect(found.scored.density == Double(cases) / Double(inside.count))
  #expect(found.scored.mass == Double(inside.count) / 4000)
}

@Test func `the trade-off curve reaches that of the EMA workbench on the same sample`() throws {
  // ema_workbench 2.5.3, Prim(threshold: 0.75, peel_alpha: 0.05, mass_min: 0.05): four boxes of its trajectory.
  let expected = [(0.867987, 0.316486), (0.732673, 0.762887), (0.729373, 0.891129), (0.597360, 0.952632)]
  let steps = [2.0, 3, 5, 7, 11].map { $0.squareRoot() }
  let points = (0..<2000).map { i in steps.map { ((Double(i) + 0.5) * $0).truncatingRemainder(dividingBy: 1) } }
  let isCase = points.map { $0[4] < ($0[0] >= 0.7 && $0[1] <= 0.4 ? 0.9 : 0.05) }
  let inputs = Sample(columns: 4, rows: points.map { Array($0.dropLast()) })
  let sample = CaseSample(inputs: inputs, isCase: isCase)
  #expect(sample.cases == 303)
  let curve = try #require(prim(sample).boxes.first).tradeOff
  for (coverage, density) in expected {
    // Both cut 5 % at a time, rounded differently: after some forty cuts a cut's difference, 5 % of the box, remains.
    #expect(curve.contains { $0.coverage > coverage - 0.03 && $0.density > density - 0.03 })
  }
}

@Test func `the trade-off curve begins with everything, and boxes only shrink`() throws {
  let sample = corner(2000, inside: 0.9, outside: 0.1, seed: 3)
  let curve = try #require(prim(sample).boxes.first).tradeOff
  #expect(curve[0].rows == 2000 && curve[0].coverage == 1 && curve[0].mass == 1)
  for (before, after) in zip(curve, curve.dropFirst()) {
    #expect(after.rows < before.rows && after.coverage <= before.coverage)
  }
  #expect(try #require(curve.last).rows >= 100)
}

@Test func `further boxes are found among the cases that are left`() throws {
  let points = LatinDesign(dimensions: 3, count: 4000, seed: 5).points(0..<4000)
  let isCase = (0..<4000).map { points[$0, 0] > 0.8 || points[$0, 1] < 0.1 }
  var options = PrimOptions()
  options.boxes = 4
  let analysis = prim(CaseSample(inputs: points, isCase: isCase), options: options)
  #expect(analysis.boxes.count >= 2)
  #expect(analysis.boxes.prefix(2).map(\.scored.box.restricted) == [[0], [1]])
  #expect(analysis.coverage > 0.9 && analysis.coverage <= 1)
}

@Test func `cases without a pattern, no cases and nothing but cases give no box`() {
  let points = LatinDesign(dimensions: 3, count: 1000, seed: 6).points(0..<1000)
  #expect(prim(CaseSample(inputs: points, isCase: [Bool](repeating: false, count: 1000))).boxes.isEmpty)
  #expect(prim(CaseSample(inputs: points, isCase: [Bool](repeating: true, count: 1000))).boxes.isEmpty)
  #expect(prim(CaseSample(inputs: Sample(columns: 3, count: 0), isCase: [])).boxes.isEmpty)
  let constant = CaseSample(inputs: Sample(columns: 2, count: 50, repeating: 1), isCase: (0..<50).map { $0 < 9 })
  #expect(prim(constant).boxes.isEmpty)
}

@Test func `equal values of an input stay together`() throws {
  let points = LatinDesign(dimensions: 2, count: 1000, seed: 7).points(0..<1000)
  let rows = (0..<1000).map { [(points[$0, 0] * 3).rounded(.down), points[$0, 1]] }
  let sample = CaseSample(inputs: Sample(columns: 2, rows: rows), isCase: rows.map { $0[0] == 1 })
  let found = try #require(prim(sample).boxes.first)
  #expect(found.scored.density == 1 && found.scored.coverage == 1)
  #expect(found.scored.box.limits[0] == Box.Limits(lower: 0.5, upper: 1.5))
}

@Test func `rows with missing inputs are counted`() {
  let inputs = Sample(columns: 1, rows: (0..<40).map { [$0 == 3 ? .nan : Double($0)] })
  var options = PrimOptions()
  options.density = 1
  let analysis = prim(CaseSample(inputs: inputs, isCase: (0..<40).map { $0 >= 30 }), options: options)
  #expect(analysis.excludedRows == 1 && analysis.rows == 39)
  #expect(analysis.boxes.first?.scored.box.limits[0] == Box.Limits(lower: 29.5))
}

@Test func `binomial tails agree with SciPy's`() {
  // scipy.stats.binom.sf(k − 1, n, p), SciPy 1.17.
  for (k, n, p, expected) in [
    (3, 10, 0.2, 0.32220047360000004), (60, 100, 0.5, 0.028443966820490392), (950, 1000, 0.9, 5.995167632379592e-09),
    (10, 100, 0.5, 1.0), (0, 5, 0.3, 1.0),
  ] {
    // lgamma of numbers near 1,000 leaves about twelve digits.
    #expect(abs(binomialTail(atLeast: k, of: n, probability: p) / expected - 1) < 1e-10)
  }
}

@Test func `where most rows are cases the corner is still found, without the rows outside`() throws {
  let points = LatinDesign(dimensions: 3, count: 4000, seed: 8).points(0..<4000)
  var options = PrimOptions()
  options.density = 0.8
  let analysis = prim(CaseSample(inputs: points, isCase: (0..<4000).map { points[$0, 1] < 0.85 }), options: options)
  // Halfway between the share of cases and 1.
  #expect(abs(try #require(analysis.soughtDensity) - 0.925) < 1e-9)
  let found = try #require(analysis.boxes.first)
  #expect(found.scored.density == 1 && found.scored.coverage == 1)
  // A Latin design has a row in each four-thousandth.
  #expect(abs(try #require(found.scored.box.limits[1].upper) - 0.85) < 1 / 4000.0)
}

@Test func `of boxes that cover as much the densest is taken, however rare cases are`() throws {
  for share in [0.3, 0.03] {
    let points = LatinDesign(dimensions: 3, count: 10_000, seed: 9).points(0..<10_000)
    var options = PrimOptions()
    options.density = 0.8
    let isCase = (0..<10_000).map { points[$0, 0] < share }
    let found = try #require(prim(CaseSample(inputs: points, isCase: isCase), options: options).boxes.first)
    #expect(found.scored.density == 1 && found.scored.coverage == 1, "\(share)")
    #expect(found.scored.box.restricted == [0])
  }
}

@Test func `a further box is left out where it comes nowhere near the density sought`() {
  let points = LatinDesign(dimensions: 3, count: 4000, seed: 10).points(0..<4000)
  // A full corner, and beyond it a slight slope.
  let isCase = (0..<4000).map { points[$0, 0] > 0.8 || points[$0, 2] < 0.1 + 0.2 * points[$0, 1] }
  var options = PrimOptions()
  options.boxes = 4
  let seen = Sample(columns: 2, rows: (0..<4000).map { [points[$0, 0], points[$0, 1]] })
  let analysis = prim(CaseSample(inputs: seen, isCase: isCase), options: options)
  #expect(analysis.boxes.map(\.scored.box.restricted) == [[0]])
}
