import Foundation
import Testing
import Workbooks

/// What openpyxl reads, every warning an error.
@Suite(.enabled(if: OfficePrograms.python != nil, "no Python with openpyxl; ./test --all installs one"))
struct OpenpyxlTests {
  private struct Reading: Decodable {
    let sheets: [ReadSheet]
    let title: String?
    let creator: String?
    let created: String
    /// What stands where in each worksheet part: the names of the elements under the root.
    let elements: [[String]]
    /// The first part whose check sum is wrong.
    let damaged: String?
    let parts: [String]
  }

  private struct ReadSheet: Decodable {
    let name: String
    let frozen: String?
    let repeated: String?
    /// `repr` of the value by address: with the cached results, and with the formulas.
    let values: [String: String]
    let formulas: [String: String]
    let formats: [String: String]
    let merged: [String]
  }

  private func read(_ workbook: Workbook) throws -> Reading {
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("book.xlsx")
      try Data(workbook.bytes()).write(to: file)
      let python = try #require(OfficePrograms.python)
      let run = try run(python, ["-W", "error", "-c", readingScript, file.path], in: directory)
      try #require(run.status == 0, "\(run.errors)")
      #expect(run.errors == "")
      return try JSONDecoder().decode(Reading.self, from: Data(run.output.utf8))
    }
  }

  @Test func `properties, names and frozen panes arrive`() throws {
    let reading = try read(sample)
    #expect(reading.title == sample.title && reading.creator == sample.author)
    #expect(reading.created == "2025-11-21 09:30:00")
    #expect(reading.sheets.map(\.name) == ["存量平衡", "Shares", "It's -a-b-- 100--"])
    #expect(reading.sheets.map(\.frozen) == ["B5", "A2", nil])
    #expect(reading.sheets.map(\.repeated) == ["$1:$4", "$1:$1", nil])
    #expect(reading.sheets[0].merged == ["A9:E9", "A10:E10"])
  }

  @Test func `numbers are numbers with every digit, and formulas carry their results`() throws {
    let sheet = try read(sample).sheets[0]
    #expect(sheet.values["A1"] == "'毕节市人才存量平衡'" && sheet.values["B4"] == "'期初（万人）'")
    #expect(sheet.values["A5"] == "2020" && sheet.values["B5"] == "86.2")
    #expect(sheet.values["C6"] == "0.30000000000000004" && sheet.values["D6"] == "1e-07")
    #expect(sheet.values["E5"] == "90.825" && sheet.formulas["E5"] == "'=B5+C5-D5'")
    #expect(sheet.values["C7"] == "7.425" && sheet.formulas["C7"] == "'=SUM(C5:C6)'")
    #expect(sheet.formulas["D7"] == "'=SUM(D5:D6)'" && sheet.formulas["E7"] == "'=SUM(C7:D7)'")
    #expect(sheet.formats["B5"] == "#,##0.00" && sheet.formats["A5"] == "0")
  }

  @Test func `shares are percentages and what is not finite is empty`() throws {
    let sheet = try read(sample).sheets[1]
    #expect(sheet.formulas["C2"] == "'=B2/B5'" && sheet.values["C2"] == "0.25")
    #expect(sheet.values["C3"] == "0.75" && sheet.formats["C3"] == "0.0%")
    #expect(sheet.values["B4"] == nil && sheet.values["C4"] == nil && sheet.values["C5"] == nil)
    #expect(sheet.values["B6"] == "1.7976931348623157e+308" && sheet.values["C6"] == "5e-324")
  }

  @Test func `texts remain texts`() throws {
    let workbook = Workbook(
      title: "", sheets: [Sheet(name: "s", columns: [Column("c", kind: .text)], rows: texts.map { [.text($0)] })])
    let sheet = try read(workbook).sheets[0]
    for (index, text) in texts.enumerated() {
      // The script shows a text by its code points, so that Python's own escapes do not come between.
      #expect(sheet.formulas["A\(index + 2)#"] == text.unicodeScalars.map { String($0.value) }.joined(separator: " "))
    }
  }

  @Test func `the parts and their elements stand in the order of the standard`() throws {
    let reading = try read(sample)
    #expect(reading.damaged == nil)
    #expect(reading.parts.first == "[Content_Types].xml" && Set(reading.parts).count == reading.parts.count)
    // CT_Worksheet, ECMA-376, part 1, 18.3.1.99, as far as it is used.
    let order = [
      "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "pageMargins",
      "pageSetup", "headerFooter",
    ]
    for elements in reading.elements {
      let places = elements.map { order.firstIndex(of: $0) ?? -1 }
      #expect(!places.contains(-1) && places == places.sorted() && Set(places).count == places.count)
    }
  }

  @Test func `sheets without rows, columns or anything are read`() throws {
    let sheets = [
      Sheet(name: "", columns: [], rows: []), Sheet(name: "", columns: [], rows: [[]], notes: ["n"], frozenColumns: 3),
      Sheet(name: "", titleLines: ["t"], columns: [Column("", kind: .text)], rows: [], freezesHead: false),
      Sheet(name: "", columns: [Column("c", kind: .text)], rows: [], freezesHead: false, frozenColumns: 1),
    ]
    #expect(try read(Workbook(title: "", sheets: sheets)).sheets.map(\.frozen) == ["A2", "A2", nil, "B1"])
  }
}

private let readingScript = """
  import json, openpyxl, sys, zipfile
  from xml.etree import ElementTree
  archive = zipfile.ZipFile(sys.argv[1])
  results = openpyxl.load_workbook(sys.argv[1], data_only=True)
  book = openpyxl.load_workbook(sys.argv[1])
  def cells(sheet, show):
      return {cell.coordinate: show(cell) for row in sheet.iter_rows() for cell in row if cell.value is not None}
  def codes(sheet):
      return {cell.coordinate + '#': ' '.join(str(ord(c)) for c in cell.value)
              for row in sheet.iter_rows() for cell in row if cell.data_type == 's'}
  sheets = [{'name': s.title, 'frozen': s.freeze_panes, 'repeated': s.print_title_rows,
             'values': cells(results[s.title], lambda cell: repr(cell.value)),
             'formulas': {**cells(s, lambda cell: repr(cell.value)), **codes(s)},
             'formats': cells(s, lambda cell: cell.number_format),
             'merged': sorted((str(m) for m in s.merged_cells.ranges), key=len)} for s in book]
  elements = [[child.tag.split('}')[1] for child in ElementTree.fromstring(archive.read(name))]
              for name in archive.namelist() if name.startswith('xl/worksheets/')]
  p = book.properties
  print(json.dumps({'sheets': sheets, 'title': p.title, 'creator': p.creator, 'created': str(p.created),
                    'elements': elements, 'damaged': archive.testzip(), 'parts': archive.namelist()}))
  """
