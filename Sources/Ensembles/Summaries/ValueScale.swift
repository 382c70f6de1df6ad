import CLanes
import Randomness

/// How values are compared with the edges of brackets: as the single-precision number nearest to value·scale + offset.
///
/// That number never decreases as the value grows, whatever the rounding: what lies between two values lies between
/// their numbers. That is all that exactness rests on.
struct ValueScale: Sendable, Equatable {
  let scale: Double
  let offset: Double

  /// The scale on which two values of a sample lie at 0 and 1; as they are where they are equal, or too far apart.
  init(from lower: Double, to upper: Double) {
    let scale = 1 / (upper - lower)
    let offset = -lower * scale
    let isUsable = scale.isNormal && offset.isFinite
    self.scale = isUsable ? scale : 1
    self.offset = isUsable ? offset : lower.isFinite ? -lower : 0
  }

  @inline(__always)
  func place(of value: Double) -> Float {
    Float(lanes8_fused(Lanes(repeating: value), Lanes(repeating: scale), Lanes(repeating: offset))[0])
  }
}
