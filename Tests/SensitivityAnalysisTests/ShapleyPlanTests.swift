import SensitivityAnalysis
import Testing

struct ShapleyPlanTests {
  private func worths(_ plan: ShapleyPlan, _ game: (Set<Int>) -> Double) -> [Double] {
    plan.sets.map { set in game(Set(set.indices.filter { set[$0] })) }
  }

  /// The mean over all orders, written out.
  private func byOrders(_ players: Int, _ game: (Set<Int>) -> Double) -> [Double] {
    var sums = [Double](repeating: 0, count: players)
    var count = 0
    func visit(_ order: [Int]) {
      guard order.count < players else {
        count += 1
        for place in order.indices {
          sums[order[place]] += game(Set(order[...place])) - game(Set(order[..<place]))
        }
        return
      }
      for player in 0..<players where !order.contains(player) { visit(order + [player]) }
    }
    visit([])
    return sums.map { $0 / Double(count) }
  }

  /// Shapley's own value of the glove market with one left and two right gloves: 2/3, 1/6, 1/6
  /// (Osborne and Rubinstein, A Course in Game Theory, 1994, exercise 295.1).
  @Test func `the glove market`() {
    let plan = ShapleyPlan(players: 3, pairs: 2, seed: 1)
    let shares = plan.shares(worths(plan) { $0.contains(0) && $0.count > 1 ? 1 : 0 })
    for (share, expected) in zip(shares, [2.0 / 3, 1.0 / 6, 1.0 / 6]) { #expect(abs(share - expected) < 1e-15) }
    #expect(plan.standardErrors([0, 0, 0, 0, 0, 0, 0, 0]) == nil)
  }

  @Test func `all sets give the mean over all orders`() {
    func game(_ set: Set<Int>) -> Double { set.reduce(1) { $0 * (1.3 + Double($1) / 7) } + (set.contains(2) ? 0.4 : 0) }
    let plan = ShapleyPlan(players: 5, pairs: 2, seed: 1)
    let shares = plan.shares(worths(plan, game))
    // 32 products of numbers near 10.
    for (share, expected) in zip(shares, byOrders(5, game)) { #expect(abs(share - expected) < 1e-12) }
  }

  @Test func `many players share exactly, and who adds the same everywhere has no error`() throws {
    let plan = ShapleyPlan(players: 12, pairs: 5, seed: 3)
    #expect(plan.sets.first == Array(repeating: false, count: 12))
    #expect(plan.sets.last == Array(repeating: true, count: 12))
    #expect(plan.sets.count <= 10 * 11 + 2)
    let values = worths(plan) { set in
      set.reduce(0) { $0 + Double($1) } + (set.isSuperset(of: [3, 7]) ? 10 : 0)
    }
    let shares = plan.shares(values)
    #expect(abs(shares.reduce(0, +) - 76) < 1e-11)
    let errors = try #require(plan.standardErrors(values))
    for player in 0..<12 where player != 3 && player != 7 {
      #expect(abs(shares[player] - Double(player)) < 1e-12 && errors[player] < 1e-12)
    }
    // An order and its reverse give each of the two 10 once: exact.
    #expect(abs(shares[3] - 8) < 1e-12 && errors[3] < 1e-12)
  }

  @Test func `random orders come as near as they say`() throws {
    // v = |S|²·max of S: 10 players, against all orders by the exact formula over sets.
    func game(_ set: Set<Int>) -> Double { Double(set.count * set.count) * Double(set.max() ?? 0) }
    var exact = [Double](repeating: 0, count: 10)
    var weights = [0.1]
    for size in 1..<10 { weights.append(weights[size - 1] * Double(size) / Double(10 - size)) }
    for bits in 0..<1 << 10 {
      let set = Set((0..<10).filter { bits >> $0 & 1 == 1 })
      for player in 0..<10 where !set.contains(player) {
        exact[player] += weights[set.count] * (game(set.union([player])) - game(set))
      }
    }
    let plan = ShapleyPlan(players: 10, pairs: 60, seed: 9)
    let values = worths(plan, game)
    let errors = try #require(plan.standardErrors(values))
    for (player, share) in plan.shares(values).enumerated() {
      #expect(abs(share - exact[player]) < 5 * errors[player])
      #expect(errors[player] < 0.2 * abs(exact[player]))
    }
  }
}
