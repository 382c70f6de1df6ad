import Ensembles
import StockFlow

/// Something that can be observed in a year.
struct SignpostCandidate: Sendable, Hashable {
  let series: String
  let year: Year
  let reading: Signpost.Reading
  /// The year the change is counted from.
  let baseline: Year

  /// What has to be drawn for it.
  var outputs: [PathFunction.Output] {
    let value = PathFunction.Output(series: series, year: year)
    return reading == .value ? [value] : [value, PathFunction.Output(series: series, year: baseline)]
  }
}

extension CompiledModel {
  /// Categories, drivers, measures and their changes since the baseline, and flows of people that are counted; a net growth
  /// is not: it is what is left when all else is counted.
  func signpostCandidates(_ scenario: Scenario, in years: [Year]) -> [SignpostCandidate] {
    let flows = flowSeries.filter { isCounted(name(of: $0), scenario) }
    return years.flatMap { year in
      (series + flows).flatMap { series -> [SignpostCandidate] in
        let baseline = baselineYear(of: series)
        guard baseline <= year else { return [] }
        func candidate(_ reading: Signpost.Reading) -> SignpostCandidate {
          SignpostCandidate(series: name(of: series), year: year, reading: reading, baseline: baseline)
        }
        let isFlow = if case .flow = series { true } else { false }
        return isFlow || baseline == year ? [candidate(.value)] : [candidate(.value), candidate(.change)]
      }
    }
  }

  private func isCounted(_ flow: String, _ scenario: Scenario) -> Bool {
    let parts = flow.split(separator: ".").map(String.init)
    guard parts.count == 2, let property = ParameterAddress.Property(rawValue: parts[1]),
      scenario.categories.contains(where: { $0.id == parts[0] })
    else { return true }
    return property != .growth && scenario.value(at: ParameterAddress(parts[0], property)) != nil
  }
}
