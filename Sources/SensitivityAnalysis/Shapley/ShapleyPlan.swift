/// Which sets of players must be asked for their worth so that the worth of all is shared among them, and with which
/// weight the worth of each set counts for each player. The shares add up to the worth of all minus that of nobody.
///
/// Up to `mostExactPlayers` every set is asked: φ_i = Σ |J|!·(n − |J| − 1)!/n!·(v(J ∪ i) − v(J)) over all J without i
/// (Shapley 1953). Above that players join in random orders, each order followed by its reverse (Castro, Gómez and
/// Tejada, Computers & Operations Research 36, 2009, 1726–1730): the shares still add up, each has a standard error.
public struct ShapleyPlan: Sendable, Equatable {
  public static let mostExactPlayers = 8

  public let players: Int
  /// Whether each player takes part; nobody first, all last.
  public let sets: [[Bool]]
  /// For each set one weight per player.
  public let weights: [[Double]]
  /// For each random order the sets on the way from nobody to all; empty where every set is asked.
  private let orders: [Order]

  private struct Order: Sendable, Equatable {
    let players: [Int]
    /// One more than players.
    let sets: [Int]
  }

  /// - Parameter pairs: orders drawn, each with its reverse, where there are too many players for all sets; at least 2.
  public init(players: Int, pairs: Int, seed: UInt64) {
    precondition(players > 0 && pairs > 1, "somebody plays, and two pairs show how far orders differ")
    self.players = players
    guard players > Self.mostExactPlayers else {
      (sets, weights) = Self.allSets(of: players)
      orders = []
      return
    }
    var stream = RandomStream(seed: seed, purpose: .coalitions)
    let drawn = (0..<pairs).flatMap { _ in
      let order = stream.permutation(of: players)
      return [order, Array(order.reversed())]
    }
    (sets, orders) = Self.sets(along: drawn, players)
    weights = Self.weights(orders, sets: sets.count, players)
  }

  /// What falls to each player, from the worth of every set; exactly 0 to one who never makes a difference.
  public func shares(_ worths: [Double]) -> [Double] {
    (0..<players).map { player in
      sets.indices.reduce(0) { $0 + weights[$1][player] * (worths[$1] - worths[0]) }
    }
  }

  /// Standard errors of the shares, from pairs of orders; `nil` where the shares are exact.
  public func standardErrors(_ worths: [Double]) -> [Double]? {
    guard !orders.isEmpty else { return nil }
    var gains = [[Double]](repeating: [], count: players)
    for pair in stride(from: 0, to: orders.count, by: 2) {
      var sums = [Double](repeating: 0, count: players)
      for order in orders[pair..<pair + 2] {
        for (place, player) in order.players.enumerated() {
          sums[player] += (worths[order.sets[place + 1]] - worths[order.sets[place]]) / 2
        }
      }
      for player in gains.indices { gains[player].append(sums[player]) }
    }
    return gains.map { (variance($0) / Double($0.count)).squareRoot() }
  }

  private static func allSets(of players: Int) -> (sets: [[Bool]], weights: [[Double]]) {
    // Weights by the number of the others: 1/n divided by how many sets of that size there are among them.
    var bySize = [1 / Double(players)]
    for size in 1..<max(1, players) { bySize.append(bySize[size - 1] * Double(size) / Double(players - size)) }
    let sets = (0..<1 << players).map { set in (0..<players).map { set >> $0 & 1 == 1 } }
    let weights = sets.map { set in
      let size = set.count { $0 }
      return set.map { takesPart in takesPart ? bySize[size - 1] : -bySize[size] }
    }
    return (sets, weights)
  }

  private static func sets(along drawn: [[Int]], _ players: Int) -> (sets: [[Bool]], orders: [Order]) {
    let (nobody, all) = ([Bool](repeating: false, count: players), [Bool](repeating: true, count: players))
    var sets = [nobody]
    var index = [nobody: 0]
    var orders: [Order] = []
    for order in drawn {
      var set = nobody
      var steps = [0]
      for player in order.dropLast() {
        set[player] = true
        if index[set] == nil {
          index[set] = sets.count
          sets.append(set)
        }
        steps.append(index[set] ?? 0)
      }
      orders.append(Order(players: order, sets: steps))
    }
    sets.append(all)
    return (sets, orders.map { Order(players: $0.players, sets: $0.sets + [sets.count - 1]) })
  }

  private static func weights(_ orders: [Order], sets: Int, _ players: Int) -> [[Double]] {
    var weights = [[Double]](repeating: Array(repeating: 0, count: players), count: sets)
    let share = 1 / Double(orders.count)
    for order in orders {
      for (place, player) in order.players.enumerated() {
        weights[order.sets[place + 1]][player] += share
        weights[order.sets[place]][player] -= share
      }
    }
    return weights
  }
}
