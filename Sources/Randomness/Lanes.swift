import CLanes

/// Eight paths side by side.
public typealias Lanes = SIMD8<Double>

/// The same eight paths as raw bits.
package typealias BitLanes = SIMD8<UInt64>

/// A batch is 64 consecutive paths, eight vectors of lanes: batch b holds paths 64·b ..< 64·(b + 1).
public enum PathBatch {
  public static let paths = 64
  public static let vectors = 8

  /// Spelled out, because compilers leave a loop a loop.
  @inline(__always)
  static func forEachVector(_ body: (_ vector: Int) -> Void) {
    body(0)
    body(1)
    body(2)
    body(3)
    body(4)
    body(5)
    body(6)
    body(7)
  }
}

/// Four vectors of neighbouring paths that go through the same steps side by side, so that none waits for another:
/// 32 paths, half a batch.
struct LaneQuad {
  let first: Lanes
  let second: Lanes
  let third: Lanes
  let fourth: Lanes

  @inline(__always)
  init(_ first: Lanes, _ second: Lanes, _ third: Lanes, _ fourth: Lanes) {
    self.first = first
    self.second = second
    self.third = third
    self.fourth = fourth
  }

  @inline(__always)
  func map(_ step: (Lanes) -> Lanes) -> LaneQuad { LaneQuad(step(first), step(second), step(third), step(fourth)) }
}

/// Half a batch: a quad of vectors. Kernels work on halves as long as the 64 paths are more than the registers hold.
enum BatchHalf: Int {
  case early = 0
  case late = 4
}

extension Slot where Element == Lanes {
  /// Writes the vectors of half a batch.
  @inline(__always)
  func write(_ quad: LaneQuad, _ half: BatchHalf) {
    self[half.rawValue] = quad.first
    self[half.rawValue &+ 1] = quad.second
    self[half.rawValue &+ 2] = quad.third
    self[half.rawValue &+ 3] = quad.fourth
  }
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

/// The middles (2n + 1 − 2³²)·2³¹ of 2³² equal intervals between −2⁶³ and 2⁶³, n in the lower half of every word.
@inline(__always)
func centred(_ words: BitLanes) -> Lanes { lanes8_centred(words) }

/// The same of n = (upper half of `product`) xor (lower half of `word`) xor `key`.
@inline(__always)
func centred(upperHalf product: BitLanes, _ word: BitLanes, _ key: UInt64) -> Lanes {
  lanes8_centred_sum(product, word, UInt32(truncatingIfNeeded: key))
}

/// The greater number of every lane; what is not a number may be lost.
@inline(__always)
func greater(_ a: Lanes, _ b: Lanes) -> Lanes { lanes8_greater(a, b) }

/// The values with what lies beyond a bound replaced by the bound.
@inline(__always)
func clamped(_ values: Lanes, from lower: Double, to upper: Double) -> Lanes {
  lanes8_smaller(Lanes(repeating: upper), lanes8_greater(Lanes(repeating: lower), values))
}

/// The greater of a ≥ 0 and |b| in every lane.
@inline(__always)
func greaterMagnitude(_ a: Lanes, _ b: Lanes) -> Lanes { lanes8_greater_magnitude(a, b) }

/// The greatest magnitude of the vectors of a batch in every lane.
@inline(__always)
func greatestMagnitude(_ batch: Slot<Lanes>) -> Lanes {
  var greatest = Lanes.zero
  for vector in 0..<PathBatch.vectors { greatest = greaterMagnitude(greatest, batch[vector]) }
  return greatest
}

/// A bit for every lane above a bound, lane 0 first.
@inline(__always)
func lanes(of values: Lanes, above bound: Double) -> UInt64 {
  UInt64(lanes8_which_greater(values, Lanes(repeating: bound)))
}

/// Whether the mask is set in any lane. Swift's own function of this name looks at lane after lane.
@inline(__always)
func any(_ mask: SIMDMask<SIMD8<Int64>>) -> Bool { isAnywhere(Lanes.zero.replacing(with: 1, where: mask), above: 0.5) }

/// Whether the mask is set in all lanes.
@inline(__always)
func all(_ mask: SIMDMask<SIMD8<Int64>>) -> Bool { !any(.!mask) }

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
