import StockFlow

extension ScenarioDecoder {
  /// The years in which the definition of a series changes, ascending; each separates some of the observed years from
  /// others.
  ///
  /// - Parameter observed: ascending; `nil` where they are broken, and then nothing is checked.
  func breaks(_ node: MarkedNode?, among observed: [Year]?) -> [Year] {
    let written = years(node, key: "breaks").sorted { $0.year < $1.year }
    guard let observed, let first = observed.first, let last = observed.last else { return written.map(\.year) }
    var earlier: (year: Year, next: Int)?
    for (year, place) in written {
      guard year > first, year <= last else {
        report(YearProblem.breakOutside(year: year, observed: first...last), at: place)
        continue
      }
      let next = firstPosition(in: observed, from: year)
      if let earlier, earlier.next == next {
        report(YearProblem.breaksTogether(earlier.year, year), at: place)
      }
      earlier = (year, next)
    }
    return written.map(\.year)
  }

  /// The position of the first of some ascending years that is not before another.
  private func firstPosition(in years: [Year], from year: Year) -> Int {
    var (low, high) = (0, years.count)
    while low < high {
      let middle = (low + high) / 2
      if years[middle] < year { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
