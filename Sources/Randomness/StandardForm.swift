/// A distribution as location + scale · one between 0 and 1, for families that are closed under this: distributions of
/// equal shape share that one, and the table that it takes to prepare it.
public struct StandardForm: Sendable {
  public let standard: Distribution
  let location: Double
  let scale: Double
  /// Those of the distribution itself.
  let bounds: (lower: Double, upper: Double)
  /// Whether it is anything but its own standard.
  let isScaled: Bool

  /// A distribution that is the standard of no other.
  fileprivate init(of distribution: Distribution) {
    (standard, location, scale, isScaled) = (distribution, 0, 1, false)
    bounds = distribution.support
  }

  fileprivate init(_ standard: Distribution, from lower: Double, to upper: Double) {
    (self.standard, location, scale, isScaled) = (standard, lower, upper - lower, true)
    bounds = (lower, upper)
  }
}

extension Distribution {
  public var standardForm: StandardForm {
    switch self {
    case .uniform(let min, let max) where Self.isRange(min, max):
      return StandardForm(.uniform(min: 0, max: 1), from: min, to: max)
    case .rounded(let value, let to) where Self.isRange(value - to / 2, value + to / 2):
      return StandardForm(.uniform(min: 0, max: 1), from: value - to / 2, to: value + to / 2)
    case .triangular(let min, let mode, let max) where Self.isRange(min, max):
      return StandardForm(.triangular(min: 0, mode: Self.share(of: mode, min, max), max: 1), from: min, to: max)
    case .pert(let min, let mode, let max) where Self.isRange(min, max):
      return StandardForm(.pert(min: 0, mode: Self.share(of: mode, min, max), max: 1), from: min, to: max)
    default: return StandardForm(of: self)
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

/// What becomes of a table's values: location + factor · value, inside finite bounds.
struct TableScale: Sendable {
  let location: Double
  let factor: Double
  let lower: Double
  let upper: Double

  /// Values that stay what they are.
  init(_ distribution: Distribution) { self.init(location: 0, factor: 1, bounds: distribution.support) }

  init(_ form: StandardForm) { self.init(location: form.location, factor: form.scale, bounds: form.bounds) }

  private init(location: Double, factor: Double, bounds: (lower: Double, upper: Double)) {
    (self.location, self.factor) = (location, factor)
    lower = max(bounds.lower, -.greatestFiniteMagnitude)
    upper = min(bounds.upper, .greatestFiniteMagnitude)
  }

  @inline(__always)
  func value(of standard: Lanes) -> Lanes { fused(standard, Lanes(repeating: factor), location) }

  func value(of standard: Double) -> Double { location.addingProduct(factor, standard) }
}
