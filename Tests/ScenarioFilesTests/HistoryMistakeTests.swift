import Foundation
import ScenarioFiles
import StockFlow
import Testing

private let header = "format: 1\nid: small\nunit: 人\nyears: {from: 2019, to: 2025}\n"

private let nurses = """
  source,region,occupation,year,stock
  bls,Ohio,nurses,2018,121000
  bls,Ohio,nurses,2019,122500
  bls,Iowa,nurses,2019,32000
  bls,Iowa,teachers,2019,41000
  """

/// What is reported for a stock written like this and a file `n.csv`.
private func mistakes(_ stock: String, in csv: String? = nurses) -> String {
  report(load(header + "categories: {a: {stock: \(stock)}}", others: csv.map { ["n.csv": $0] } ?? [:]))
}

/// The reports for a file that is taken as it is.
private func mistakes(in csv: String) -> String { mistakes("{csv: n.csv}", in: csv) }

struct HistoryMistakeTests {
  @Test func `a file that is not there`() {
    #expect(
      mistakes("{csv: n.csv}", in: nil) == """
        test.yaml:5:31: error: cannot read `n.csv`: there is no such file
            5 | categories: {a: {stock: {csv: n.csv}}}
              |                               ^^^^^
           help: the path is relative to this file
        """)
  }

  @Test func `of very many broken rows the first are told, and that there are more`() {
    func codes(_ broken: Int) -> [String] {
      let rows = (0..<broken).map { "bls,Ohio,\(2000 + $0)\n" }.joined()
      return load(header + "categories: {a: {stock: {csv: n.csv}}}", others: ["n.csv": "region,year,stock,x\n" + rows])
        .diagnostics.map(\.code)
    }
    #expect(codes(20) == Array(repeating: "wrong-count", count: 20))
    #expect(codes(21) == Array(repeating: "wrong-count", count: 20) + ["more-problems"])
  }

  @Test func `a file that is not there is said once`() {
    let text = header + "categories: {a: {stock: {csv: n.csv}}, b: {stock: {csv: ./n.csv}}}"
    #expect(load(text, others: [:]).diagnostics.count == 1)
  }

  @Test func `a misspelt region`() {
    #expect(
      mistakes("{csv: n.csv, region: Ohoi}") == """
        test.yaml:5:46: error: no row has `Ohoi` in the column `region`
            5 | categories: {a: {stock: {csv: n.csv, region: Ohoi}}}
              |                                              ^^^^
           help: write `Ohio`
        """)
  }

  @Test func `an occupation like no other`() {
    #expect(
      mistakes("{csv: n.csv, occupation: dentists}") == """
        test.yaml:5:50: error: no row has `dentists` in the column `occupation`
            5 | categories: {a: {stock: {csv: n.csv, occupation: dentists}}}
              |                                                  ^^^^^^^^
           help: it has: nurses, teachers
        """)
  }

  @Test func `texts that stand in no row together`() {
    #expect(
      mistakes("{csv: n.csv, region: Ohio, occupation: teachers}") == """
        test.yaml:5:31: error: no row has region `Ohio` and occupation `teachers`
            5 | categories: {a: {stock: {csv: n.csv, region: Ohio, occupation: teachers}}}
              |                               ^^^^^
           help: remove one of them
        """)
  }

  @Test func `more than one row a year`() {
    #expect(
      mistakes("{csv: n.csv}") == """
        test.yaml:5:31: error: several rows are of 2019: they differ in region (Iowa, Ohio)
            5 | categories: {a: {stock: {csv: n.csv}}}
              |                               ^^^^^
           help: add `region: Iowa`
        """)
    #expect(
      mistakes("{csv: n.csv, region: Iowa}") == """
        test.yaml:5:31: error: several rows are of 2019: they differ in occupation (nurses, teachers)
            5 | categories: {a: {stock: {csv: n.csv, region: Iowa}}}
              |                               ^^^^^
           help: add `occupation: nurses`
        """)
  }

  @Test func `the same row twice`() {
    #expect(
      mistakes(in: "year,stock\n2018,1\n2019,2\n2018,1") == """
        n.csv:4:1: error: 2018 stands here again, first in line 2
            4 | 2018,1
              | ^^^^
           help: keep one row for each year
        """)
  }

  @Test func `a column that is not there`() {
    #expect(
      mistakes(in: "years,headcount\n2018,1") == """
        n.csv:1:1: error: the file has no column `year`
            1 | years,headcount
              | ^^^^^^^^^^^^^^^
           help: rename the column `years`
        n.csv:1:1: error: the file has no column `stock`
            1 | years,headcount
              | ^^^^^^^^^^^^^^^
           help: its first line names: years, headcount
        """)
  }

  @Test func `a column that chooses and is not there`() {
    #expect(
      mistakes("{csv: n.csv, region: Ohio}", in: "year,regions,stock\n2018,Ohio,1") == """
        n.csv:1:1: error: the file has no column `region`
            1 | year,regions,stock
              | ^
           help: rename the column `regions`
        """)
  }

  @Test func `a column that many series choose by is missed once`() {
    let text = header + "categories: {a: {stock: {csv: n.csv, region: Ohio}}, b: {stock: {csv: n.csv, region: Iowa}}}"
    #expect(load(text, others: ["n.csv": "year,stock\n2019,1"]).diagnostics.map(\.code) == ["missing-column"])
  }

  @Test func `semicolons between the columns`() {
    #expect(mistakes(in: "year;stock\n2018;1").contains("write commas between the columns, not `;`"))
    #expect(mistakes(in: "year\tstock\n2018\t1").contains("write commas between the columns, not `tab`"))
  }

  @Test func `a column twice`() {
    #expect(
      mistakes(in: "year,stock,Stock\n2018,1,2") == """
        n.csv:1:12: error: there are two columns `stock`
            1 | year,stock,Stock
              |            ^^^^^
           help: rename one of them
        """)
  }

  @Test func `a comma too many`() {
    #expect(
      mistakes(in: "region,year,stock\nKorea, Republic of,2018,1\nOhio,2018,1") == """
        n.csv:2:1: error: this row has 4 fields, the first line has 3
            2 | Korea, Republic of,2018,1
              | ^^^^^
           help: put a field that contains a comma in double quotes
        """)
  }

  @Test func `quotes that do not close, or close too early`() {
    #expect(
      mistakes(in: "year,stock\n2018,\"1\n2019,2\n") == """
        n.csv:2:6: error: the quote " is never closed
            2 | 2018,"1
              |      ^
           help: write " at the end of the field
        """)
    #expect(
      mistakes(in: "year,stock\n2018,\"1\"2") == """
        n.csv:2:9: error: something follows the closing quote
            2 | 2018,"1"2
              |         ^
           help: write "" for a quote inside a quoted field
        """)
  }

  @Test func `what is no number, no year or below zero`() {
    #expect(
      mistakes(in: "year,stock\n2016,many\n2017,-3\n2018,\"28,130\"\n2019,5%") == """
        n.csv:2:6: error: `stock` is `many`, which is not a number
            2 | 2016,many
              |      ^^^^
           help: write a number, as 3.5 or 3%
        n.csv:3:6: error: stock is -3; it cannot be below zero
            3 | 2017,-3
              |      ^^
           help: write a number from 0 on
        n.csv:4:6: error: `28,130` has a comma between thousands
            4 | 2018,"28,130"
              |      ^^^^^^^^
           help: write 28130
        n.csv:5:6: error: `stock` counts people and cannot be in percent
            5 | 2019,5%
              |      ^^
           help: write the number in 人
        """)
    #expect(
      mistakes(in: "year,stock\n2010/11,5") == """
        n.csv:2:1: error: `2010/11` in `year` is not a year
            2 | 2010/11,5
              | ^^^^^^^
           help: write a year such as 2025
        """)
  }

  @Test func `mistakes in rows that are not chosen do not matter`() {
    let csv = "region,year,stock\nOhio,2019,5\nIowa,soon,many\n"
    #expect(mistakes("{csv: n.csv, region: Ohio}", in: csv) == "")
    #expect(mistakes("{csv: n.csv, from: 2019}", in: "year,stock\n2018,many\n2019,5") == "")
  }

  @Test func `nothing to take`() {
    #expect(mistakes(in: "").contains("error: the file has no first line with the names of its columns"))
    #expect(mistakes(in: "year,stock\n").contains("error: no row has a stock"))
    #expect(
      mistakes("{csv: n.csv, region: Ohio, from: 2020}") == """
        test.yaml:5:31: error: no row lies between `from` and `to`
            5 | categories: {a: {stock: {csv: n.csv, region: Ohio, from: 2020}}}
              |                               ^^^^^
           help: the rows are of 2018–2019
        """)
  }

  @Test func `years in the wrong order`() {
    #expect(mistakes("{csv: n.csv, from: 2019, to: 2018}").contains("the years run from 2019 to 2018"))
  }

  @Test func `a file and years together`() {
    #expect(
      mistakes("{csv: n.csv, region: Ohio, 2020: 5}") == """
        test.yaml:5:52: error: `stock` names a file and gives values by year
            5 | categories: {a: {stock: {csv: n.csv, region: Ohio, 2020: 5}}}
              |                                                    ^^^^
           help: keep `csv: …` or the years; `from` and `to` limit what is taken from the file
        """)
  }

  @Test func `keys that are misspelt or missing`() {
    #expect(mistakes("{csvv: n.csv}").contains("help: write `csv`"))
    #expect(mistakes("{csv: n.csv, regoin: Ohio}").contains("help: write `region`"))
    #expect(mistakes("{region: Ohio}").contains("`csv` is missing; a history from a CSV file needs it"))
  }

  @Test func `units that are none of people`() {
    #expect(mistakes("{csv: n.csv, region: Ohio, unit: 亩}").contains("`亩`"))
    #expect(mistakes("{csv: n.csv, region: Ohio, unit: 人/年}").contains("error:"))
    let beds = load(
      header + "drivers: {beds: {values: {csv: n.csv, region: Ohio, unit: 人}, unit: 张}}", others: ["n.csv": nurses])
    #expect(beds.diagnostics.map(\.code) == ["unit-does-not-fit"])
  }

  @Test func `a stock that no projection can start from`() {
    #expect(mistakes(in: "year,stock\n2030,5").contains("`a` has no stock up to 2025"))
  }

  @Test func `the worst file gives a handful of problems`() {
    let rows = (0..<5000).map { "\($0),none" }
    #expect(
      load(
        header + "categories: {a: {stock: {csv: n.csv}}}",
        others: ["n.csv": "year,stock\n" + rows.joined(separator: "\n")]
      ).diagnostics.count == 21)
    let ragged = (0..<5000).map { "\($0)" }
    #expect(
      load(
        header + "categories: {a: {stock: {csv: n.csv}}}",
        others: ["n.csv": "year,stock\n" + ragged.joined(separator: "\n")]
      ).diagnostics.count == 21)
  }

  @Test func `thousands of misspelt regions are all reported`() {
    let rows = (0..<20000).map { "region\($0),2019,1" }
    let categories = (0..<2000).map { "  c\($0): {stock: {csv: n.csv, region: regoin\($0)}}" }
    let loaded = load(
      header + "categories:\n" + categories.joined(separator: "\n"),
      others: ["n.csv": "region,year,stock\n" + rows.joined(separator: "\n")])
    #expect(loaded.diagnostics.count == 2000)
  }

  @Test func `a mistake is worded in Chinese as well`() {
    let loaded = load(header + "categories: {a: {stock: {csv: n.csv, region: Ohoi}}}", others: ["n.csv": nurses])
    #expect(report(loaded, .zh).contains("没有一行的 `region` 列为 `Ohoi`"))
  }

  @Test(arguments: [
    "\"", "\"\"", "a,\"", ",", ",,\n,", "\r", "\"\r\n", "year,stock\n\"", "year,stock\n\"2019\"\"\",1", "年,stock\n二,1",
  ])
  func `no file crashes the reader or leaves it silent`(csv: String) {
    #expect(!mistakes(in: csv).isEmpty)
  }
}

