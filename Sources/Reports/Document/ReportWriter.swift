import Charts
import Ensembles
package import Planning
package import StockFlow

/// Turns a study into the sections of a report in one language; every section is an extension of its own.
package struct ReportWriter: Sendable {
  package let study: PlanStudy
  package let origin: ReportOrigin
  let words: Words
  let glossary: Glossary
  /// Whether charts draw their titles; in a page they stand over them.
  let drawsTitles: Bool

  package init(_ study: PlanStudy, _ origin: ReportOrigin, language: Language, drawsTitles: Bool = false) {
    self.drawsTitles = drawsTitles
    self.study = study
    self.origin = origin
    words = Words(language: language)
    glossary = Glossary(study.header.scenario, words)
  }

  var scenario: Scenario { study.header.scenario }
  var language: Language { words.language }

  /// - Throws: `ReportFault` where a table of ours does not balance.
  package func document() throws(ReportFault) -> ReportDocument {
    ReportDocument(
      language: language, title: origin.title.map(visible) ?? scenarioName, subtitle: subtitle,
      sections: [outlookSection(), try reasonsSection(), actionSection(), trustSection()], colophon: colophon())
  }

  var scenarioName: String {
    let name = scenario.name(language)
    return visible(name.isEmpty ? scenario.id : name)
  }

  private var subtitle: String {
    let variant = study.header.variant.map { words.variant(variantName($0)) }
    return [words.horizon(scenario.horizon), variant, words.drawn(study.reach.stamp)].compactMap { $0 }
      .joined(separator: words.say("，", ", "))
  }

  func variantName(_ variant: Variant) -> String {
    let name = variant.name(language)
    return visible(name.isEmpty ? variant.id : name)
  }

  /// The name of a target's series, with its year where the plan's targets have several.
  func targetName(_ target: Target) -> String {
    let name = glossary.seriesName(target.of)
    return hasOneYear ? name : words.targetName(name, target.year)
  }

  var hasOneYear: Bool { Set(scenario.targets.map(\.year)).count < 2 }

  func shown(_ target: TargetAnswer) -> ShownTarget { ShownTarget(target, glossary) }

  /// An id in the page: the languages stand beside each other.
  func id(_ name: String) -> String { "\(language.rawValue)-\(name)" }

  func frame(_ id: String, _ title: String, _ description: String, width: Double = 720) -> ChartFrame {
    ChartFrame(
      id: self.id(id), title: title, description: description, language: words.say("zh-Hans", "en"),
      numbers: language == .zh ? .chinese : .english, width: width,
      showsTitle: drawsTitles)
  }
}
