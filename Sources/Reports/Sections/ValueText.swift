import Randomness
import StockFlow

extension ReportWriter {
  /// A value as it was written: number, path or distribution, with factor and addend.
  func text(of value: ParameterValue, in unit: ShownUnit) -> String {
    let base =
      switch value.base {
      case .number(let figure): words.quantity(unit.written(figure, in: words), unit)
      case .distribution(let distribution): text(of: distribution, in: unit)
      case .path(let path): text(of: path, in: unit)
      case .fit: words.fromHistory
      case .trend(let trend):
        words.trend(words.quantity(trimmed(unit.shown(trend.centralRate(in: trend.start + 1))), unit))
      }
    let plain = ShownUnit(.none, of: scenario)
    let times = value.times.map { " × " + text(of: $0, in: plain) } ?? ""
    let plus = value.plus.map { " + " + text(of: $0, in: unit) } ?? ""
    return base + times + plus
  }

  private func text(of part: ParameterValue.Part, in unit: ShownUnit) -> String {
    switch part {
    case .number(let number): words.quantity(trimmed(unit.shown(number)), unit)
    case .distribution(let distribution): text(of: distribution, in: unit)
    }
  }

  private func text(of path: TimePath, in unit: ShownUnit) -> String {
    let points = path.points.map { "\($0.year): " + unit.written($0.figure, in: words) }
    // A long series is told by its ends.
    let shown = points.count <= 4 ? points : Array(points.prefix(2)) + ["…"] + points.suffix(1)
    return words.quantity(words.list(shown), unit)
  }

  private func text(of distribution: Distribution, in unit: ShownUnit) -> String {
    func number(_ value: Double) -> String { trimmed(unit.shown(value)) }
    func range(_ values: Double...) -> String { words.quantity(words.range(values.map(number)), unit) }
    func moments(_ mean: Double, _ sd: Double) -> String {
      words.quantity("\(number(mean)) ± \(number(sd))", unit)
    }
    switch distribution {
    case .normal(let mean, let sd): return words.law(.normal, moments(mean, sd))
    case .truncatedNormal(let mean, let sd, _, _): return words.law(.truncatedNormal, moments(mean, sd))
    case .lognormal(let mean, let sd): return words.law(.lognormal, moments(mean, sd))
    case .beta(let mean, let sd): return words.law(.beta, moments(mean, sd))
    case .gamma(let mean, let sd): return words.law(.gamma, moments(mean, sd))
    case .uniform(let low, let high): return words.law(.uniform, range(low, high))
    case .triangular(let low, let mode, let high): return words.law(.triangular, range(low, mode, high))
    case .pert(let low, let mode, let high): return words.law(.pert, range(low, mode, high))
    case .rounded(let value, let to):
      return words.law(.rounded, "\(words.quantity(number(value), unit)) ± \(number(to / 2))")
    case .discrete(let values, _):
      return words.law(.discrete, words.quantity(words.list(values.map(number)), unit))
    case .quantiles(let levels, let values, _, _):
      let pairs = zip(levels, values).map { "\(words.level($0)): \(number($1))" }
      return words.law(.quantiles, words.quantity(words.list(pairs), unit))
    case .fittedGrowth: return words.law(.fittedGrowth, moments(distribution.mean, distribution.standardDeviation))
    }
  }

  func trimmed(_ value: Double) -> String { words.trimmed(value) }
}

extension Words {
  /// At most so many significant digits, without zeros at the end.
  func trimmed(_ value: Double, digits count: Int = 4) -> String {
    guard value.isFinite else { return "–" }
    let digits = DecimalDigits(value)
    let rounded = digits.rounded(decimals: min(12, max(0, count - digits.exponent)))
    return number(value, decimals: rounded.decimals)
  }
}
