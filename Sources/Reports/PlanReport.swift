public import Planning
public import StockFlow

/// A report on a plan, to be written as a page or a workbook.
public struct PlanReport: Sendable {
  public let study: PlanStudy
  public let origin: ReportOrigin
  /// One or both, in the order they stand.
  public let languages: [Language]

  public init(_ study: PlanStudy, origin: ReportOrigin, languages: [Language]) {
    self.study = study
    self.origin = origin
    self.languages = languages.isEmpty ? [.en] : languages
  }

  /// One self-contained HTML page.
  ///
  /// - Throws: where a table of ours does not balance.
  public func html() throws(ReportFault) -> String {
    HTMLPage(documents: try documents(), version: origin.version).written()
  }

  package func documents() throws(ReportFault) -> [ReportDocument] {
    var documents: [ReportDocument] = []
    for language in languages {
      documents.append(try ReportWriter(study, origin, language: language).document())
    }
    return documents
  }
}
