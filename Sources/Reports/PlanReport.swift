public import Planning
public import StockFlow
public import Workbooks

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

  /// The same tables as an XLSX file.
  ///
  /// - Throws: where a table of ours does not balance, or the workbook cannot hold them.
  public func workbook() throws(ReportFault) -> [UInt8] {
    let workbook = ReportWorkbook(documents: try documents()).workbook()
    do {
      return try workbook.bytes()
    } catch {
      throw .workbook(error)
    }
  }

  package func documents() throws(ReportFault) -> [ReportDocument] {
    var documents: [ReportDocument] = []
    for language in languages {
      documents.append(try ReportWriter(study, origin, language: language).document())
    }
    return documents
  }
}

/// Why there is no report.
public enum ReportFault: Error, Sendable, Equatable {
  /// Our own error. Opening stock, flows and closing stock of a category in a year, in the scenario's unit.
  case unbalanced(category: String, year: Year, opening: Double, flows: Double, closing: Double)
  case workbook(WorkbookError)
}
