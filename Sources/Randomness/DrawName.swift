/// What a draw is for: a parameter's name and, for noise, the year.
public struct DrawName: Hashable, Sendable, Comparable {
  public let name: String
  public let year: Int?

  public init(_ name: String, year: Int? = nil) {
    self.name = name
    self.year = year
  }

  /// By name, then by year; what has no year comes first.
  public static func < (left: DrawName, right: DrawName) -> Bool {
    left.name == right.name ? (left.year ?? .min) < (right.year ?? .min) : left.name < right.name
  }
}

extension DrawName {
  /// 64 bits of the name's UTF-8: FNV-1a, whose low bits are good, finished by a mixer that spreads them.
  package var digest: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return mixed(hash)
  }

  /// The year's 32 bits; no year is the least number, which no calendar reaches.
  package var yearWord: UInt32 {
    UInt32(bitPattern: year.map { Int32(truncatingIfNeeded: $0) } ?? .min)
  }
}

/// A bijection of 64-bit words in which every input bit moves every output bit (the finaliser of SplitMix64: Steele,
/// Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, with Stafford's constants).
@inline(__always)
func mixed(_ word: UInt64) -> UInt64 {
  var z = word
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}

private let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

extension UInt64 {
  /// A key for one more distinction: every bit of both words moves every bit of the result.
  @inline(__always)
  func key(for word: UInt64) -> UInt64 { key(forMixed: word.mixedDistinction) }

  /// A key for one more distinction.
  @inline(__always)
  func key(for number: Int) -> UInt64 { key(for: UInt64(truncatingIfNeeded: number)) }

  /// What a distinction puts into every key.
  @inline(__always)
  var mixedDistinction: UInt64 { mixed(self &+ golden) }

  @inline(__always)
  func key(forMixed word: UInt64) -> UInt64 { mixed((self &+ golden) ^ word) }
}
