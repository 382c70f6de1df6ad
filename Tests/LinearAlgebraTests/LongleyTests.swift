import LinearAlgebra
import Testing

/// NIST Statistical Reference Datasets, Longley: total employment explained by six economic series, 1947–1962.
private let longley: [(y: Double, x: [Double])] = [
  (60323, [83.0, 234289, 2356, 1590, 107608, 1947]), (61122, [88.5, 259426, 2325, 1456, 108632, 1948]),
  (60171, [88.2, 258054, 3682, 1616, 109773, 1949]), (61187, [89.5, 284599, 3351, 1650, 110929, 1950]),
  (63221, [96.2, 328975, 2099, 3099, 112075, 1951]), (63639, [98.1, 346999, 1932, 3594, 113270, 1952]),
  (64989, [99.0, 365385, 1870, 3547, 115094, 1953]), (63761, [100.0, 363112, 3578, 3350, 116219, 1954]),
  (66019, [101.2, 397469, 2904, 3048, 117388, 1955]), (67857, [104.6, 419180, 2822, 2857, 118734, 1956]),
  (68169, [108.4, 442769, 2936, 2798, 120445, 1957]), (66513, [110.8, 444546, 4681, 2637, 121950, 1958]),
  (68655, [112.6, 482704, 3813, 2552, 123366, 1959]), (69564, [114.2, 502601, 3931, 2514, 125368, 1960]),
  (69331, [115.7, 518173, 4806, 2572, 127852, 1961]), (70551, [116.9, 554894, 4007, 2827, 130081, 1962]),
]

private func relativeError(_ found: Double, _ certified: Double) -> Double { abs(found / certified - 1) }

@Test func `the certified regression of Longley is reproduced`() throws {
  let design = Matrix(rows: longley.map { [1] + $0.x })
  let fit = try leastSquares(design, longley.map(\.y))
  let coefficients = [
    -3482258.63459582, 15.0618722713733, -0.0358191792925910, -2.02022980381683, -1.03322686717359,
    -0.0511041056535807, 1829.15146461355,
  ]
  let deviations = [
    890420.383607373, 84.9149257747669, 0.0334910077722432, 0.488399681651699, 0.214274163161675, 0.226073200069370,
    455.478499142212,
  ]
  #expect(fit.rank == 7)
  // The condition number is 5e9, and scaling leaves 4e4: some 11 digits survive.
  for (found, certified) in zip(fit.coefficients, coefficients) { #expect(relativeError(found, certified) < 1e-9) }
  let errors = try #require(fit.standardErrors)
  for (found, certified) in zip(errors, deviations) { #expect(relativeError(found, certified) < 1e-9) }
  #expect(relativeError(try #require(fit.residualStandardDeviation), 304.854073561965) < 1e-10)
  let mean = longley.map(\.y).reduce(0, +) / 16
  let total = longley.reduce(0) { $0 + ($1.y - mean) * ($1.y - mean) }
  let rest = fit.residuals.reduce(0) { $0 + $1 * $1 }
  #expect(abs(1 - rest / total - 0.995479004577296) < 1e-12)
  #expect(fit.conditionNumber > 4.8e9 && fit.conditionNumber < 4.9e9)
  #expect(fit.scaledConditionNumber < 5e4)
}

@Test func `two columns that cannot be told apart lower the rank and have no standard errors`() throws {
  let design = Matrix(rows: [[1, 2, 2], [1, 3, 3], [1, 5, 5], [1, 7, 7]])
  let fit = try leastSquares(design, [1, 2, 3, 4])
  #expect(fit.rank == 2)
  #expect(fit.standardErrors == nil)
  #expect(fit.scaledConditionNumber > 1e12)
  // The shortest solution shares the effect equally.
  #expect(abs(fit.coefficients[1] - fit.coefficients[2]) < 1e-12)
}

@Test func `an exact system leaves no residual deviation`() throws {
  let fit = try leastSquares(Matrix(rows: [[2, 0], [0, 4]]), [2, 8])
  #expect(fit.coefficients == [1, 2])
  #expect(fit.residualStandardDeviation == nil)
  #expect(fit.standardErrors == nil)
}

@Test func `more unknowns than equations give the shortest solution`() throws {
  let fit = try leastSquares(Matrix(rows: [[1, 1]]), [2])
  #expect(fit.rank == 1)
  #expect(abs(fit.coefficients[0] - 1) < 1e-14 && abs(fit.coefficients[1] - 1) < 1e-14)
}

@Test func `what cannot be solved is a typed error`() {
  #expect(throws: LinearAlgebraError.empty) { try leastSquares(Matrix(rows: 0, columns: 0), []) }
  #expect(throws: LinearAlgebraError.sizeMismatch(expected: 2, found: 1)) {
    try leastSquares(Matrix(rows: [[1], [2]]), [1])
  }
  #expect(throws: LinearAlgebraError.notFinite) { try leastSquares(Matrix(rows: [[.nan]]), [1]) }
}
