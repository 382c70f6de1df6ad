/// The dimensions of a Sobol' sequence arranged for the kernels, which write 64 points at a time.
final class SobolTables: Sendable {
  let dimensionCount: Int
  /// The points 0 ..< 64 of each dimension, digits reversed, sixteen to a vector in the order of `SobolPoints`.
  private let starts: SlotBuffer<SIMD16<UInt32>>
  /// For each byte of a Gray code from bit 5 on and each of its 256 values a row: in every dimension the sum of the
  /// direction numbers that it turns, digits reversed.
  private let sums: SlotBuffer<UInt32>
  private let bytes: Int

  /// - Parameter pointCount: a power of two; indices stay below it.
  init(_ sequence: SobolSequence, pointCount: Int) {
    dimensionCount = sequence.dimensions.count
    bytes = max(1, (pointCount.trailingZeroBitCount - 5 + 7) / 8)
    var starts = SlotBuffer(repeating: SIMD16<UInt32>(), count: 4 * dimensionCount)
    var sums = SlotBuffer(repeating: 0 as UInt32, count: 256 * bytes * dimensionCount)
    for (index, dimension) in sequence.dimensions.enumerated() {
      for path in 0..<64 {
        starts[4 * index + path / 16][SobolPoints.place(ofPath: path % 16)] = dimension.reversedPoint(path)
      }
      for byte in 0..<bytes {
        for value in 1..<256 {
          let digit = 5 + 8 * byte + value.trailingZeroBitCount
          let direction = digit < 32 ? dimension.reversedDirections[digit] : 0
          let simpler = (256 * byte + (value & (value - 1))) * dimensionCount + index
          sums[(256 * byte + value) * dimensionCount + index] = sums[simpler] ^ direction
        }
      }
    }
    self.starts = starts
    self.sums = sums
  }

  /// Four times sixteen of the first 64 points of a dimension, digits reversed.
  @inline(__always)
  func starts(of dimension: Int) -> Slot<SIMD16<UInt32>> { starts.slot(dimension, width: 4) }

  /// What the index bits from 64 up contribute to all points of a batch, digits reversed.
  @inline(__always)
  func commonPart(of dimension: Int, _ batch: borrowing SobolBatch) -> UInt32 {
    let sum = sums[batch.rows[0] &+ dimension] ^ sums[batch.rows[1] &+ dimension]
    return bytes <= 2 ? sum : sum ^ sums[batch.rows[2] &+ dimension] ^ sums[batch.rows[3] &+ dimension]
  }

  /// Where the sums for a batch begin; bit 6 of the index also turns digit 5 of the Gray code.
  @inline(__always)
  func batch(_ place: ReplicatePlace) -> SobolBatch {
    let gray = (place.firstPath ^ (place.firstPath &>> 1)) &>> 5
    @inline(__always)
    func row(_ byte: Int) -> Int {
      byte < bytes ? (256 &* byte &+ (gray &>> (8 &* byte)) & 255) &* dimensionCount : 0
    }
    return SobolBatch(
      mixedReplicate: UInt64(truncatingIfNeeded: place.replicate).mixedDistinction,
      rows: [row(0), row(1), row(2), row(3)])
  }
}

/// What the points of a batch have in common in every dimension.
struct SobolBatch {
  /// The replicate's part of every key.
  let mixedReplicate: UInt64
  /// The rows of sums to be added, one for each byte of the Gray code; row 0 holds nothing but zeros.
  let rows: InlineArray<4, Int>
}
