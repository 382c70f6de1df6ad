/// The equal consecutive parts of a sequence of base points, each of them an even design of its own where there are as
/// many as a power of two.
///
/// Owen, "Monte Carlo theory, methods and examples", chapter 15: every aligned part of a scrambled net is a scrambled
/// net. When the points are doubled, two old parts become one.
struct ConsecutiveBlocks: Sendable, Equatable {
  /// A power of two, never more than there are base points.
  let count: Int

  init(atMost count: Int, of basePoints: Int) {
    let most = max(1, min(count, basePoints))
    self.count = 1 << (Int.bitWidth - 1 - most.leadingZeroBitCount)
  }

  /// The part of each of some base points among all there are.
  func blocks(of range: Range<Int>, among basePoints: Int) -> [Int] { range.map { $0 * count / basePoints } }
}
