/// Quantile levels in groups of neighbours, so few in each that every level can have a bracket of its own: an output's
/// values are sifted once for each group.
///
/// All levels are one group, and share brackets, where that costs less: of few paths, where all values can be kept; and where
/// levels or outputs are so many that all groups together would take too much memory. No result depends on it.
package struct LevelGroups: Sendable {
  /// At least one; levels ascend in each and from one to the next.
  package let groups: [[Double]]
  /// Where each level, in the order given, stands among those of all groups.
  private let places: [Int]

  private static let most = 16
  /// Of all outputs.
  private static let mostSieves = 4096
  private static let fewPaths = 1 << 16

  /// - Parameter levels: in any order, each as often as it is wanted.
  package init(_ levels: [Double], for precision: QuantilePrecision, paths: Int, outputs: Int) {
    let order = levels.indices.sorted { levels[$0] < levels[$1] }
    let wanted = (levels.count + Brackets.most - 1) / Brackets.most
    // Bins serve all levels.
    let isWorthwhile =
      precision == .exact && paths > Self.fewPaths && (2...Self.most).contains(wanted)
      && outputs * wanted <= Self.mostSieves
    let count = isWorthwhile ? wanted : 1
    groups = (0..<count).map { group in
      order[group * order.count / count..<(group + 1) * order.count / count].map { levels[$0] }
    }
    var places = [Int](repeating: 0, count: levels.count)
    for (place, index) in order.enumerated() { places[index] = place }
    self.places = places
  }

  var count: Int { groups.count }

  /// The quantiles of all levels in the order given, from those of each group; `nil` where those of some group are.
  package func joined(_ quantiles: some Sequence<[Double?]?>) -> [Double?]? {
    var ascending: [Double?] = []
    for group in quantiles {
      guard let group else { return nil }
      ascending += group
    }
    return places.map { ascending[$0] }
  }
}
