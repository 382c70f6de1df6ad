import CLanes
import Randomness
import StockFlow

/// What one thread has seen of one output, sifted for one group of levels.
struct OutputShare: ~Copyable {
  /// First, because what is seldom touched stands at its beginning.
  var sifted: SiftedValues
  /// A value near the mean.
  let shift: Double
  var sums = Moments.Sums()

  init(shift: Double, lent: UnsafeMutableBufferPointer<Double>) {
    self.shift = shift
    sifted = unsafe SiftedValues(lent: lent)
  }

  /// Adds the values of a part of a block.
  @inline(__always)
  mutating func add(_ values: ValueVectors) {
    values.forEachPortion { values in
      guard !sifted.sift(ValuePair(values), about: shift, &sums) else { return }
      sifted.add(values, numbers: sums.add(values, about: shift))
    }
  }

  /// Adds the values of two batches.
  @inline(__always)
  mutating func add(_ values: ValuePair) {
    guard !sifted.sift(values, about: shift, &sums) else { return }
    sifted.add(values.first, numbers: sums.add(values.first, about: shift))
    sifted.add(values.second, numbers: sums.add(values.second, about: shift))
  }
}

/// How many shares, one for each of its sieves, an output has, and how many values each of them keeps before more memory is
/// taken for it.
struct ShareRoom {
  let perOutput: Int
  let values: Int
}

/// What one thread has seen of every output, with the memory of the values it keeps: one share for each sieve, those of an
/// output side by side.
///
/// A share is used by one thread at a time: by the thread itself while it computes blocks, by whoever joins the threads'
/// shares of that column in between.
@safe
final class OutputShares: @unchecked Sendable {
  fileprivate let shares: UnsafeMutablePointer<OutputShare>
  private let memory: UnsafeMutableRawPointer
  private let perOutput: Int
  /// Of shares.
  private let count: Int

  /// - Parameter shifts: a value near the mean of each output.
  init(shifts: [Double], _ room: ShareRoom) {
    perOutput = room.perOutput
    count = shifts.count * room.perOutput
    let numbersOfShare = (room.values + 2 * KeptValues.padding) & ~7
    unsafe memory = largeMemory(bytes: max(1, count) * numbersOfShare * MemoryLayout<Double>.stride)
    // The memory holds so many numbers for each share; they are written before they are read.
    let numbers = unsafe memory.bindMemory(to: Double.self, capacity: max(1, count) * numbersOfShare)
    unsafe shares = .allocate(capacity: max(1, count))
    for place in 0..<count {
      let lent = unsafe UnsafeMutableBufferPointer(start: numbers + place * numbersOfShare, count: numbersOfShare)
      unsafe (shares + place).initialize(to: OutputShare(shift: shifts[place / room.perOutput], lent: lent))
    }
  }

  deinit {
    unsafe shares.deinitialize(count: count)
    unsafe shares.deallocate()
    unsafe memory.deallocate()
  }

  @inline(__always)
  func with<Result>(_ place: Int, _ body: (inout OutputShare) -> Result) -> Result {
    precondition(place >= 0 && place < count, "there is a share for every output and sieve")
    return unsafe body(&shares[place])
  }
}

extension OutputShares {
  /// Asks for what will be needed soon: the shares of many outputs lie in a cache far away. For one sieve an output.
  @inline(__always)
  private func prefetch(_ summarised: [SummarisedSeries], after index: Int) {
    // Of the next one, which was asked for before, it is known by now where its values go.
    if index + 1 < summarised.count { with(summarised[index + 1].output) { $0.sifted.kept.prefetch() } }
    guard index + 2 < summarised.count else { return }
    let output = summarised[index + 2].output
    precondition(output >= 0 && output < count, "an output has its share")
    let start = unsafe UnsafeRawPointer(shares + output)
    let skipped = GapCounts.seldomTouched
    unsafe lanes_prefetch(start + skipped, MemoryLayout<OutputShare>.size - skipped)
  }

  /// Makes ready for sieves, one for each share.
  func prepare(for sieves: [Sieve]) {
    for place in 0..<count { with(place) { $0.sifted.prepare(for: sieves[place], about: $0.shift) } }
  }

  /// Adds the values of a part of a block: of each output some vectors, `stride` from one output to the next.
  func add(_ values: borrowing LaneBuffer, vectors: Int, stride: Int) {
    guard perOutput == 1 else { return addToEach(values, vectors: vectors, stride: stride) }
    for output in 0..<count {
      let start = output &* stride
      values.withVectors(start..<start &+ vectors) { vectors in with(output) { $0.add(vectors) } }
    }
  }

  /// Adds what stands in two states, one after the other: of each series its values of a batch.
  func add(_ first: borrowing BatchState, _ second: borrowing BatchState, _ summarised: [SummarisedSeries]) {
    guard perOutput == 1 else { return addToEach(first, second, summarised) }
    for (index, place) in summarised.enumerated() {
      prefetch(summarised, after: index)
      first.values(of: place.series).withVectors { first in
        second.values(of: place.series).withVectors { second in
          with(place.output) { $0.add(ValuePair(first, second)) }
        }
      }
    }
  }

  /// The same for several sieves an output; apart, so that the usual loops are short.
  @inline(never)
  private func addToEach(_ values: borrowing LaneBuffer, vectors: Int, stride: Int) {
    for place in 0..<count {
      let start = place / perOutput * stride
      values.withVectors(start..<start + vectors) { vectors in with(place) { $0.add(vectors) } }
    }
  }

  @inline(never)
  private func addToEach(
    _ first: borrowing BatchState, _ second: borrowing BatchState, _ summarised: [SummarisedSeries]
  ) {
    for series in summarised {
      for place in series.output * perOutput..<(series.output + 1) * perOutput {
        first.values(of: series.series).withVectors { first in
          second.values(of: series.series).withVectors { second in
            with(place) { $0.add(ValuePair(first, second)) }
          }
        }
      }
    }
  }

  /// The sums of all outputs; those of all shares begin anew.
  func takeSums() -> [Moments.Part] {
    stride(from: 0, to: count, by: perOutput).map { first in
      for place in first + 1..<first + perOutput { with(place) { $0.sums = Moments.Sums() } }
      return with(first) { share in
        defer { share.sums = Moments.Sums() }
        return share.sums.part
      }
    }
  }
}

/// A series that is kept of a year, and the output that it is.
struct SummarisedSeries: Sendable {
  let series: Series
  let output: Int
}

/// What one sieve of an output has let pass, one share for each thread; columns stand output after output, one for each sieve.
struct SharesOfColumn {
  let threads: [OutputShares]
  let column: Int

  func forEach(_ body: (inout SiftedValues) -> Void) {
    for thread in threads { thread.with(column) { body(&$0.sifted) } }
  }

  /// Values kept.
  var keptCount: Int {
    var sum = 0
    forEach { sum += $0.kept.count }
    return sum
  }
}
