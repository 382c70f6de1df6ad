/// Places values between two positions.
struct LinearScale: Equatable {
  let domain: ClosedRange<Double>
  /// Positions of the lower and the upper end; falling for a vertical axis.
  let start: Double
  let end: Double

  /// An empty domain gets a width, so that its value lies in the middle.
  init(from lower: Double, to upper: Double, start: Double, end: Double) {
    let (low, high) = (drawable(min(lower, upper)), drawable(max(lower, upper)))
    domain = low < high ? low...high : (low - max(1, low.magnitude * 0.1))...(low + max(1, low.magnitude * 0.1))
    self.start = start
    self.end = end
  }

  init(_ ticks: Ticks, start: Double, end: Double) {
    self.init(from: ticks.lower, to: ticks.upper, start: start, end: end)
  }

  /// The position of a value, at the nearest end where it lies beyond the domain; the start for what is no number.
  func position(_ value: Double) -> Double {
    guard !value.isNaN else { return start }
    let inside = min(max(value, domain.lowerBound), domain.upperBound)
    let share = (inside - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return start + share * (end - start)
  }
}
