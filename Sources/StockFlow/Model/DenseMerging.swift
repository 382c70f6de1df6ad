/// The transitions that enter four cells, merged step by step without changing the order of any cell's own.
struct DenseMerging {
  private(set) var stretches: [DenseStretch] = []
  private(set) var runs: [DenseRun] = []
  private(set) var steps: [DenseStep] = []

  private let entries: [TransferLayout.Entry]
  private let ends: [Int]
  /// By row, the first entry that is not taken yet.
  private var next: [Int]

  /// - Parameter ranges: where the entries of each row stand.
  init(entries: [TransferLayout.Entry], ranges: [Range<Int>]) {
    self.entries = entries
    next = ranges.map(\.lowerBound)
    ends = ranges.map(\.upperBound)
  }

  /// Takes a certain entry of each row, all from one source, after all that stand before them.
  mutating func takeCommon(_ places: [Int]) {
    take(upTo: places)
    add(DenseStep(source: entries[places[0]].source, entries: InlineArray { places[$0] }), isCommon: true)
    next = places.map { $0 + 1 }
  }

  /// Takes whatever is left.
  mutating func takeRest() { take(upTo: ends) }

  /// Rows that are next entered from the same source take that step together, the source of the most rows first.
  private mutating func take(upTo limits: [Int]) {
    while next != limits {
      for row in next.indices { takeUncertain(row, upTo: limits[row]) }
      let waiting = next.indices.filter { next[$0] < limits[$0] }
      let groups = waiting.map { first in waiting.filter { entries[next[$0]].source == entries[next[first]].source } }
      guard let rows = groups.max(by: { $0.count < $1.count }) else { return }
      let places = next
      add(
        DenseStep(
          source: entries[places[rows[0]]].source, entries: InlineArray { rows.contains($0) ? places[$0] : nil }),
        isCommon: false)
      for row in rows { next[row] += 1 }
    }
  }

  private mutating func takeUncertain(_ row: Int, upTo end: Int) {
    let first = next[row]
    let certain = (first..<end).first { !entries[$0].isUncertain } ?? end
    if first < certain { stretches.append(.uncertain(row: row, entries: first..<certain)) }
    next[row] = certain
  }

  private mutating func add(_ step: DenseStep, isCommon: Bool) {
    steps.append(step)
    let isContinued = if case .certain? = stretches.last { true } else { false }
    if isContinued, let last = runs.last, last.isCommon == isCommon {
      runs[runs.count - 1] = last.lengthened(by: step, to: steps.count)
    } else {
      runs.append(DenseRun(of: step, at: steps.count - 1, isCommon: isCommon))
      addLastRun(toLastStretch: isContinued)
    }
  }

  private mutating func addLastRun(toLastStretch isContinued: Bool) {
    if isContinued, case .certain(let known)? = stretches.popLast() {
      stretches.append(.certain(runs: known.lowerBound..<runs.count))
    } else {
      stretches.append(.certain(runs: runs.count - 1..<runs.count))
    }
  }
}

extension DenseRun {
  fileprivate init(of step: DenseStep, at place: Int, isCommon: Bool) {
    self.init(
      steps: place..<place + 1, isCommon: isCommon,
      entries: InlineArray { row in step.entries[row].map { $0..<$0 + 1 } ?? 0..<0 })
  }

  /// The same with a step more, which ends at `end`.
  fileprivate func lengthened(by step: DenseStep, to end: Int) -> DenseRun {
    DenseRun(
      steps: steps.lowerBound..<end, isCommon: isCommon,
      entries: InlineArray { row in
        let known = entries[row]
        return step.entries[row].map { known.isEmpty ? $0..<$0 + 1 : known.lowerBound..<$0 + 1 } ?? known
      })
  }
}
