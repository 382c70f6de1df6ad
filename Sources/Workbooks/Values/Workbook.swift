/// Sheets of typed cells, written as an Office Open XML workbook (ECMA-376, part 1).
///
/// **Why a writer of our own.** The first choice was libxlsxwriter (1.1.4 in Debian 12). It was tried and left, because
/// a workbook it could not write is a workbook it says it has written: it assembles the parts in temporary files whose
/// writing it does not check, so with a full disk for temporary files it leaves half a sheet behind and returns
/// `LXW_NO_ERROR`. Its 1.1.4 also hands out no bytes in memory, keeps 16 significant digits (0.1 + 0.2 becomes 0.3),
/// prints English lines on standard error, and would have made OpenSSL and minizip a condition of starting the program.
/// What is needed of the format is small: texts in their cells, numbers, sums, one table of styles, and an archive
/// without compression, whose bytes no version of a compression library can change.
public struct Workbook: Sendable, Equatable {
  public let title: String
  public let author: String?
  /// Seconds since 1970-01-01 in UTC; `nil` writes none. Never the clock's: the same workbook has the same bytes.
  public let created: Int?
  public let sheets: [Sheet]

  public init(title: String, author: String? = nil, created: Int? = nil, sheets: [Sheet]) {
    self.title = title
    self.author = author
    self.created = created
    self.sheets = sheets
  }

  /// The content of the .xlsx file: the same bytes for the same value, whenever, wherever and on whatever machine.
  ///
  /// - Complexity: O(n) in the number of cells and the length of their texts, in time and memory.
  public func bytes() throws(WorkbookError) -> [UInt8] {
    guard !sheets.isEmpty else { throw .noSheets }
    guard sheets.count <= Limits.sheets else { throw .tooManySheets(sheets.count, limit: Limits.sheets) }
    for sheet in sheets { try sheet.check() }
    let names = validSheetNames(sheets.map(\.name))
    var styles = StyleTable()
    var archive = Archive()
    try archive.add("[Content_Types].xml", contentTypes(sheets: sheets.count))
    try archive.add("_rels/.rels", packageRelationships)
    try archive.add("docProps/core.xml", coreProperties(of: self))
    try archive.add("xl/workbook.xml", workbookPart(of: sheets, names: names))
    try archive.add("xl/_rels/workbook.xml.rels", workbookRelationships(sheets: sheets.count))
    for (index, sheet) in sheets.enumerated() {
      try archive.add("xl/worksheets/sheet\(index + 1).xml", worksheet(sheet, isFirst: index == 0, &styles))
    }
    try archive.add("xl/styles.xml", stylesPart(styles))
    return try archive.finished()
  }
}

/// What the format and the programs that read it can hold.
enum Limits {
  static let rows = 1_048_576
  static let columns = 16_384
  /// UTF-16 units.
  static let sheetName = 31
  static let text = 32_767
  /// An archive numbers its parts with 16 bits; six are not sheets.
  static let sheets = 65_529
}
