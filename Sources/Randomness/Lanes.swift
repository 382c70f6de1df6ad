/// Eight paths side by side.
public typealias Lanes = SIMD8<Double>

/// The same eight paths as raw bits.
package typealias BitLanes = SIMD8<UInt64>

/// A batch is 64 consecutive paths, eight vectors of lanes: batch b holds paths 64·b ..< 64·(b + 1).
public enum PathBatch {
  public static let paths = 64
  public static let vectors = 8
}

// Element by element, because a cast would need `unsafe`; the compiler turns both loops into nothing at all.

@inline(__always)
func bits(of values: Lanes) -> BitLanes {
  var result = BitLanes()
  for lane in 0..<8 { result[lane] = values[lane].bitPattern }
  return result
}

@inline(__always)
func doubles(from bits: BitLanes) -> Lanes {
  var result = Lanes()
  for lane in 0..<8 { result[lane] = Double(bitPattern: bits[lane]) }
  return result
}

/// Lane by lane: the library's vector version carries a call for negative arguments in every lane.
@inline(__always)
func squareRoots(_ values: Lanes) -> Lanes {
  var result = values
  for lane in 0..<8 { result[lane] = values[lane].squareRoot() }
  return result
}

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
