/// Quantile levels in groups of neighbours, so few in each that every level can have a bracket of its own.
///
/// An output's values are sifted once for each group. Beyond `most` groups, levels share brackets: almost every value is
/// kept for one group or another by then.
struct LevelGroups: Sendable {
  /// At least one; levels ascend in each and from one to the next.
  let groups: [[Double]]
  /// Where each level, in the order given, stands among those of all groups.
  private let places: [Int]

  private static let most = 16

  init(_ levels: [Double], for precision: QuantilePrecision) {
    let order = levels.indices.sorted { levels[$0] < levels[$1] }
    // Bins serve all levels.
    let wanted = precision == .exact ? (levels.count + Brackets.most - 1) / Brackets.most : 1
    let count = max(1, min(wanted, Self.most))
    groups = (0..<count).map { group in
      order[group * order.count / count..<(group + 1) * order.count / count].map { levels[$0] }
    }
    var places = [Int](repeating: 0, count: levels.count)
    for (place, index) in order.enumerated() { places[index] = place }
    self.places = places
  }

  var count: Int { groups.count }

  /// The quantiles of all levels in the order given, from those of each group; `nil` where those of some group are.
  func joined(_ quantiles: [[Double?]?]) -> [Double?]? {
    var ascending: [Double?] = []
    for group in quantiles {
      guard let group else { return nil }
      ascending += group
    }
    return places.map { ascending[$0] }
  }
}
