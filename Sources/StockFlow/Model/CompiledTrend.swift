import Randomness

/// A growth trend resolved to slots: which draw chooses the course, which scores drive it, where the growth goes.
struct CompiledTrend: Sendable {
  /// The draw that holds the number of the course at first, and the growth of the year from then on.
  let draw: Int
  /// A second factor of the growth.
  let times: Int?
  /// The noise source whose scores drive it.
  let noise: Int
  let start: Year
  /// Slot of the first year's score; the other years' follow.
  let firstScore: Int
  let years: Int
  /// Course after course; in each, year after year, the mean and the factor's row. The last one is the central course.
  private let table: [Double]

  init(_ trend: GrowthTrend, draw: Int, times: Int?, noise: Int, firstScore: Int) {
    self.draw = draw
    self.times = times
    self.noise = noise
    self.firstScore = firstScore
    start = trend.start
    years = trend.years
    let central = GrowthTrend.Course(
      weight: 1, mean: trend.central, factor: (0..<trend.years).map { Array(repeating: 0, count: $0 + 1) })
    table = (trend.courses + [central]).flatMap { course in
      zip(course.mean, course.factor).flatMap { [$0] + $1 }
    }
  }

  /// Numbers of one course: Σ (1 + h).
  private var stride: Int { years * (years + 3) / 2 }

  /// Where a year's numbers begin within a course; `step` counts from 0.
  private func offset(of step: Int) -> Int { step * (step + 3) / 2 }

  /// The log growth in a year, from the course of each lane and the scores up to that year.
  @inline(__always)
  func logGrowth<Element: LaneNumber>(
    step: Int, course: Element, score: (Int) -> Element
  ) -> Element {
    var sum = course.entries(of: table, at: offset(of: step), stride: stride)
    for year in 0...step {
      sum = Element.fused(course.entries(of: table, at: offset(of: step) + 1 + year, stride: stride), score(year), sum)
    }
    return sum
  }
}

extension CompiledModel {
  /// Writes this year's growth of every trend to its draw.
  func followTrends<Element: LaneNumber>(
    _ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>
  ) {
    let width = Element.slotWidth
    for (index, trend) in trends.enumerated() where state.year > trend.start {
      let step = min(state.year - trend.start, trend.years) - 1
      for lane in 0..<width {
        state.trendScore[(trend.firstScore + step) * width + lane] = factors[trend.noise * width + lane]
      }
      for lane in 0..<width {
        let logarithm = trend.logGrowth(step: step, course: state.trendCourse[index * width + lane]) { year in
          state.trendScore[(trend.firstScore + year) * width + lane]
        }
        let growth = logarithm.exponentialMinusOne()
        let factor = trend.times.map { state.draws[$0 * width + lane] } ?? Element(repeating: 1)
        state.draws[trend.draw * width + lane] = growth * factor
      }
    }
  }

  /// Remembers the course each path has drawn.
  func chooseCourses<Element: LaneNumber>(_ state: inout ModelState<Element>) {
    let width = Element.slotWidth
    for (index, trend) in trends.enumerated() {
      for lane in 0..<width {
        state.trendCourse[index * width + lane] = state.draws[trend.draw * width + lane]
        state.draws[trend.draw * width + lane] = Element(repeating: 0)
      }
    }
  }
}
