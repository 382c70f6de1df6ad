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

  /// Figures no stock can have are put right instead of refused: observations whose level is no number are left out (if
  /// none is left, the last one counts as a level of 0), of two in one year the later given holds, a rounding that is no
  /// number or above 1 counts as 1, a written volatility that is no number or below 0 as none, one above 1000 as 1000.
  /// - Precondition: at least one observation.
  public init(
    observations: [Observation], breaks: [Int] = [], writtenVolatility: Double? = nil, group: String? = nil
  ) {
    precondition(!observations.isEmpty, "a panel history has at least one observation")
    self.observations = Self.sound(observations)
    self.breaks = breaks.sorted()
    self.writtenVolatility = writtenVolatility.flatMap { $0 >= 0 ? min(max($0, 1e-6), 1000) : nil }
    self.group = group
  }

  private static func sound(_ observations: [Observation]) -> [Observation] {
    let finite = observations.filter(\.level.isFinite)
    let usable =
      finite.isEmpty ? observations.suffix(1).map { Observation(year: $0.year, level: 0, rounding: 1) } : finite
    return Dictionary(usable.map { ($0.year, $0) }) { $1 }.values
      .sorted { $0.year < $1.year }
      .map { observation in
        // Beyond ±10 000 squares of increments would no longer be exact; the logarithm of the largest number is 710.
        let level = min(max(observation.level, -1e4), 1e4)
        let rounding = observation.rounding >= 0 ? min(observation.rounding, 1) : 1
        return Observation(year: observation.year, level: level, rounding: rounding)
      }
  }

  /// The history with one observation taken as missing.
  func omitting(_ year: Int) -> PanelHistory {
    PanelHistory(
      observations: observations.filter { $0.year != year }, breaks: breaks, writtenVolatility: writtenVolatility,
      group: group)
  }

  /// The history with a new level in a year.
  func breaking(in year: Int) -> PanelHistory {
    PanelHistory(
      observations: observations, breaks: breaks + [year], writtenVolatility: writtenVolatility, group: group)
  }

  /// Years from the observation before this one; more than a thousand count as a thousand.
  func gap(before index: Int) -> Int {
    let (years, overflows) = observations[index].year.subtractingReportingOverflow(observations[index - 1].year)
    return overflows ? 1000 : min(years, 1000)
  }

  /// Whether a new definition started after the observation before this one.
  func startsNewLevel(at index: Int) -> Bool {
    guard index > 0 else { return true }
    let (before, after) = (observations[index - 1].year, observations[index].year)
    return breaks.contains { $0 > before && $0 <= after }
  }

  var last: Observation { observations[observations.count - 1] }
  /// Increments between observations of the same definition.
  var increments: Int { observations.indices.count { !startsNewLevel(at: $0) } }
}
