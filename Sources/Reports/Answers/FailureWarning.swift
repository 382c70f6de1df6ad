import Planning
import StockFlow

/// Says that an output had no value in some evaluations, and where.
func failureWarning(_ output: SensitivityOutput, _ answer: SensitivityAnswer) -> Diagnostic {
  func message(_ language: Language) -> String {
    let words = Words(language: language)
    let glossary = Glossary(answer.header.scenario, words)
    return words.failed(
      words.dated(glossary.seriesName(output.of), output.year), count: output.failed, of: answer.samples,
      where: output.failure.map {
        glossary.condition(
          $0.parameter, named: glossary.uncertainName($0.parameter), lower: $0.lower, upper: $0.upper)
      })
  }
  let scenario = answer.header.scenario
  return Diagnostic(
    severity: .warning, code: "outputs-without-value", message: LocalizedText(zh: message(.zh), en: message(.en)),
    help: nil, place: output.target?.place ?? scenario.measures.first { $0.id == output.of }?.place)
}

extension Glossary {
  /// "retirement and leaving of Skilled workers is above 3.4 %": the range of a parameter in its own unit.
  ///
  /// - Parameter name: what the parameter is called; `nil` for its name within a sentence.
  func condition(_ parameter: String, named name: String? = nil, lower: Double?, upper: Double?) -> String {
    let unit = unit(ofDraw: parameter)
    let values = [lower, upper].compactMap { $0 }.map(unit.shown)
    let decimals = decimals(for: values.map { ($0 * 10_000).rounded() / 10_000 })
    func text(_ value: Double?) -> String? {
      value.map { words.quantity(words.number(unit.shown($0), decimals: decimals), unit) }
    }
    return words.condition(name ?? drawPhrase(parameter), lower: text(lower), upper: text(upper))
  }

  /// That of the parameter; a factor of it has none.
  func unit(ofDraw parameter: String) -> ShownUnit {
    let parts = parameter.split(separator: ".").map(String.init)
    guard parts.count > 1, parts.last != "times", let property = ParameterAddress.Property(rawValue: parts[1]) else {
      return ShownUnit(.none, of: scenario)
    }
    return unit(of: ParameterAddress(parts[0], property))
  }
}

extension Words {
  /// With a space before a Latin letter, as it stands after Chinese ones.
  private func spaced(_ text: String) -> String { (text.first?.isASCII == true ? " " : "") + text }

  func failed(_ output: String, count failed: Int, of all: Int, where condition: String?) -> String {
    say(
      "\(output)在 \(all) 次计算中有 \(failed) 次没有有限值，已剔除" + (condition.map { "；这发生在\(spaced($0))时" } ?? ""),
      "\(output) had no finite value in \(failed) of \(all) evaluations, which are left out"
        + (condition.map { "; that is where \($0)" } ?? ""))
  }
}
