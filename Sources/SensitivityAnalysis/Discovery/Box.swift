/// A corner of the inputs: some of them limited from below, from above or both.
public struct Box: Sendable, Equatable {
  /// One an input; both ends included.
  public let limits: [Limits]

  public struct Limits: Sendable, Equatable {
    public let lower: Double?
    public let upper: Double?

    public init(lower: Double? = nil, upper: Double? = nil) {
      self.lower = lower
      self.upper = upper
    }

    public var isRestricted: Bool { lower != nil || upper != nil }

    public func contains(_ value: Double) -> Bool {
      (lower.map { value >= $0 } ?? true) && (upper.map { value <= $0 } ?? true)
    }

    /// The same with one side set anew.
    func with(_ side: Side, _ bound: Double?) -> Limits {
      switch side {
      case .lower: Limits(lower: bound, upper: upper)
      case .upper: Limits(lower: lower, upper: bound)
      }
    }
  }

  /// An end of a range.
  public enum Side: Sendable, Equatable, CaseIterable {
    case lower
    case upper
  }

  public init(limits: [Limits]) { self.limits = limits }

  /// Without any limit.
  init(dimensions: Int) { limits = [Limits](repeating: Limits(), count: dimensions) }

  /// The inputs with a limit.
  public var restricted: [Int] { limits.indices.filter { limits[$0].isRestricted } }

  public func contains(_ point: ArraySlice<Double>) -> Bool {
    zip(limits, point).allSatisfy { $0.contains($1) }
  }

  func with(_ side: Side, of input: Int, _ bound: Double?) -> Box {
    var changed = limits
    changed[input] = changed[input].with(side, bound)
    return Box(limits: changed)
  }

  /// The rows inside.
  func rows(of inputs: Sample, among rows: [Int]) -> [Int] { rows.filter { contains(inputs.row($0)) } }
}

/// A box with what it holds of a sample.
public struct ScoredBox: Sendable, Equatable {
  public let box: Box
  /// How many rows lie inside.
  public let rows: Int
  /// How many of them are cases.
  public let cases: Int
  /// The share of all cases that lie inside.
  public let coverage: Double
  /// The share of cases among the rows inside.
  public let density: Double
  /// The share of all rows that lie inside.
  public let mass: Double
}
