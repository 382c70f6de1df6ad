import Ensembles
import StockFlow

extension Glossary {
  /// The line over a report: scenario, variant, horizon, and what was drawn.
  func head(_ header: AnswerHeader, _ details: String?) -> [String] {
    let scenario = header.scenario
    let named = scenario.name(words.language)
    let title = visible(named.isEmpty ? scenario.id : named)
    let variant = header.variant.map { variant in
      let name = variant.name(words.language)
      return words.variant(visible(name.isEmpty ? variant.id : name))
    }
    let rest = [variant, words.horizon(scenario.horizon), details].compactMap { $0 }
    return [title, rest.joined(separator: words.say("，", ", ")), ""]
  }

  /// What to beware of, one line each.
  func warningLines(_ header: AnswerHeader) -> [String] {
    guard !header.warnings.isEmpty else { return [] }
    return [""]
      + header.warnings.flatMap {
        wrapped(words.warning(visible($0.message(words.language))), width: 100, hanging: 2, language: words.language)
      }
  }
}

extension Words {
  /// A number for a cell; what does not exist is a dash.
  func cell(_ value: Double?, decimals: Int) -> String {
    value.map { number($0, decimals: decimals) } ?? "-"
  }
}
