import Foundation
import Testing
import Workbooks

/// What LibreOffice makes of a workbook: every sheet converted to CSV, formulas computed anew.
@Suite(
  .serialized, .enabled(if: OfficePrograms.libreOffice != nil, "no LibreOffice; ./test --all installs it"))
struct LibreOfficeTests {
  /// The CSV of each sheet by its name, values as they are and not as they are shown.
  private func convert(_ workbook: Workbook) throws -> [String: String] {
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("book.xlsx")
      try Data(workbook.bytes()).write(to: file)
      let profile = directory.appendingPathComponent("profile")
      try writeSettings(to: profile)
      // Comma, quotes, UTF-8, from line 1, no formats; texts in quotes, numbers as they are; every sheet to a file.
      let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"
      let run = try run(
        try #require(OfficePrograms.libreOffice),
        [
          "-env:UserInstallation=\(profile.absoluteString)", "--headless", "--norestore", "--convert-to", filter,
          "--outdir", directory.path, file.path,
        ], in: directory)
      try #require(run.status == 0, "\(run.errors)")
      let files = try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
      var sheets: [String: String] = [:]
      for file in files where file.pathExtension == "csv" {
        let name = file.deletingPathExtension().lastPathComponent.dropFirst("book-".count)
        sheets[String(name)] = try String(contentsOf: file, encoding: .utf8)
      }
      return sheets
    }
  }

  /// A profile that computes every formula on loading, whatever results the file brings.
  private func writeSettings(to profile: URL) throws {
    let user = profile.appendingPathComponent("user")
    try FileManager.default.createDirectory(at: user, withIntermediateDirectories: true)
    let settings = """
      <?xml version="1.0" encoding="UTF-8"?>
      <oor:items xmlns:oor="http://openoffice.org/2001/registry">
      <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
      <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
      """
    try Data(settings.utf8).write(to: user.appendingPathComponent("registrymodifications.xcu"))
  }

  @Test func `values and texts arrive and formulas give the results they carry`() throws {
    let sheets = try convert(sample)
    #expect(sheets.count == 3)
    let lines = try #require(sheets["存量平衡"]).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    try #require(lines.count >= 10)
    // Texts stand in quotes, numbers do not.
    #expect(lines[0] == #""毕节市人才存量平衡",,,,"#)
    #expect(lines[3] == #""年份","期初（万人）","Inflows (万人)","Outflows (万人)","期末（万人）""#)
    #expect(lines[4] == "2020,86.2,7.125,2.5,90.825")
    #expect(lines[5] == "2021,90.825,0.3,0.0000001,91.1249999")
    #expect(lines[6] == #""合计",,7.425,2.5000001,9.9250001"#)
    #expect(lines[8].hasPrefix("\"注:期末 = 期初 + 流入 − 流出。"))
    let shares = try #require(sheets["Shares"]).split(separator: "\n").map(String.init)
    #expect(shares.prefix(4) == [#""Name","Value","Share""#, #""a",1,25%"#, #""b",3,75%"#, #""none",,"#])
  }

  @Test func `formulas are computed, not only shown`() throws {
    // The results are false on purpose.
    let rows: [[Cell]] = [
      [.number(2), .number(5)], [.number(4), .formula(.quotient(.row(0), .column(0)), result: 99)],
      [.formula(.sumAbove(rows: 2), result: 99), .formula(.balance(plus: [.row(0)], minus: [.column(0)]), result: 99)],
      [
        .formula(.sumOfRows(1...2), result: 99),
        .formula(.balance(plus: [], minus: [.cell(row: 0, column: 0)]), result: 9),
      ],
    ]
    let columns = [Column("a", kind: .number(decimals: 1)), Column("b", kind: .number(decimals: 1))]
    let sheets = try convert(Workbook(title: "", sheets: [Sheet(name: "s", columns: columns, rows: rows)]))
    #expect(sheets["s"] == "\"a\",\"b\"\n2,5\n4,1.25\n6,-1\n10,-2\n")
  }

  @Test func `texts remain texts`() throws {
    // One line each, without characters that CSV quotes.
    let plain = texts.filter { !$0.contains("\n") && !$0.contains("\"") } + ["_x0041_"]
    let rows = plain.map { [Cell.text($0)] }
    let sheet = Sheet(name: "s", columns: [Column("c", kind: .text)], rows: rows)
    let converted = try convert(Workbook(title: "", sheets: [sheet, sheet]))
    #expect(converted.keys.sorted() == ["s", "s (2)"])
    let lines = try #require(converted["s"]).split(separator: "\n").map(String.init)
    #expect(lines == (["c"] + plain).map { "\"\($0)\"" })
  }
}
