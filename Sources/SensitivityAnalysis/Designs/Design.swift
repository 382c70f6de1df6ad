/// Where in the unit cube a function is asked: numbered points, each a function of its number alone.
///
/// Points are made when they are asked for, so that a design of a million points takes no memory.
public protocol Design: Sendable {
  /// How many inputs a point has.
  var dimensions: Int { get }
  /// How many points there are.
  var count: Int { get }
  /// The points with these numbers, one a row.
  func points(_ range: Range<Int>) -> Sample
}

/// How many points a function is asked for at once, unless the caller says otherwise.
public let defaultBlock = 4096

extension Design {
  /// The point with this number.
  public func point(_ index: Int) -> [Double] { points(index..<index + 1).storage }

  /// Calls `body` with all points in blocks of at most `size`, in order.
  public func forEachBlock<Failure: Error>(
    of size: Int = defaultBlock, _ body: (Range<Int>, Sample) throws(Failure) -> Void
  ) throws(Failure) {
    try forEachBlock(of: size, in: 0..<count, body)
  }

  func forEachBlock<Failure: Error>(
    of size: Int, in range: Range<Int>, _ body: (Range<Int>, Sample) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(size > 0, "a block holds at least one point")
    var start = range.lowerBound
    while start < range.upperBound {
      let block = start..<min(start + size, range.upperBound)
      try body(block, points(block))
      start = block.upperBound
    }
  }

  /// The outputs at all points, one row a point.
  public func outputs<Failure: Error>(
    block: Int = defaultBlock, of evaluate: (Sample) throws(Failure) -> Sample
  ) throws(Failure) -> Sample {
    try outputs(block: block, in: 0..<count, of: evaluate)
  }

  func outputs<Failure: Error>(
    block: Int, in range: Range<Int>, of evaluate: (Sample) throws(Failure) -> Sample
  ) throws(Failure) -> Sample {
    var collected: Sample?
    try forEachBlock(of: block, in: range) { _, points throws(Failure) in
      let outputs = try answers(of: evaluate, at: points)
      if collected == nil { collected = outputs } else { collected?.append(contentsOf: outputs) }
    }
    return collected ?? Sample(columns: 1, count: 0)
  }
}

/// Where the levels of an input lie between 0 and 1.
public enum LevelPlacement: Sendable, Equatable {
  /// From 0 to 1, both included; a single level is ½.
  case ends
  /// In the middles of as many equal intervals, so that no level is an end, where a quantile may be infinite.
  case middles

  /// The place of one of `count` levels.
  func place(_ level: Int, of count: Int) -> Double {
    switch self {
    case .ends: count == 1 ? 0.5 : Double(level) / Double(count - 1)
    case .middles: (Double(level) + 0.5) / Double(count)
    }
  }
}
