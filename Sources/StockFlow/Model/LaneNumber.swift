/// One number, or a vector of numbers (one lane a path), that the balance equation can be evaluated on.
///
/// `Double` serves the central projection, `Lanes` the batches of paths: the same source computes both.
protocol LaneNumber: Sendable {
  init(repeating value: Double)
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self

  /// 0 where negative; what is not a number stays so.
  func positivePart() -> Self
  /// 1 in the lanes that are negative, 0 elsewhere.
  func negativeFlag() -> Self
  /// 1 in the lanes above 1, 0 elsewhere.
  func aboveOneFlag() -> Self
  /// 1 / self in the lanes above 1, 1 elsewhere.
  func scaleDownToOne() -> Self
  /// Not a number in the lanes where `divisor` is 0.
  func dividedWhereNonzero(by divisor: Self) -> Self
}

extension Double: LaneNumber {
  init(repeating value: Double) { self = value }
  func positivePart() -> Double { self < 0 ? 0 : self }
  func negativeFlag() -> Double { self < 0 ? 1 : 0 }
  func aboveOneFlag() -> Double { self > 1 ? 1 : 0 }
  func scaleDownToOne() -> Double { self > 1 ? 1 / self : 1 }
  func dividedWhereNonzero(by divisor: Double) -> Double { divisor == 0 ? .nan : self / divisor }
}

extension SIMD8<Double>: LaneNumber {
  func positivePart() -> Self { replacing(with: 0, where: self .< 0) }
  func negativeFlag() -> Self { Self.zero.replacing(with: 1, where: self .< 0) }
  func aboveOneFlag() -> Self { Self.zero.replacing(with: 1, where: self .> 1) }
  func scaleDownToOne() -> Self {
    let one = Self(repeating: 1)
    return one.replacing(with: one / self, where: self .> one)
  }
  func dividedWhereNonzero(by divisor: Self) -> Self {
    (self / divisor).replacing(with: .nan, where: divisor .== 0)
  }
}
