import SensitivityAnalysis
import Testing

@Test func `a grid visits every combination of levels once`() {
  let design = GridDesign(levels: [2, 1, 3], placement: .ends)
  let points = (0..<design.count).map { design.point($0) }
  #expect(
    points == [[0, 0.5, 0], [0, 0.5, 0.5], [0, 0.5, 1], [1, 0.5, 0], [1, 0.5, 0.5], [1, 0.5, 1]])
  #expect(GridDesign(levels: [2], placement: .middles).points(0..<2).storage == [0.25, 0.75])
}

@Test func `one at a time leaves all other inputs at the centre`() {
  let design = OneAtATimeDesign(centre: [0.5, 0.4], levels: [[0.1], [0.2, 0.9]])
  #expect(
    design.points(0..<design.count)
      == Sample(columns: 2, rows: [[0.5, 0.4], [0.1, 0.4], [0.5, 0.2], [0.5, 0.9]]))
}

@Test(arguments: [1, 7, 100, 1000])
func `a Latin hypercube visits each stratum of each input once`(count: Int) {
  let design = LatinDesign(dimensions: 5, count: count, seed: 3)
  let points = design.points(0..<count)
  for input in 0..<5 {
    #expect(Set(points.column(input).map { Int($0 * Double(count)) }) == Set(0..<count))
  }
}

@Test func `the inputs of a Latin hypercube have nothing to do with each other`() {
  let points = LatinDesign(dimensions: 2, count: 4000, seed: 8).points(0..<4000)
  let products = (0..<4000).reduce(0) { $0 + (points[$1, 0] - 0.5) * (points[$1, 1] - 0.5) }
  // The correlation of unrelated columns has standard deviation 1/√n; four of them.
  #expect(abs(products * 12 / 4000) < 4 / 4000.0.squareRoot())
}

@Test func `points do not depend on the block they are asked for in`() {
  let designs: [any Design] = [
    LatinDesign(dimensions: 3, count: 777, seed: 1), SobolDesign(dimensions: 3, count: 777, seed: 1),
    SaltelliDesign(dimensions: 3, basePoints: 111, secondOrder: false, seed: 1),
    SaltelliDesign(dimensions: 3, basePoints: 97, secondOrder: true, seed: 1),
    GridDesign(levels: [7, 11, 10], placement: .middles),
    MorrisDesign(dimensions: 3, trajectories: 190, levels: 4, seed: 2),
  ]
  for design in designs {
    let whole = design.points(0..<design.count)
    for start in stride(from: 0, to: design.count, by: 53) {
      let range = start..<min(start + 53, design.count)
      #expect(design.points(range).storage == range.flatMap { Array(whole.row($0)) })
    }
  }
}

@Test func `a longer Sobol' design begins with the shorter one, and another seed is another design`() {
  let short = SobolDesign(dimensions: 4, count: 64, seed: 5).points(0..<64)
  let long = SobolDesign(dimensions: 4, count: 1024, seed: 5).points(0..<64)
  let other = SobolDesign(dimensions: 4, count: 64, seed: 6).points(0..<64)
  #expect(short == long)
  #expect(short != other)
  #expect(short.storage.allSatisfy { $0 > 0 && $0 < 1 })
}

@Test func `the mixed rows of a base point differ from their parents where they should`() {
  let design = SaltelliDesign(dimensions: 3, basePoints: 4, groups: [[0, 2], [1]], secondOrder: true, seed: 1)
  #expect(design.rowsPerBasePoint == 6)
  for base in 0..<4 {
    let rows = (0..<6).map { design.point(6 * base + $0) }
    let (a, b) = (rows[0], rows[1])
    #expect(rows[2] == [b[0], a[1], b[2]])
    #expect(rows[3] == [a[0], b[1], a[2]])
    #expect(rows[4] == [a[0], b[1], a[2]])
    #expect(rows[5] == [b[0], a[1], b[2]])
  }
}
