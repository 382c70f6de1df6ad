import CLanes
import Randomness

/// Bins of equal width; the first and the last are open to their side.
///
/// The bin of a value never decreases as the value grows, whatever the rounding: what lies between two values lies
/// between their bins. That is all that exactness rests on.
struct ValueBins: Sendable, Equatable {
  /// A power of two.
  let count: Int
  let scale: Double
  let offset: Double

  /// Bins whose inner edges lie between two values; all values share one bin where there is no finite width.
  init(from lower: Double, to upper: Double, count: Int) {
    precondition(count >= 4 && count & (count - 1) == 0, "bins come in powers of two")
    self.count = count
    let scale = Double(count - 2) / (upper - lower)
    // Rounding to the nearest: bin 1 begins at `lower`.
    let offset = 0.5 - lower * scale
    let isUsable = scale.isNormal && offset.isFinite
    self.scale = isUsable ? scale : 0
    self.offset = isUsable ? offset : 0
  }

  var isSingle: Bool { scale == 0 }

  /// The bins of eight values. What is not a number, and an infinite value where all share one bin, is in bin 0.
  @inline(__always)
  func places(of values: Lanes) -> SIMD8<UInt64> {
    lanes8_bins(values, scale, offset, UInt64(count - 1))
  }

  @inline(__always)
  func place(of value: Double) -> Int { Int(places(of: Lanes(repeating: value))[0]) }

  /// The lower edge of a bin, −∞ for the first; without meaning where all values share one bin.
  func lowerEdge(of bin: Int) -> Double { bin == 0 ? -.infinity : (Double(bin) - 0.5 - offset) / scale }
}
