import Foundation
import Testing
import Workbooks

/// What stands in the file, read as the text it is: the parts are stored without compression.
struct BytesTests {
  private func text(_ workbook: Workbook) throws -> String { String(decoding: try workbook.bytes(), as: UTF8.self) }

  private func text(ofCell cell: Cell, kind: Column.Kind = .text) throws -> String {
    try text(Workbook(title: "", sheets: [Sheet(name: "s", columns: [Column("c", kind: kind)], rows: [[cell], []])]))
  }

  @Test func `the sample has the bytes it always had`() throws {
    // A golden sum: no clock, time zone or library of the machine has a part in the file. Whoever changes how a
    // workbook is written changes it.
    let bytes = try sample.bytes()
    #expect(bytes.count == 15_867)
    #expect(cyclicRedundancy(bytes) == 1_952_230_870)
  }

  @Test func `the check sum is that of the standard`() {
    // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
    #expect(cyclicRedundancy(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  @Test func `a number keeps every digit`() throws {
    for (value, digits) in [
      (0.1 + 0.2, "0.30000000000000004"), (-0.0, "0"), (3, "3"), (1e300, "1e+300"),
      (-Double.leastNonzeroMagnitude, "-5e-324"),
      (123_456_789.125, "123456789.125"),
    ] {
      #expect(try text(ofCell: .number(value)).contains("<v>\(digits)</v>"))
    }
  }

  @Test(arguments: [
    Cell.number(.nan), .percent(.infinity), .formula(.balance(plus: [.row(1)], minus: []), result: .nan),
  ])
  func `what is not finite leaves its cell empty`(cell: Cell) throws {
    let text = try text(ofCell: cell)
    #expect(text.contains("<row r=\"2\"></row>"))
  }

  @Test func `characters unknown to XML are replaced and line ends made one`() throws {
    let written = try text(ofCell: .text("a\u{0}b\u{1F}c\r\nd\re\u{FFFE}f\tg"))
    #expect(written.contains(">a\u{FFFD}b\u{FFFD}c\nd\ne\u{FFFD}f\tg</t>"))
  }

  @Test func `a text that looks like a code is written so that it is read as it was`() throws {
    // ECMA-376, part 1, 22.9.2.19: _x005F_ is the mark itself.
    #expect(try text(ofCell: .text("_x0041_ _x41_")).contains(">_x005F_x0041_ _x41_</t>"))
  }

  @Test func `texts are cut to 32,767 units between characters`() throws {
    let longest = String(repeating: "字", count: 32_767)
    #expect(try textInCell(longest) == longest)
    #expect(try textInCell(longest + "x") == String(repeating: "字", count: 32_766) + "…")
    // A flag takes four units: 8,191 whole ones and the mark of the cut.
    #expect(try textInCell(String(repeating: "🇨🇳", count: 9000)) == String(repeating: "🇨🇳", count: 8191) + "…")
  }

  /// The text under the head, as it stands in the file.
  private func textInCell(_ text: String) throws -> String? {
    let texts = try self.text(ofCell: .text(text)).components(separatedBy: "<t xml:space=\"preserve\">")
    return texts.last?.components(separatedBy: "</t>").first
  }

  @Test func `formats follow the column, decimals of a cell come first`() throws {
    #expect(try text(ofCell: .number(1), kind: .number(decimals: 2)).contains("formatCode=\"#,##0.00\""))
    #expect(try text(ofCell: .number(1, decimals: 0), kind: .number(decimals: 2)).contains("formatCode=\"#,##0\""))
    #expect(try text(ofCell: .percent(1), kind: .percent(decimals: 1)).contains("formatCode=\"0.0%\""))
    #expect(try text(ofCell: .number(1, decimals: .max)).contains("formatCode=\"#,##0.000000000000000\""))
    #expect(try text(ofCell: .number(1, decimals: .min)).contains("formatCode=\"#,##0\""))
    #expect(try text(ofCell: .number(1e300), kind: .number(decimals: 2)).contains("formatCode=\"0.00E+00\""))
    #expect(try text(ofCell: .year(2025)).contains("formatCode=\"0\""))
  }

  @Test func `columns are named to the last one`() throws {
    let columns = Array(repeating: Column("c", kind: .text), count: 16_384)
    let written = try text(Workbook(title: "", sheets: [Sheet(name: "s", columns: columns, rows: [])]))
    for name in ["A1", "Z1", "AA1", "ZZ1", "AAA1", "XFD1"] { #expect(written.contains("<c r=\"\(name)\"")) }
  }

  @Test func `the time of creation is the caller's`() throws {
    // Seconds from `date -u -d TIME +%s`.
    for (seconds, time) in [
      (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (1_763_717_400, "2025-11-21T09:30:00Z"),
      (-1, "1969-12-31T23:59:59Z"), (4_107_542_399, "2100-02-28T23:59:59Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
      (-62_135_596_800, "0001-01-01T00:00:00Z"),
    ] {
      let written = try text(Workbook(title: "", created: seconds, sheets: sample.sheets))
      #expect(written.contains(">\(time)</dcterms:created>"))
    }
    for seconds in [nil, Int.max, .min] {
      #expect(try !text(Workbook(title: "", created: seconds, sheets: sample.sheets)).contains("dcterms:created"))
    }
  }

  @Test func `the unit stands behind the head, in the brackets of its script`() throws {
    let written = try text(sample)
    #expect(written.contains(">期初（万人）</t>") && written.contains(">Inflows (万人)</t>") && written.contains(">Value</t>"))
  }

  @Test func `rows are as high as the lines of their texts, to the limit of the format`() throws {
    // Sixteen points for each line.
    for (text, height) in [
      ("two\nlines", 32), (String(repeating: "wide word ", count: 13), 48), (String(repeating: "人", count: 100), 64),
      (String(repeating: "x", count: 30_000), 400),
    ] {
      #expect(try self.text(ofCell: .text(text)).contains("<row r=\"2\" ht=\"\(height)\" customHeight=\"1\">"))
    }
    #expect(try self.text(ofCell: .text("one line")).contains("<row r=\"2\"><c"))
  }

  @Test func `only texts that look like formulas are marked as quoted`() throws {
    for text in ["=1", "+1", "-1", "@a"] { #expect(try self.text(ofCell: .text(text)).contains("quotePrefix")) }
    for text in ["1", "", "人"] { #expect(try !self.text(ofCell: .text(text)).contains("quotePrefix")) }
  }

  @Test func `sheets without rows, columns or anything are written`() throws {
    let sheets = [
      Sheet(name: "", columns: [], rows: []), Sheet(name: "", columns: [], rows: [[]], notes: ["n"], frozenColumns: 3),
      Sheet(name: "", titleLines: ["t"], columns: [Column("", kind: .text)], rows: [], freezesHead: false),
    ]
    #expect(throws: Never.self) { try Workbook(title: "", sheets: sheets).bytes() }
  }

  @Test func `widths that are no widths do no harm`() throws {
    for width in [0, -1, .nan, .infinity, 1e9] {
      let written = try text(
        Workbook(title: "", sheets: [Sheet(name: "s", columns: [Column("c", kind: .text, width: width)], rows: [])]))
      #expect(!written.contains("nan") && !written.contains("inf") && !written.contains("e+"))
    }
  }
}
