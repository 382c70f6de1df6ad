package import Charts
package import Ensembles
package import StockFlow

/// A report in one language before it takes a form: HTML and XLSX are two renderings of it.
package struct ReportDocument: Sendable {
  package let language: Language
  package let title: String
  /// Whose plan, which years, what was drawn.
  package let subtitle: String
  package let sections: [ReportSection]
  /// By what every number can be made again.
  package let colophon: [ReportItem]
}

package struct ReportSection: Sendable {
  /// Stays the same in every language.
  package let id: String
  package let title: String
  package let blocks: [ReportBlock]
}

package enum ReportBlock: Sendable {
  case heading(String)
  /// The answer in a sentence or two, in larger type.
  case lead(String)
  case paragraph(String)
  case list([ReportItem])
  case table(ReportTable)
  case chart(any Chart)
  /// Charts beside each other where there is room.
  case charts([any Chart])
  /// What is opened by who wants it.
  case folded(title: String, [ReportBlock])
}

/// One line of a list.
package struct ReportItem: Sendable, Equatable {
  /// Stands before the text, as the name of what it is about.
  package let label: String
  package let text: String
  /// Colours the line.
  package let verdict: Verdict?
  /// Where the source is found; only `http` and `https`.
  package let link: String?

  init(_ text: String, label: String = "", verdict: Verdict? = nil, link: String? = nil) {
    (self.text, self.label, self.verdict, self.link) = (text, label, verdict, link)
  }
}

extension ReportDocument {
  /// Every table in reading order, for a workbook with a sheet each.
  package var tables: [ReportTable] { sections.flatMap { $0.blocks.flatMap(\.tables) } }
  /// Every chart in reading order.
  package var charts: [any Chart] { sections.flatMap { $0.blocks.flatMap(\.charts) } }
}

extension ReportBlock {
  var tables: [ReportTable] {
    switch self {
    case .table(let table): [table]
    case .folded(_, let blocks): blocks.flatMap(\.tables)
    default: []
    }
  }

  var charts: [any Chart] {
    switch self {
    case .chart(let chart): [chart]
    case .charts(let charts): charts
    case .folded(_, let blocks): blocks.flatMap(\.charts)
    default: []
    }
  }
}
