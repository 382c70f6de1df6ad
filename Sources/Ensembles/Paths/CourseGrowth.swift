import Foundation
import Randomness
import StockFlow

/// The mean yearly rates of growths that move from year to year, from their start to the last year asked for.
struct CourseGrowth: Sendable {
  private let courses: [Course]
  private let lastYear: Year

  private struct Course {
    let draw: Int
    let start: Year
  }

  init(_ plan: EnsemblePlan) {
    let model = plan.model
    courses = model.coursesDrawn.sorted { $0.key < $1.key }.map { Course(draw: $0.key, start: $0.value) }
    lastYear = min(model.lastYear, plan.outputs.map(\.year).max() ?? model.lastYear)
  }

  /// How many times as large each grows, before anything has grown.
  var start: [Lanes] { [Lanes](repeating: .one, count: courses.count * PathBatch.vectors) }

  /// Takes in the growth of a year, which stands among the draws.
  func grow(_ growth: inout [Lanes], in year: Year, _ draws: borrowing LaneBuffer) {
    guard year <= lastYear else { return }
    for (place, course) in courses.enumerated() where year > course.start {
      for vector in 0..<PathBatch.vectors {
        let factor = draws[course.draw * PathBatch.vectors + vector] + 1
        growth[place * PathBatch.vectors + vector] *= pointwiseMax(factor, .zero)
      }
    }
  }

  /// Writes the mean yearly rates into the places of the draws.
  func write(_ growth: [Lanes], to draws: inout [Lanes]) {
    for (place, course) in courses.enumerated() {
      let years = Double(max(1, lastYear - course.start))
      for vector in 0..<PathBatch.vectors {
        for lane in 0..<8 {
          let whole = growth[place * PathBatch.vectors + vector][lane]
          draws[course.draw * PathBatch.vectors + vector][lane] = pow(whole, 1 / years) - 1
        }
      }
    }
  }
}
