import Ensembles
import Testing

struct LevelGroupTests {
  private static let most = 7

  /// Levels in no order; where there are several, one of them twice.
  private func levels(_ count: Int) -> [Double] {
    (0..<count).map { Double(($0 * 41 + 5) % max(1, count - 1)) / Double(max(1, count)) }
  }

  @Test(arguments: [0, 1, 7, 8, 14, 15, 99, 112, 113, 300])
  func `every level stands in one group, ascending from group to group, and comes back in its place`(count: Int) {
    let levels = levels(count)
    for (paths, outputs) in [(1000, 1), (1_000_000, 1), (1_000_000, 200), (1_000_000, 100_000)] {
      let groups = LevelGroups(levels, for: .exact, paths: paths, outputs: outputs)
      #expect(groups.groups.flatMap { $0 } == levels.sorted())
      let answers = groups.groups.map { group in group.map { Double?.some(100 * $0) } }
      #expect(groups.joined(answers) == levels.map { 100 * $0 })
    }
  }

  @Test(arguments: [(8, 2), (14, 2), (15, 3), (99, 15), (112, 16)])
  func `where paths are many and outputs few, a group has no more levels than brackets`(count: Int, expected: Int) {
    let groups = LevelGroups(levels(count), for: .exact, paths: 65_537, outputs: 4096 / expected).groups
    #expect(groups.count == expected)
    #expect(groups.allSatisfy { !$0.isEmpty && $0.count <= Self.most })
  }

  @Test func `all levels are one group where that costs less`() {
    func groups(_ count: Int, _ precision: QuantilePrecision = .exact, paths: Int = 1_000_000, outputs: Int = 1) -> Int
    {
      LevelGroups(levels(count), for: precision, paths: paths, outputs: outputs).groups.count
    }
    #expect(groups(0) == 1 && groups(Self.most) == 1)
    #expect(groups(15, paths: 65_536) == 1)
    #expect(groups(15, .histogram) == 1)
    #expect(groups(113) == 1)
    #expect(groups(15, outputs: 4096 / 3 + 1) == 1)
  }

  @Test func `levels have no answer where a group has none`() {
    let groups = LevelGroups(levels(15), for: .exact, paths: 1_000_000, outputs: 1)
    for missing in groups.groups.indices {
      let answers = groups.groups.enumerated().map { index, group in index == missing ? nil : group.map(Double?.some) }
      #expect(groups.joined(answers) == nil)
    }
  }
}
