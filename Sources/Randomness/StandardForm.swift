/// A distribution as one between 0 and 1 that was moved and stretched, for families that are closed under this: those of equal
/// shape share that one, and the table that it takes to prepare it.
package struct StandardForm: Sendable {
  /// What the distribution is made of; itself, where its family is not closed under this or its range lacks digits.
  package let standard: Distribution
  /// nil where the distribution is its own standard for want of such a family or range.
  let scale: TableScale?

  fileprivate init(_ standard: Distribution, scale: TableScale? = nil) {
    (self.standard, self.scale) = (standard, scale)
  }
}

extension Distribution {
  /// This distribution from its standard one. Exists for every distribution whose `problem()` is nil.
  package var standardForm: StandardForm {
    switch self {
    case .uniform(let min, let max) where Self.isRange(min, max):
      StandardForm(.uniform(min: 0, max: 1), scale: TableScale(from: min, to: max))
    case .rounded(let value, let to) where Self.isRange(value - to / 2, value + to / 2):
      StandardForm(.uniform(min: 0, max: 1), scale: TableScale(from: value - to / 2, to: value + to / 2))
    case .triangular(let min, let mode, let max) where Self.isRange(min, max):
      StandardForm(
        .triangular(min: 0, mode: Self.share(of: mode, min, max), max: 1), scale: TableScale(from: min, to: max))
    case .pert(let min, let mode, let max) where Self.isRange(min, max):
      StandardForm(.pert(min: 0, mode: Self.share(of: mode, min, max), max: 1), scale: TableScale(from: min, to: max))
    default: StandardForm(self)
    }
  }

  /// Whether two bounds are so far apart that the distance has all its digits, and not too far to be told.
  private static func isRange(_ min: Double, _ max: Double) -> Bool {
    let range = max - min
    return range >= 1e-290 && range.isFinite
  }

  /// Where the mode lies between the bounds, in steps of 2⁻⁴⁴: bounds and modes that are written as the same multiples
  /// have the same shape although the last digits of their quotients differ. Moves no quantile by more than 1e-13 of the
  /// range.
  private static func share(of mode: Double, _ min: Double, _ max: Double) -> Double {
    let steps = 0x1p44
    return ((mode - min) / (max - min) * steps).rounded() / steps
  }
}
