public import Ensembles
public import LinearAlgebra
public import StockFlow

/// Simulates every series and, in the same paths, asks of every year what each target asks of its own.
///
/// A target of the scenario becomes one target for each year in which its series has a value; the draws are keyed by
/// name and know nothing of targets.
/// - Throws: where the correlations cannot be factored.
public func simulateWithCourses(
  _ header: AnswerHeader, _ central: CentralProjection, options: EnsembleOptions
) throws(LinearAlgebraError) -> (simulation: SimulationAnswer, courses: [TargetCourse]) {
  let targets = header.scenario.targets
  let years = targets.map { yearsWithValue($0, central) }
  var scenario = header.scenario
  scenario.targets = zip(targets, years).flatMap { target, years in
    years.map { year in
      var asked = target
      (asked.year, asked.isJoint) = (year, false)
      return asked
    }
  }
  let asked = AnswerHeader(scenario: scenario, variant: header.variant, warnings: header.warnings)
  let answer = try simulate(asked, central, options: options)
  var rest = answer.probabilities[...]
  let courses = zip(targets, years).map { target, years in
    let found = Dictionary(zip(years, rest), uniquingKeysWith: { first, _ in first })
    rest = rest.dropFirst(years.count)
    return TargetCourse(target: target, probabilities: header.scenario.horizon.map { found[$0] })
  }
  return (SimulationAnswer(header: header, stamp: answer.stamp, levels: answer.levels, series: answer.series), courses)
}

private func yearsWithValue(_ target: Target, _ central: CentralProjection) -> [Year] {
  guard let series = central.model.series(named: target.of) else { return [] }
  let first = central.baselineYear(of: series)
  return central.model.horizon.filter { $0 >= first }
}
