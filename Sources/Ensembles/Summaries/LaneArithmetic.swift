import CLanes
import Randomness

extension SIMD8<Double> {
  /// self + a·b with one rounding.
  @inline(__always)
  func adding(_ a: Self, times b: Self) -> Self { lanes8_fused(a, b, self) }

  /// ((0+4)+(2+6)) + ((1+5)+(3+7)): one fixed order on every machine.
  var pairwiseSum: Double {
    let four = lowHalf + highHalf
    let two = four.evenHalf + four.oddHalf
    return two[0] + two[1]
  }
}

/// The low bits of each lane of a number below 2⁵² that `ValueBins` has added 1.5·2⁵² to.
@inline(__always)
func wholeNumbers(in values: Lanes) -> SIMD8<UInt64> {
  var result = SIMD8<UInt64>()
  for lane in 0..<8 { result[lane] = values[lane].bitPattern }
  return result
}
