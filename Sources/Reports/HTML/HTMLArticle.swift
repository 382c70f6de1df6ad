import Charts
import Ensembles
import StockFlow

/// One language of a report as an `article`.
struct HTMLArticle {
  private let document: ReportDocument
  private let words: Words
  private let economy: HTMLEconomy
  private var tables = 0
  private var figures = 0

  init(_ document: ReportDocument, _ economy: HTMLEconomy) {
    self.document = document
    self.economy = economy
    words = Words(language: document.language)
  }

  private var language: String { document.language.rawValue }

  mutating func written() -> String {
    var sections: [String] = []
    for section in document.sections { sections.append(text(of: section)) }
    return "<article id=\"\(language)\" lang=\"\(words.htmlLanguage)\">\n" + header() + "\n"
      + sections.joined(separator: "\n") + "\n" + colophon() + "\n</article>\n"
  }

  private func header() -> String {
    let links = document.sections.map { section in
      "<a href=\"#\(language)-\(section.id)\">\(escaped(section.title))</a>"
    }
    return element(
      "header", "",
      element("p", "class=\"kind\"", escaped(words.reportName)) + element("h1", "", escapedName(document.title))
        + element("p", "class=\"subtitle\"", escaped(document.subtitle))
        + "<nav class=\"contents\" aria-label=\"\(escaped(words.contentsName))\">\(links.joined())</nav>")
  }

  private mutating func text(of section: ReportSection) -> String {
    let heading = element("h2", "", escaped(section.title))
    return "<section id=\"\(language)-\(section.id)\">\n\(heading)\n\(text(of: section.blocks))\n</section>"
  }

  private mutating func text(of blocks: [ReportBlock]) -> String {
    var texts: [String] = []
    for block in blocks { texts.append(text(of: block)) }
    return texts.joined(separator: "\n")
  }

  private mutating func text(of block: ReportBlock) -> String {
    switch block {
    case .heading(let text): return element("h3", "", escaped(text))
    case .lead(let text): return element("p", "class=\"lead\"", typeset(text))
    case .paragraph(let text): return element("p", "", typeset(text))
    case .list(let items):
      // A few answers are read one under the other.
      let kind = items.count > 5 && items.contains { $0.verdict != nil } ? "class=\"verdicts\"" : ""
      return element("ul", kind, "\n" + items.map { text(of: $0) + "\n" }.joined())
    case .table(let table):
      tables += 1
      return HTMLTable(table: table, words: words, number: tables, mostRows: economy.mostRows).written()
    case .chart(let chart): return text(of: chart)
    case .charts(let charts):
      var texts: [String] = []
      for (index, chart) in charts.enumerated() {
        // What is the same for all is said once.
        let isSaid = index > 0 && charts[index - 1].frame.description == chart.frame.description
        texts.append(text(of: chart, showsDescription: !isSaid))
      }
      return element("div", "class=\"multiples\"", texts.joined(separator: "\n"))
    case .folded(let title, let blocks):
      if economy >= .withoutPanels, blocks.flatMap(\.charts).contains(where: { $0 is SmallMultiples }) {
        return element("p", "class=\"note\"", escaped(words.plotInstead(title, "categories")))
      }
      guard economy < .withoutFolded else { return element("p", "class=\"note\"", escaped(words.leftOut(title))) }
      return element("details", "", element("summary", "", escaped(title)) + "\n" + text(of: blocks))
    }
  }

  private func text(of item: ReportItem) -> String {
    let label = item.label.isEmpty ? "" : element("b", "", escapedName(item.label))
    let named = item.link.map { link in
      "<a href=\"\(escaped(link))\" rel=\"noopener noreferrer\">\(label.isEmpty ? escaped(item.text) : label)</a>"
    }
    let text = item.text.isEmpty || named != nil && label.isEmpty ? "" : (label.isEmpty ? "" : " ") + typeset(item.text)
    let kind = item.verdict.map { " class=\"\(className(of: $0))\"" } ?? ""
    return "<li\(kind)>\(named ?? label)\(text)</li>"
  }

  private func className(of verdict: Verdict) -> String {
    verdict.isLikely ? "likely" : verdict == .aboutAsLikelyAsNot ? "between" : "unlikely"
  }

  /// The picture under its number and title, what it shows, and the numbers behind it.
  private mutating func text(of chart: any Chart, showsDescription: Bool = true) -> String {
    figures += 1
    let title = "\(words.figureName) \(figures)" + words.say("　", ". ") + chart.frame.title
    let table = chart.table()
    let values =
      table.rows.isEmpty || economy >= .withoutChartValues
      ? ""
      : element(
        "details", "class=\"values\"",
        element("summary", "", escaped(words.valuesOfTheChart))
          + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(escaped(title))\">\(words.html(table))</div>"
      )
    return element(
      "figure", "class=\"chart\"",
      element("figcaption", "", element("span", "class=\"title\"", escaped(title)))
        + element("div", "class=\"picture\"", "\n" + chart.svg() + "\n")
        + (showsDescription ? element("p", "class=\"note\"", escaped(chart.frame.description)) : "") + values)
  }

  private func colophon() -> String {
    let lines = document.colophon.map { item in
      item.label.isEmpty
        ? element("p", "", escaped(item.text))
        : element("p", "", element("b", "", escaped(item.label)) + " " + element("code", "", escaped(item.text)))
    }
    return element("footer", "", element("h3", "", escaped(words.colophonTitle)) + lines.joined(separator: "\n"))
  }
}

extension Words {
  /// As an `lang` attribute.
  var htmlLanguage: String { say("zh-Hans", "en") }
}
