/// Every combination of levels, the last input changing fastest.
public struct GridDesign: Design, Equatable {
  /// How many levels each input has.
  public let levels: [Int]
  public let placement: LevelPlacement
  public let count: Int

  /// - Precondition: every input has at least one level, and the product of all fits into `Int`.
  public init(levels: [Int], placement: LevelPlacement) {
    precondition(levels.allSatisfy { $0 > 0 }, "an input has at least one level")
    self.levels = levels
    self.placement = placement
    count = levels.reduce(1) { total, next in
      let (product, overflow) = total.multipliedReportingOverflow(by: next)
      precondition(!overflow, "the points of a grid can be counted")
      return product
    }
  }

  public var dimensions: Int { levels.count }

  public func points(_ range: Range<Int>) -> Sample {
    var sample = Sample(columns: dimensions, count: range.count)
    for index in range {
      var rest = index
      for column in levels.indices.reversed() {
        let (quotient, level) = rest.quotientAndRemainder(dividingBy: levels[column])
        sample[index - range.lowerBound, column] = placement.place(level, of: levels[column])
        rest = quotient
      }
    }
    return sample
  }
}