/// Files as they lie on a disk.
struct HistoryDiskTests {
  private func problems(naming name: String, _ prepare: (URL) throws -> Void) throws -> [Diagnostic] {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("history-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: directory) } }
    try prepare(directory)
    let path = directory.appendingPathComponent("x.yaml")
    try (header + "categories: {a: {stock: {csv: \(name)}}}").write(to: path, atomically: true, encoding: .utf8)
    return try loadScenario(at: path.path).diagnostics
  }

  @Test func `a file beside the scenario is found from anywhere`() throws {
    let found = try problems(naming: "n.csv") { directory in
      try Data("year,stock\n2019,5\n".utf8).write(to: directory.appendingPathComponent("n.csv"))
    }
    #expect(found.isEmpty)
  }

  @Test func `a directory, a device, a pipe and an endless file are refused`() throws {
    #expect(try problems(naming: ".") { _ in }.map(\.code) == ["cannot-read"])
    #expect(try problems(naming: "/dev/zero") { _ in }.map(\.code) == ["cannot-read"])
    let pipe = try problems(naming: "pipe") { directory in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/mkfifo")
      process.arguments = [directory.appendingPathComponent("pipe").path]
      try process.run()
      process.waitUntilExit()
    }
    #expect(pipe.map(\.code) == ["cannot-read"])
    #expect(pipe.first?.message(.en).contains("it is no ordinary file") == true)
  }

  @Test func `a link to a file is a file`() throws {
    let found = try problems(naming: "link.csv") { directory in
      try Data("year,stock\n2019,5\n".utf8).write(to: directory.appendingPathComponent("n.csv"))
      try FileManager.default.createSymbolicLink(
        atPath: directory.appendingPathComponent("link.csv").path, withDestinationPath: "n.csv")
    }
    #expect(found.isEmpty)
  }

  @Test func `what is too large or no text is refused in the file's own name`() throws {
    let large = try problems(naming: "n.csv") { directory in
      let bytes = [UInt8](repeating: UInt8(ascii: ","), count: SourceFile.largestSize + 1)
      try Data(bytes).write(to: directory.appendingPathComponent("n.csv"))
    }
    #expect(large.map(\.code) == ["file-too-large"])
    #expect(large.first?.place?.file.hasSuffix("n.csv") == true)
    let binary = try problems(naming: "n.csv") { directory in
      try Data("year,stock\n2019,5\u{0}".utf8 + [0xFF]).write(to: directory.appendingPathComponent("n.csv"))
    }
    #expect(binary.map(\.code) == ["control-character", "not-utf-8"])
  }
}
