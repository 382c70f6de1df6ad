import Foundation

/// A growth that moves from year to year, as the `panel` estimator finds it: a mixture of Gaussian courses of the yearly
/// log growth.
///
/// A path draws one course with its weight and one standard normal score z a year; in year h after the start the log
/// growth is x_h = mean_h + Σ_{k ≤ h} factor_hk · z_k. Uncertain parameters, states that move and yearly shocks are all
/// in it, so that a category with a trend has no volatility beside it: its scores are those of `<category>.volatility`.
public struct GrowthTrend: Sendable, Equatable {
  public struct Course: Sendable, Equatable {
    public let weight: Double
    /// Mean log growth, one a year.
    public let mean: [Double]
    /// Lower triangle: row h has h numbers, one for each year up to it.
    public let factor: [[Double]]

    /// - Precondition: one row of the factor a year, each as long as its number.
    public init(weight: Double, mean: [Double], factor: [[Double]]) {
      precondition(
        factor.count == mean.count && factor.enumerated().allSatisfy { $1.count == $0 + 1 },
        "a course has one row of its factor a year")
      self.weight = weight
      self.mean = mean
      self.factor = factor
    }

    /// Mean and variance of the log growth from the start to the end of each year.
    public var cumulative: [(mean: Double, variance: Double)] {
      var loads = [Double](repeating: 0, count: mean.count)
      var sum = 0.0
      return mean.indices.map { year in
        sum += mean[year]
        for (score, load) in factor[year].enumerated() { loads[score] += load }
        return (sum, loads.reduce(0) { $0 + $1 * $1 })
      }
    }
  }

  /// The year of the stock it starts from; the first growth is that of the year after.
  public let start: Year
  /// Never empty, all with the same number of years; weights add up to 1.
  public let courses: [Course]

  public init(start: Year, courses: [Course]) {
    precondition(!courses.isEmpty, "a trend has a course")
    precondition(courses.allSatisfy { $0.mean.count == courses[0].mean.count }, "courses have the same years")
    self.start = start
    self.courses = courses
  }

  public var years: Int { courses[0].mean.count }

  /// The log growth of each year under which the stock follows its expectation: ln(E[e^X_h] / E[e^X_(h−1)]) with X_h
  /// the log growth up to year h; the weighted mean of the courses where that expectation overflows.
  public var central: [Double] {
    let cumulative = courses.map(\.cumulative)
    let logs = (0..<years).map { year in
      let exponents = zip(courses, cumulative).map { course, sums in
        (course.weight, sums[year].mean + sums[year].variance / 2)
      }
      let largest = exponents.map(\.1).max() ?? 0
      return largest + log(exponents.reduce(0) { $0 + $1.0 * exp($1.1 - largest) })
    }
    guard logs.allSatisfy({ abs($0) < 300 }) else {
      return (0..<years).map { year in courses.reduce(0) { $0 + $1.weight * $1.mean[year] } }
    }
    return zip(logs, [0] + logs.dropLast()).map(-)
  }

  /// The expected growth rate of a year; of the first or last one beyond the course.
  public func centralRate(in year: Year) -> Double {
    let central = central
    return central.isEmpty ? 0 : expm1(central[min(max(0, year - start - 1), central.count - 1)])
  }
}
