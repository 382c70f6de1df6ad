import Foundation

/// The observed levels of one series, as the panel estimator sees them.
public struct PanelHistory: Sendable, Equatable {
  public struct Observation: Sendable, Equatable {
    public let year: Int
    /// Natural logarithm of the observed stock.
    public let level: Double
    /// Standard deviation of `level` that comes from rounding; 0 for an exact figure. A figure uniform on ± d/2 around
    /// v has about d / (v·√12).
    public let rounding: Double

    public init(year: Int, level: Double, rounding: Double = 0) {
      self.year = year
      self.level = level
      self.rounding = rounding
    }
  }

  /// Ascending in years; years without an observation are gaps.
  public let observations: [Observation]
  /// Years in which a new definition starts: the level jumps there by an unknown amount, the slope goes on.
  public let breaks: [Int]
  /// The standard deviation of a year's log growth where the file gives it; its grid is then that value alone
  /// (0 counts as 1e-6).
  public let writtenVolatility: Double?
  /// Series of the same kind (one occupation, one source) share a name; their pooled figures are then estimated for the
  /// group, with those of the whole file as the prior.
  public let group: String?

  /// - Precondition: at least one observation, finite levels, no year twice, a written volatility of at least 0.
  public init(
    observations: [Observation], breaks: [Int] = [], writtenVolatility: Double? = nil, group: String? = nil
  ) {
    precondition(!observations.isEmpty, "a panel history has at least one observation")
    precondition(observations.allSatisfy { $0.level.isFinite && $0.rounding >= 0 }, "levels are finite logarithms")
    precondition(Set(observations.map(\.year)).count == observations.count, "a year is observed once")
    precondition(writtenVolatility.map { $0 >= 0 } ?? true, "a written volatility is at least 0")
    self.observations = observations.sorted { $0.year < $1.year }
    self.breaks = breaks.sorted()
    self.writtenVolatility = writtenVolatility.map { max($0, 1e-6) }
    self.group = group
  }

  /// Whether a new definition started after the observation before this one.
  func startsNewLevel(at index: Int) -> Bool {
    guard index > 0 else { return true }
    let years = observations[index - 1].year + 1...observations[index].year
    return breaks.contains { years.contains($0) }
  }

  var hasRounding: Bool { observations.contains { $0.rounding > 0 } }
  var last: Observation { observations[observations.count - 1] }
  /// Increments between observations of the same definition.
  var increments: Int { observations.indices.count { !startsNewLevel(at: $0) } }
}
