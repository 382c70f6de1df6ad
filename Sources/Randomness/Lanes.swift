import CLanes

/// Eight paths side by side.
public typealias Lanes = SIMD8<Double>

/// The same eight paths as raw bits.
package typealias BitLanes = SIMD8<UInt64>

/// A batch is 64 consecutive paths, eight vectors of lanes: batch b holds paths 64·b ..< 64·(b + 1).
public enum PathBatch {
  public static let paths = 64
  public static let vectors = 8
}

@inline(__always)
func bits(of values: Lanes) -> BitLanes { lanes8_as_bits(values) }

/// Element by element, because a cast would need `unsafe`; the compiler turns the loop into nothing at all.
@inline(__always)
func doubles(from bits: BitLanes) -> Lanes {
  var result = Lanes()
  for lane in 0..<8 { result[lane] = Double(bitPattern: bits[lane]) }
  return result
}

/// a·b + c with one rounding. Swift's own `addingProduct` takes vectors apart lane by lane.
@inline(__always)
func fused(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { lanes8_fused(a, b, c) }

/// a·b + c with one rounding.
@inline(__always)
func fused(_ a: Lanes, _ b: Lanes, _ c: Double) -> Lanes { lanes8_fused(a, b, Lanes(repeating: c)) }

/// Whether a number is above a bound in any lane; `any` of a comparison takes the mask apart lane by lane.
@inline(__always)
func isAnywhere(_ values: Lanes, above bound: Double) -> Bool { lanes8_any_greater(values, Lanes(repeating: bound)) }

@inline(__always)
func squareRoots(_ values: Lanes) -> Lanes { lanes8_square_root(values) }

/// Sign bits removed.
@inline(__always)
func magnitudes(_ values: Lanes) -> Lanes {
  doubles(from: bits(of: values) & 0x7FFF_FFFF_FFFF_FFFF)
}

/// The magnitudes of the first with the signs of the second.
@inline(__always)
func copySigns(_ values: Lanes, from signs: Lanes) -> Lanes {
  doubles(from: (bits(of: values) & 0x7FFF_FFFF_FFFF_FFFF) | (bits(of: signs) & 0x8000_0000_0000_0000))
}

/// Σ c_k·tᵏ, the coefficients from the last to the first.
@inline(__always)
func horner<let count: Int>(_ t: Lanes, _ coefficients: InlineArray<count, Double>) -> Lanes {
  var sum = Lanes(repeating: coefficients[0])
  for index in 1..<count { sum = fused(sum, t, coefficients[index]) }
  return sum
}
