import CLanes

/// How values are compared with the edges of brackets: by codes, whole numbers of sixteen bits.
///
/// The code of a value is about value·scale + offset, rounded and held between −32,767 and 32,767. It never decreases as
/// the value grows, whatever the rounding: what lies between two values lies between their codes. That is all that
/// exactness rests on.
struct ValueCoding: Sendable {
  let scale: Double
  let offset: Double

  /// The code of everything that lies far below.
  static let least = -32_767
  /// One more than the greatest code.
  static let end = 32_768

  /// Codes for three times the range between two values, each a 21,845th of it; whole numbers where they are equal, or too
  /// far apart.
  init(from lower: Double, to upper: Double) {
    let scale = Double(Self.end - Self.least) / 3 / (upper - lower)
    let offset = -(lower / 2 + upper / 2) * scale
    let isUsable = scale.isNormal && scale > 0 && offset.isFinite
    self.scale = isUsable ? scale : 1
    self.offset = isUsable ? offset : lower.isFinite ? -lower : 0
  }

  /// The square of a distance from a number within which codes have 32 bits before they are held; negative where there is
  /// none, or where rounding leaves doubt.
  func squaredReach(from number: Double) -> Double {
    let reach = (0x1p30 - abs(number * scale + offset)) / scale
    let square = reach * reach
    return reach > 0 && square.isNormal && abs(offset) < 0x1p50 ? square : -1
  }

  func code(of value: Double) -> Int { Int(lanes_code(value, lanes_make_coding(scale, offset))) }
}
