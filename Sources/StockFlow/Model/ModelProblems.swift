import Randomness

extension Scenario {
  /// What makes a calibrated scenario impossible to compute: exits that exceed 100 % with certainty.
  ///
  /// - Complexity: O(categories × years × exits).
  public func modelProblems() -> [Diagnostic] {
    let leaving = Dictionary(grouping: transitions.indices, by: { transitions[$0].from })
    return longProjections()
      + categories.compactMap { category in
        let exits = category.exits + (leaving[category.id] ?? []).map { transitions[$0].rate }
        guard exits.count > 0, let start = category.start(in: horizon), start < horizon.upperBound else { return nil }
        let years = (start + 1)...horizon.upperBound
        let leasts = exits.map { $0.leasts(in: years) }
        for (index, year) in years.enumerated() {
          let least = leasts.reduce(0) { $0 + $1[min(index, $1.count - 1)] }
          // The slack covers shares such as 0.7 + 0.2 + 0.1 that do not add up exactly in binary.
          if least > 1 + 1e-12 { return ModelProblem.exitsExceedStock(category, year, least).diagnostic }
        }
        return nil
      }
  }
}

extension Scenario {
  /// Series that would be projected over more years than anybody plans: a mistyped year.
  private func longProjections() -> [Diagnostic] {
    let starts =
      categories.map { ($0.id, $0.start(in: horizon), $0.place) }
      + drivers.map { ($0.id, $0.growthStart(in: horizon), $0.place) }
    return starts.compactMap { id, start, place in
      guard let start, horizon.upperBound - start > ModelProblem.longest else { return nil }
      return ModelProblem.startsTooEarly(id, start, horizon.upperBound, place).diagnostic
    }
  }
}

/// Why a scenario cannot be computed.
enum ModelProblem {
  case exitsExceedStock(Category, Year, Double)
  case startsTooEarly(String, Year, Year, SourcePlace?)

  /// The most years a series is projected over.
  static let longest = 1000

  var diagnostic: Diagnostic {
    switch self {
    case .startsTooEarly(let id, let start, let last, let place):
      return Diagnostic(
        severity: .error, code: "starts-too-early",
        message: LocalizedText(
          zh: "\(id) 要从 \(start) 年推算到 \(last) 年，超过 \(Self.longest) 年",
          en: "\(id) would be projected from \(start) to \(last), over more than \(Self.longest) years"),
        help: LocalizedText(zh: "核对观测年份，或补写一个较近的年份", en: "check the observed years, or add a later one"), place: place)
    case .exitsExceedStock(let category, let year, let share):
      let percent = "\((share * 1000).rounded() / 10)"
      return Diagnostic(
        severity: .error, code: "exits-exceed-stock",
        message: LocalizedText(
          zh: "\(category.name(.zh))：\(year) 年离开者合计 \(percent)%，超过全部存量",
          en: "\(category.name(.en)): in \(year) exits add up to \(percent) % of the stock"),
        help: LocalizedText(
          zh: "减员、流出与各转移率之和不能超过 100%",
          en: "attrition, out-migration and the rates of all transitions may together be at most 100 %"),
        place: category.parameters[.attrition]?.place ?? category.place, sourceLine: nil)
    }
  }
}

extension Category {
  fileprivate var exits: [ParameterValue] {
    [parameters[.attrition], parameters[.outMigration]].compactMap { $0 }
  }
}

extension ParameterValue {
  /// The least value that can be drawn in each year; one for all of them where it does not depend on the year.
  fileprivate func leasts(in years: ClosedRange<Year>) -> [Double] {
    if case .path = base { years.map { least(in: $0) } } else { [least(in: years.lowerBound)] }
  }

  /// The least value that can be drawn in a year.
  private func least(in year: Year) -> Double {
    if case .number(let figure) = base, times == nil, plus == nil { return figure.value }
    let base =
      switch base {
      case .number(let figure): (figure.value, figure.value)
      case .path(let path): (path.value(in: year), path.value(in: year))
      case .distribution(let distribution): (distribution.support.lower, distribution.support.upper)
      case .fit: (0.0, 0.0)
      case .trend: (-1.0, Double.infinity)
      }
    let factor = times?.support ?? (1, 1)
    let products = [base.0 * factor.0, base.0 * factor.1, base.1 * factor.0, base.1 * factor.1]
    let least = products.filter { !$0.isNaN }.min() ?? -.infinity
    return least + (plus?.support.0 ?? 0)
  }
}

extension ParameterValue.Part {
  fileprivate var support: (Double, Double) {
    switch self {
    case .number(let number): (number, number)
    case .distribution(let distribution): (distribution.support.lower, distribution.support.upper)
    }
  }
}
