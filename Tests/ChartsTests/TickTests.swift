import Charts
import Testing

@Test func `ticks are multiples of 1, 2 or 5 that enclose the values`() {
  var any = AnyCharts(seed: 3)
  for _ in 0..<2000 {
    let values = any.values(1 + any.below(5))
    let intervals = 1 + any.below(9)
    let ticks = Ticks(enclosing: values, intervals: intervals)
    #expect([1, 2, 5].contains(ticks.mantissa))
    #expect(ticks.multiples.count >= 2)
    #expect(ticks.multiples.count - 1 <= intervals + 1)
    for value in values where value.isFinite && value.magnitude <= 1e300 && value.magnitude >= 1e-300 {
      // A billionth of a step counts as rounding.
      #expect(ticks.lower <= value + ticks.step * 1e-8 && value <= ticks.upper + ticks.step * 1e-8)
    }
  }
}

@Test func `ticks are read as decimals, not added up`() {
  #expect(Ticks(enclosing: [0, 0.5], intervals: 5).values == [0, 0.1, 0.2, 0.3, 0.4, 0.5])
  #expect(Ticks(enclosing: [96, 133], intervals: 4).values == [80, 100, 120, 140])
  #expect(Ticks(enclosing: [101, 119], intervals: 4).values == [100, 105, 110, 115, 120])
  #expect(Ticks(enclosing: [1, 10], intervals: 5).lower == 0)
  #expect(Ticks(enclosing: [1, 10], intervals: 10, nearsZero: false).lower == 1)
}

@Test func `equal values get room on both sides`() {
  for value in [0.0, 5, -3, 1e300, 1e-12, 86.2] {
    let ticks = Ticks(enclosing: [value], intervals: 5)
    #expect(ticks.lower < ticks.upper)
    #expect(ticks.lower <= value && value <= ticks.upper)
  }
}

@Test func `labels are moved apart as little as possible`() {
  #expect(spread(centres: [10, 50], lengths: [20, 20], within: 0...100) == [10, 50])
  #expect(spread(centres: [50, 50], lengths: [20, 20], within: 0...100) == [40, 60])
  #expect(spread(centres: [2, 3, 98], lengths: [20, 20, 20], within: 0...100) == [10, 30, 90])
  #expect(spread(centres: [50, 50, 50], lengths: [40, 40, 40], within: 0...100) == nil)
}

@Test func `labels moved apart never overlap and keep their order`() {
  var any = AnyCharts(seed: 9)
  for _ in 0..<500 {
    let count = 1 + any.below(12)
    let centres = (0..<count).map { _ in Double(any.below(300)) - 20 }
    let lengths = (0..<count).map { _ in 5 + Double(any.below(20)) }
    guard let places = spread(centres: centres, lengths: lengths, within: 0...300) else { continue }
    let order = centres.indices.sorted { (centres[$0], $0) < (centres[$1], $1) }
    for (first, second) in zip(order, order.dropFirst()) {
      // Sums of at most twelve lengths round in the thirteenth digit.
      #expect(places[first] + lengths[first] / 2 <= places[second] - lengths[second] / 2 + 1e-9)
    }
    #expect(order.allSatisfy { places[$0] - lengths[$0] / 2 >= -1e-9 && places[$0] + lengths[$0] / 2 <= 300 + 1e-9 })
  }
}
