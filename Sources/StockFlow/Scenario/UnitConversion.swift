import Randomness

extension Scenario {
  /// The same scenario with people counted in another unit.
  ///
  /// Measures that do not count people keep their values: weights and scales take up the factor.
  public func counted(in unit: PeopleUnit) -> Scenario {
    guard unit.factor != self.unit.factor else { return self }
    let conversion = PeopleConversion(from: self.unit, to: unit)
    var scenario = self
    scenario.unit = unit
    scenario.categories = categories.map(conversion.converted)
    scenario.pipelines = pipelines.map { pipeline in
      var pipeline = pipeline
      pipeline.intake = conversion.converted(pipeline.intake)
      return pipeline
    }
    scenario.drivers = drivers.map { driver in
      var driver = driver
      if driver.unit.countsPeople { driver.values = conversion.converted(driver.values) }
      return driver
    }
    scenario.measures = measures.map { measure in
      var measure = measure
      measure.formula = converted(measure, conversion)
      return measure
    }
    scenario.targets = targets.map { target in
      var target = target
      if self.unit(ofSeries: target.of)?.countsPeople == true {
        target.comparison = conversion.converted(target.comparison)
      }
      return target
    }
    return scenario
  }

  /// What the values of a series count; flows count people. `nil` where there is none of that name.
  public func unit(ofSeries name: String) -> DisplayUnit? {
    if let category = categories.first(where: { $0.id == name }) { return .people(category.unit) }
    if let driver = drivers.first(where: { $0.id == name }) { return driver.unit }
    if let measure = measures.first(where: { $0.id == name }) { return measure.unit }
    return name.contains(".") ? .people(unit) : nil
  }

  /// Whether the numbers of a measure without a unit depend on the unit people are counted in.
  public func dependsOnPeopleUnit(_ name: String) -> Bool {
    guard let measure = measures.first(where: { $0.id == name }), case .none = measure.unit else { return false }
    switch measure.formula {
    case .ratio(let first, let second, _): return countsPeople(first) != countsPeople(second)
    case .sum(let terms, _): return terms.contains { countsPeople($0.id) }
    case .difference(let first, let second): return countsPeople(first) || countsPeople(second)
    case .cumulative: return true
    case .change(let series, _): return countsPeople(series)
    }
  }

  private func countsPeople(_ series: String) -> Bool { unit(ofSeries: series)?.countsPeople ?? false }

  private func converted(_ measure: Measure, _ conversion: PeopleConversion) -> Measure.Formula {
    let own = measure.unit.countsPeople
    func weight(_ weight: Double, _ term: String) -> Double {
      switch (own, countsPeople(term)) {
      case (true, false): conversion.converted(weight)
      case (false, true): conversion.undone(weight)
      default: weight
      }
    }
    switch measure.formula {
    case .sum(let terms, let coverage):
      return .sum(terms.map { Measure.Term(id: $0.id, weight: weight($0.weight, $0.id)) }, coverage: coverage)
    case .ratio(let first, let second, let scale):
      var scale = own ? conversion.converted(scale) : scale
      if countsPeople(first) { scale = conversion.undone(scale) }
      if countsPeople(second) { scale = conversion.converted(scale) }
      return .ratio(first, second, scale: scale)
    case .difference(let first, let second):
      guard weight(1, first) != 1 || weight(1, second) != 1 else { return measure.formula }
      return .sum(
        [
          Measure.Term(id: first, weight: weight(1, first)), Measure.Term(id: second, weight: -weight(1, second)),
        ], coverage: nil)
    case .cumulative, .change: return measure.formula
    }
  }
}

extension DisplayUnit {
  public var countsPeople: Bool { if case .people = self { true } else { false } }
}

/// Numbers of people in another unit.
private struct PeopleConversion {
  let from: PeopleUnit
  let to: PeopleUnit

  func converted(_ number: Double) -> Double { from.converting(number, to: to) }
  func undone(_ number: Double) -> Double { to.converting(number, to: from) }

  func converted(_ figure: Figure) -> Figure {
    Figure(converted(figure.value), lastDigit: converted(figure.lastDigit))
  }

  func converted(_ path: TimePath) -> TimePath {
    TimePath(shape: path.shape, points: path.points.map(converted))
  }

  private func converted(_ point: TimePath.Point) -> TimePath.Point {
    TimePath.Point(year: point.year, figure: converted(point.figure))
  }

  func converted(_ comparison: Target.Comparison) -> Target.Comparison {
    switch comparison {
    case .atLeast(let bound): .atLeast(converted(bound))
    case .atMost(let bound): .atMost(converted(bound))
    case .within(let low, let high): .within(converted(low), converted(high))
    }
  }

  func converted(_ category: Category) -> Category {
    var category = category
    category.observations = category.observations.map {
      Category.Observation(year: $0.year, value: converted($0.value))
    }
    for (property, value) in category.parameters where property.dimension == .people {
      category.parameters[property] = converted(value)
    }
    return category
  }

  func converted(_ value: ParameterValue) -> ParameterValue {
    var times = value.times
    let base: ParameterValue.Base
    switch value.base {
    case .number(let figure): base = .number(converted(figure))
    case .path(let path): base = .path(converted(path))
    case .fit(let request):
      base = .fit(
        FitRequest(method: request.method, prior: request.prior.map { $0.scaled(converted) ?? $0 }))
    case .trend: base = value.base
    case .distribution(let distribution):
      if let scaled = distribution.scaled(converted) {
        base = .distribution(scaled)
      } else {
        // A law with bounds of its own, such as beta: the factor beside it takes the unit up.
        base = value.base
        times = converted(times ?? .number(1))
      }
    }
    return ParameterValue(
      base, times: times, plus: value.plus.map(converted), addition: value.addition.map(converted),
      history: value.history.map(converted), provenance: value.provenance, place: value.place)
  }

  private func converted(_ part: ParameterValue.Part) -> ParameterValue.Part {
    switch part {
    case .number(let number): .number(converted(number))
    case .distribution(let distribution): .distribution(distribution.scaled(converted) ?? distribution)
    }
  }

  private func converted(_ addition: YearlyAddition) -> YearlyAddition {
    YearlyAddition(from: addition.from, amounts: addition.amounts.map(converted))
  }
}

extension Distribution {
  /// The law of a multiple of the variable; `nil` where the family has none.
  fileprivate func scaled(_ multiple: (Double) -> Double) -> Distribution? {
    switch self {
    case .normal(let mean, let sd): .normal(mean: multiple(mean), sd: multiple(sd))
    case .truncatedNormal(let mean, let sd, let min, let max):
      .truncatedNormal(mean: multiple(mean), sd: multiple(sd), min: min.map(multiple), max: max.map(multiple))
    case .lognormal(let mean, let sd): .lognormal(mean: multiple(mean), sd: multiple(sd))
    case .gamma(let mean, let sd): .gamma(mean: multiple(mean), sd: multiple(sd))
    case .uniform(let min, let max): .uniform(min: multiple(min), max: multiple(max))
    case .triangular(let min, let mode, let max):
      .triangular(min: multiple(min), mode: multiple(mode), max: multiple(max))
    case .pert(let min, let mode, let max): .pert(min: multiple(min), mode: multiple(mode), max: multiple(max))
    case .discrete(let values, let weights): .discrete(values: values.map(multiple), weights: weights)
    case .quantiles(let levels, let values, let min, let max):
      .quantiles(levels: levels, values: values.map(multiple), min: min.map(multiple), max: max.map(multiple))
    case .rounded(let value, let to): .rounded(value: multiple(value), to: multiple(to))
    case .beta, .fittedGrowth: nil
    }
  }
}
