import Randomness
import StockFlow

extension ScenarioDecoder {
  static let mostPoints = 1_000_000

  private enum DesignWord: String, CaseIterable {
    case grid
    case oneAtATime = "one_at_a_time"
    case latinHypercube = "latin_hypercube"
    case sobol, table
  }

  func sweep(_ entry: MarkedNode.Entry) -> Sweep? {
    checkId(entry)
    guard let fields = EntryReader(entry.value, .sweep, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let word: DesignWord? = word(fields["design"], key: "design", DesignWord.allCases)
    let written = axes(fields, word)
    let points = whole(fields["points"], key: "points", in: 1...Self.mostPoints)
    let file = text(fields["file"], key: "file")
    let paths = whole(fields["paths"], key: "paths", in: 1...10_000_000)
    let name = name(fields, id: entry.key)
    let note = note(fields)
    _ = provenance(fields)
    let design = word.flatMap { self.design($0, fields, points: points, file: file) }
    guard let design else { return nil }
    let axes = if case .table(let file) = design { designAxes(file, namedAt: fields.keyPlace("file")) } else { written }
    if fields["over"]?.entries?.isEmpty == true { report(ValueProblem.noAxes, at: fields.keyPlace("over")) }
    checkSize(design, axes, at: fields.keyPlace("over"))
    return Sweep(id: entry.key, name: name, design: design, over: axes, paths: paths, note: note, place: entry.keyPlace)
  }

  private func design(_ word: DesignWord, _ fields: EntryReader, points: Int?, file: String?) -> Sweep.Design? {
    let needed =
      switch word {
      case .grid, .oneAtATime: "over"
      case .latinHypercube, .sobol: "points"
      case .table: "file"
      }
    checkKeys(of: word, fields, needed)
    switch word {
    case .grid: return .grid
    case .oneAtATime: return .oneAtATime
    case .latinHypercube: return points.map { .latinHypercube(points: $0) }
    case .sobol: return points.map { .sobol(points: $0) }
    case .table: return file.map { .table(file: $0) }
    }
  }

  private func checkKeys(of word: DesignWord, _ fields: EntryReader, _ needed: String) {
    var missing = fields.has(needed) ? [] : [needed]
    if needed == "points", !fields.has("over") { missing.append("over") }
    for key in missing {
      report(KeyProblem.needs(key: "design: \(word.rawValue)", others: [key]), at: fields.keyPlace("design"))
    }
    for key in ["points", "file", "over"] where fields.has(key) && !allows(word, key) {
      let designs = DesignWord.allCases.filter { allows($0, key) }.map { "design: \($0.rawValue)" }
      report(KeyProblem.needs(key: key, others: designs), at: fields.keyPlace(key))
    }
  }

  private func allows(_ word: DesignWord, _ key: String) -> Bool {
    switch key {
    case "points": word == .latinHypercube || word == .sobol
    case "file": word == .table
    default: word != .table
    }
  }

  private func axes(_ fields: EntryReader, _ design: DesignWord?) -> [Sweep.Axis] {
    parameterEntries(fields["over"], key: "over").compactMap { entry in
      guard let address = replacedAddress(entry) else { return nil }
      return levels(entry, address, design).map { Sweep.Axis(address: address, levels: $0) }
    }
  }

  private func levels(
    _ entry: MarkedNode.Entry, _ address: ParameterAddress, _ design: DesignWord?
  ) -> Sweep.Levels? {
    let steps = design == .grid || design == .oneAtATime
    if let items = entry.value.items {
      let values = items.compactMap { replacement($0, of: address, keyPlace: $0.place) }
      if items.isEmpty {
        report(ValueProblem.emptyLevels(address: address), at: entry.value.place)
      }
      checkRepeats(values, items, key: entry.key)
      return values.isEmpty || values.count < items.count ? nil : .values(values)
    }
    if entry.value["from"] != nil || entry.value["to"] != nil || entry.value["count"] != nil {
      return range(entry, address, needsCount: steps)
    }
    return singleLevel(entry, address, steps ? design : nil)
  }

  /// The same level twice would be the same points twice.
  private func checkRepeats(_ values: [ParameterValue], _ items: [MarkedNode], key: String) {
    guard values.count == items.count else { return }
    for (index, value) in values.enumerated()
    where values[..<index].contains(where: { $0.base == value.base && $0.times == value.times && $0.plus == value.plus }
    ) {
      let text = items[index].text ?? key
      report(TypeProblem.appearsTwice(key: key, text: text), at: items[index].place)
    }
  }

  private func range(_ entry: MarkedNode.Entry, _ address: ParameterAddress, needsCount: Bool) -> Sweep.Levels? {
    guard let fields = EntryReader(entry.value, .range, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let frame = frame(of: address)
    let from = figure(fields["from"], key: frame.key, as: frame.quantity)?.value
    let to = figure(fields["to"], key: frame.key, as: frame.quantity)?.value
    let count = whole(fields["count"], key: "count", in: 2...100_000)
    if needsCount, !fields.has("count") {
      report(ValueProblem.axisWithoutCount(address: entry.key), at: entry.keyPlace)
    }
    guard let from, let to, count != nil || !fields.has("count") else { return nil }
    checkBounds([from, to], [fields["from"], fields["to"]].compactMap { $0 }, frame)
    if from > to { report(ValueProblem.rangeBackwards(address: entry.key), at: entry.keyPlace) }
    if from == to { report(ValueProblem.rangeOfOne(address: entry.key), at: entry.keyPlace) }
    return .range(from: from, to: to, count: count)
  }

  /// A distribution to sample from, or the one value of an axis.
  private func singleLevel(
    _ entry: MarkedNode.Entry, _ address: ParameterAddress, _ stepped: DesignWord?
  ) -> Sweep.Levels? {
    guard let value = replacement(entry.value, of: address, keyPlace: entry.keyPlace) else { return nil }
    guard case .distribution(let distribution) = value.base, value.times == nil, value.plus == nil else {
      return .values([value])
    }
    if let stepped {
      report(ValueProblem.axisDistribution(address: entry.key, design: stepped.rawValue), at: entry.keyPlace)
      return nil
    }
    return .distribution(distribution)
  }

  private func checkSize(_ design: Sweep.Design, _ axes: [Sweep.Axis], at place: SourcePlace) {
    var points = 1
    switch design {
    case .grid:
      for axis in axes {
        let (product, overflow) = points.multipliedReportingOverflow(by: axis.levels.count)
        points = overflow ? Int.max : product
      }
    // A list is bounded by the size of the file, a range by 100,000: the sum is far from overflowing.
    case .oneAtATime: points += axes.reduce(0) { $0 + $1.levels.count }
    case .latinHypercube, .sobol, .table: return
    }
    if points > Self.mostPoints { report(ValueProblem.tooManyPoints(points), at: place) }
  }
}

extension Sweep.Levels {
  /// How many points a grid has along this axis.
  var count: Int {
    switch self {
    case .values(let values): values.count
    case .range(_, _, let count): count ?? 1
    case .distribution: 1
    case .column(let values): values.count
    }
  }
}
