import CLanes
import Randomness

/// One number, or a vector of numbers (one lane a path), that the balance equation can be evaluated on.
///
/// `Double` serves the central projection, `Lanes` the batches of paths: the same source computes both.
protocol LaneNumber: BitwiseCopyable, Sendable {
  /// Elements in a slot: one path, or the vectors of a batch.
  static var slotWidth: Int { get }
  /// How many of them are held in registers of each of four rows; divides `slotWidth`.
  static var tileWidth: Int { get }
  init(repeating value: Double)
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self
  /// a·b + c with one rounding.
  static func fused(_ a: Self, _ b: Self, _ c: Self) -> Self

  var isAnywhereNegative: Bool { get }
  var isAnywhereAboveOne: Bool { get }
  var isAnywhereNonzero: Bool { get }
  /// Whether something can be computed from it: a single number must be finite, of lanes each answers for itself.
  var isUsable: Bool { get }
  /// The lesser, and the greater, of two; `other` where self is not a number.
  func lesser(_ other: Self) -> Self
  func greater(_ other: Self) -> Self
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
  /// e^self − 1.
  func exponentialMinusOne() -> Self
  /// In every lane the table's number at lane · stride + offset; the lanes are whole numbers.
  func entries(of table: [Double], at offset: Int, stride: Int) -> Self
}

extension Double: LaneNumber {
  static var slotWidth: Int { 1 }
  static var tileWidth: Int { 1 }
  init(repeating value: Double) { self = value }
  @inline(__always)
  static func fused(_ a: Double, _ b: Double, _ c: Double) -> Double { c.addingProduct(a, b) }
  var isAnywhereNegative: Bool { self < 0 }
  var isAnywhereAboveOne: Bool { self > 1 }
  var isAnywhereNonzero: Bool { self != 0 }
  var isUsable: Bool { isFinite }
  func lesser(_ other: Double) -> Double { self < other ? self : other }
  func greater(_ other: Double) -> Double { self > other ? self : other }
  func positivePart() -> Double { self < 0 ? 0 : self }
  func negativeFlag() -> Double { self < 0 ? 1 : 0 }
  func aboveOneFlag() -> Double { self > 1 ? 1 : 0 }
  func scaleDownToOne() -> Double { self > 1 ? 1 / self : 1 }
  func dividedWhereNonzero(by divisor: Double) -> Double { divisor == 0 ? .nan : self / divisor }
  func exponentialMinusOne() -> Double { Randomness.exponentialMinusOne(self) }
  func entries(of table: [Double], at offset: Int, stride: Int) -> Double { table[Int(self) * stride + offset] }
}

extension SIMD8<Double>: LaneNumber {
  /// As `PathBatch.vectors`.
  static var slotWidth: Int { 8 }
  static var tileWidth: Int { Int(lanes8_tile) }
  @inline(__always)
  static func fused(_ a: Self, _ b: Self, _ c: Self) -> Self { lanes8_fused(a, b, c) }
  @inline(__always)
  var isAnywhereNegative: Bool { lanes8_any_greater(.zero, self) }
  @inline(__always)
  var isAnywhereAboveOne: Bool { lanes8_any_greater(self, Self(repeating: 1)) }
  var isAnywhereNonzero: Bool { any(self .!= 0) }
  var isUsable: Bool { true }
  @inline(__always)
  func lesser(_ other: Self) -> Self { other.replacing(with: self, where: self .< other) }
  @inline(__always)
  func greater(_ other: Self) -> Self { other.replacing(with: self, where: self .> other) }
  @inline(__always)
  func positivePart() -> Self { replacing(with: 0, where: self .< 0) }
  func negativeFlag() -> Self { Self.zero.replacing(with: 1, where: self .< 0) }
  func aboveOneFlag() -> Self { Self.zero.replacing(with: 1, where: self .> 1) }
  func scaleDownToOne() -> Self {
    let one = Self(repeating: 1)
    return one.replacing(with: one / self, where: self .> one)
  }
  @inline(__always)
  func dividedWhereNonzero(by divisor: Self) -> Self {
    (self / divisor).replacing(with: .nan, where: divisor .== 0)
  }
  func exponentialMinusOne() -> Self { Randomness.exponentialMinusOne(self) }
  @inline(__always)
  func entries(of table: [Double], at offset: Int, stride: Int) -> Self {
    var result = Self()
    for lane in 0..<8 { result[lane] = table[Int(self[lane]) * stride + offset] }
    return result
  }
}
