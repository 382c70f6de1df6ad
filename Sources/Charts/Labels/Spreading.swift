/// Moves intervals on a line apart until none overlaps another, as little as possible in the sum of squares, keeping
/// their order and staying between the bounds.
///
/// Groups that touch move together (pooling of adjacent violators: Barlow, Bartholomew, Bremner and Brunk 1972,
/// Statistical Inference under Order Restrictions, chapter 1).
///
/// - Parameter centres: where each would like to lie, in any order.
/// - Returns: the centres; `nil` where together they are longer than the bounds.
/// - Complexity: O(n log n).
package func spread(centres: [Double], lengths: [Double], within bounds: ClosedRange<Double>) -> [Double]? {
  guard lengths.reduce(0, +) <= bounds.upperBound - bounds.lowerBound else { return nil }
  let order = centres.indices.sorted { (centres[$0], $0) < (centres[$1], $1) }
  var groups: [SpreadGroup] = []
  for index in order {
    var group = SpreadGroup(members: [index], length: lengths[index], wanted: centres[index] - lengths[index] / 2)
    while let last = groups.last, last.start(within: bounds) + last.length > group.start(within: bounds) {
      groups.removeLast()
      group = last.joined(with: group)
    }
    groups.append(group)
  }
  var result = centres
  for group in groups {
    var position = group.start(within: bounds)
    for index in group.members {
      result[index] = position + lengths[index] / 2
      position += lengths[index]
    }
  }
  return result
}

private struct SpreadGroup {
  let members: [Int]
  let length: Double
  /// Mean of the starts that its members would give it.
  let wanted: Double

  func start(within bounds: ClosedRange<Double>) -> Double {
    max(bounds.lowerBound, min(wanted, bounds.upperBound - length))
  }

  func joined(with next: SpreadGroup) -> SpreadGroup {
    let (own, others) = (Double(members.count), Double(next.members.count))
    let wanted = (self.wanted * own + (next.wanted - length) * others) / (own + others)
    return SpreadGroup(members: members + next.members, length: length + next.length, wanted: wanted)
  }
}
