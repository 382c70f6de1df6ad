/// Values that many paths share, with how many do: a constant, a stock held at 0, a discrete draw.
struct Atoms: Sendable {
  private(set) var values: [Double] = []
  private(set) var counts: [Int] = []

  init() {}

  /// The values that occur sixteen times or more in a sorted sample, and make up a sixty-fourth of it.
  init(sorted sample: [Double]) {
    let least = max(16, sample.count / 64)
    var start = 0
    while start + least <= sample.count {
      // The next candidate is the value `least` places on: a run that long covers both places.
      if sample[start] == sample[start + least - 1] {
        values.append(sample[start])
        start = sample[start...].firstIndex { $0 != values[values.count - 1] } ?? sample.count
      } else {
        start += 1
      }
    }
    counts = Array(repeating: 0, count: values.count)
  }

  /// Counts a value where it is an atom; whether it was.
  mutating func count(_ value: Double) -> Bool {
    guard let atom = values.place(of: value) else { return false }
    counts[atom] += 1
    return true
  }

  /// Counts paths that share an atom.
  mutating func add(_ number: Int, of value: Double) {
    if let atom = values.place(of: value) { counts[atom] += number }
  }

  /// The atoms with their counts, which begin anew.
  mutating func takeCounts() -> [(value: Double, number: Int)] {
    let taken = zip(values, counts).map { (value: $0, number: $1) }
    counts = Array(repeating: 0, count: values.count)
    return taken
  }

  /// The value of a 0-based rank among sorted values and the atoms that lie among them; nil where there are not so many.
  func value(at rank: Int, among sorted: [Double], isAmongThem: (Double) -> Bool) -> Double? {
    var rank = rank
    var next = 0
    for atom in values.indices where isAmongThem(values[atom]) {
      let below = sorted.firstPlace(from: next) { $0 > values[atom] }
      if rank < below - next { return sorted[next + rank] }
      rank -= below - next
      next = below
      if rank < counts[atom] { return values[atom] }
      rank -= counts[atom]
    }
    return rank < sorted.count - next ? sorted[next + rank] : nil
  }
}
