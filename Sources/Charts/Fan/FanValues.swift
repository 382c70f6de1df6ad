/// A series as it can be drawn: years and values that belong together, runs without gaps.
struct FanValues {
  struct Extent: Equatable {
    let year: Int
    let range: ValueInterval
  }

  let series: FanSeries
  let history: [YearValue]
  let median: [YearValue]

  init(_ series: FanSeries) {
    self.series = series
    history = series.history.filter(\.value.isFinite).sorted { $0.year < $1.year }
    median = zip(series.years, series.median).map { YearValue(year: $0, value: $1) }.filter(\.value.isFinite)
  }

  /// Bands from the widest to the narrowest.
  var bands: [FanSeries.Band] { series.bands.sorted { $0.words.level > $1.words.level } }

  /// A band's years without gaps.
  func runs(of band: FanSeries.Band) -> [[Extent]] {
    var runs: [[Extent]] = [[]]
    for (year, ends) in zip(series.years, zip(band.lower, band.upper)) {
      if ends.0.isFinite, ends.1.isFinite {
        runs[runs.count - 1].append(Extent(year: year, range: ValueInterval(lower: ends.0, upper: ends.1)))
      } else {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }

  /// A path's years without gaps.
  func runs(ofPath path: [Double]) -> [[YearValue]] {
    var runs: [[YearValue]] = [[]]
    for (year, value) in zip(series.years, path) {
      if value.isFinite { runs[runs.count - 1].append(YearValue(year: year, value: value)) } else { runs.append([]) }
    }
    return runs.filter { $0.count > 1 }
  }

  /// Every value by its year; of several for one year the first.
  struct ByYear {
    let history: [Int: Double]
    let median: [Int: Double]
    /// From the narrowest to the widest.
    let bands: [(name: String, ranges: [Int: ValueInterval])]
    let targets: [Int: [FanSeries.Target]]
    /// Years that have any of them, rising.
    let years: [Int]
  }

  var byYear: ByYear {
    func first<Value>(_ pairs: [(Int, Value)]) -> [Int: Value] { Dictionary(pairs) { first, _ in first } }
    let ranges = bands.reversed().map { band in
      (band.words.name, first(runs(of: band).joined().map { ($0.year, $0.range) }))
    }
    let years = Set(series.years + history.map(\.year) + series.targets.map(\.year)).sorted()
    return ByYear(
      history: first(history.map { ($0.year, $0.value) }), median: first(median.map { ($0.year, $0.value) }),
      bands: ranges, targets: Dictionary(grouping: series.targets, by: \.year), years: years)
  }

  /// Everything the value axis must show; single paths may leave it.
  var values: [Double] {
    let bands = series.bands.flatMap { runs(of: $0).joined().flatMap { [$0.range.lower, $0.range.upper] } }
    let targets = series.targets.flatMap { $0.bound.values }
    let values = history.map(\.value) + median.map(\.value) + bands + targets + [series.baseline?.value ?? .nan]
    return values.filter(\.isFinite)
  }

  var years: [Int] {
    let all =
      series.years + series.history.map(\.year) + series.targets.map(\.year)
      + (series.baseline.map { [$0.year] } ?? [])
    return Set(all.map(drawableYear)).sorted()
  }
}

extension TargetBound {
  /// The ends that it names.
  var values: [Double] {
    switch self {
    case .atLeast(let value), .atMost(let value): [value]
    case .within(let interval): [interval.lower, interval.upper]
    }
  }

  /// Where a label points to.
  var middle: Double { values.reduce(0) { $0 + drawable($1) / Double(values.count) } }

  var isDrawable: Bool { values.allSatisfy(\.isFinite) }
}
