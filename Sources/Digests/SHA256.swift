/// The 256 bits that name a sequence of bytes.
///
/// Source: National Institute of Standards and Technology, Secure Hash Standard, FIPS 180-4 (2015), section 6.2.
///
///     SHA256("abc".utf8).hexadecimal   // ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
public struct SHA256: Sendable, Hashable {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// - Complexity: O(n) time, O(1) memory beside the message.
  public init(_ message: some Sequence<UInt8>) {
    var state = CompressionState()
    var block: [UInt8] = []
    block.reserveCapacity(64)
    var length: UInt64 = 0
    for byte in message {
      block.append(byte)
      length += 1
      if block.count == 64 {
        state.absorb(block)
        block.removeAll(keepingCapacity: true)
      }
    }
    for last in Self.padded(block, messageBytes: length) { state.absorb(last) }
    bytes = state.words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  }

  /// 64 digits, lower case.
  public var hexadecimal: String {
    bytes.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
  }

  /// 44 characters (RFC 4648, section 4), as a Content-Security-Policy writes them.
  public var base64: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    return stride(from: 0, to: bytes.count, by: 3).map { start in
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      let letters = (0...group.count).map { alphabet[bits >> (18 - 6 * $0) & 63] }
      return String(letters) + String(repeating: "=", count: 3 - group.count)
    }.joined()
  }

  /// What is left of the message with a one bit, zeros and the length in bits behind it: one block or two.
  private static func padded(_ rest: [UInt8], messageBytes: UInt64) -> [[UInt8]] {
    var padded = rest + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = messageBytes &* 8
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
    return stride(from: 0, to: padded.count, by: 64).map { Array(padded[$0..<$0 + 64]) }
  }
}

/// The eight working words.
private struct CompressionState {
  /// The first 32 bits of the fractional parts of the square roots of the first eight primes.
  var words: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  mutating func absorb(_ block: [UInt8]) {
    var schedule = stride(from: 0, to: 64, by: 4).map { place in
      block[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    schedule.reserveCapacity(64)
    for round in 16..<64 {
      let (early, late) = (schedule[round - 15], schedule[round - 2])
      let first = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
      let second = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
      schedule.append(schedule[round - 16] &+ first &+ schedule[round - 7] &+ second)
    }
    var (a, b, c, d) = (words[0], words[1], words[2], words[3])
    var (e, f, g, h) = (words[4], words[5], words[6], words[7])
    for round in 0..<64 {
      let choice = (e & f) ^ (~e & g)
      let mixed = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let first = h &+ mixed &+ choice &+ roundConstants[round] &+ schedule[round]
      let majority = (a & b) ^ (a & c) ^ (b & c)
      let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ majority
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (place, word) in [a, b, c, d, e, f, g, h].enumerated() { words[place] &+= word }
  }
}

private func rotated(_ word: UInt32, _ places: UInt32) -> UInt32 { word >> places | word << (32 - places) }

/// The first 32 bits of the fractional parts of the cube roots of the first sixty-four primes.
private let roundConstants: [UInt32] = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
  0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
  0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
  0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
  0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
  0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
  0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
  0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]
