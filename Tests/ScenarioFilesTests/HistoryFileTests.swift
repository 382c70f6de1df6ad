import Foundation
import ScenarioFiles
import StockFlow
import Testing

private let header = "format: 1\nid: small\nunit: 万人\nyears: {from: 2019, to: 2025}\nassumed: test\n"

private let nurses = """
  source,region,occupation,year,stock
  bls,Ohio,nurses,2018,121000.0
  bls,Ohio,nurses,2019,"122500"
  bls,Iowa,nurses,2019,32000
  """

/// What a stock written like this reads from the file `nurses.csv`.
private func observations(_ stock: String, of csv: String = nurses) throws -> [Category.Observation] {
  let loaded = load(header + "categories: {a: {stock: \(stock)}}", others: ["nurses.csv": csv])
  #expect(report(loaded) == "")
  return try #require(loaded.scenario?.categories.first).observations
}

private func figures(_ stock: String, of csv: String = nurses) throws -> [Year: Figure] {
  let pairs = try observations(stock, of: csv).map { observation -> (Year, Figure) in
    guard case .number(let figure) = observation.value.base else { return (observation.year, Figure(.nan)) }
    return (observation.year, figure)
  }
  return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
}

/// The history in a file with these bytes.
private func figures(bytes: [UInt8]) throws -> [Year: Figure] {
  let text = try SourceFile(path: "nurses.csv", bytes: bytes).text
  return try figures("{csv: nurses.csv}", of: text)
}

struct HistoryFileTests {
  @Test func `the rows of a region become the stock in the scenario's unit`() throws {
    let figures = try figures("{csv: nurses.csv, region: Ohio}")
    #expect(figures == [2018: Figure(12.1, lastDigit: 0.0001), 2019: Figure(12.25, lastDigit: 0.0001)])
  }

  @Test func `a value stands where it is in the CSV file`() throws {
    let places = try observations("{csv: nurses.csv, region: Ohio}").map(\.value.place)
    #expect(
      places == [
        SourcePlace(file: "nurses.csv", line: 2, column: 22, length: 8),
        SourcePlace(file: "nurses.csv", line: 3, column: 22, length: 8),
      ])
  }

  @Test func `the category's source covers what the file says`() throws {
    let loaded = load(
      header + """
        sources: {bls: {title: Nurses}}
        categories: {a: {stock: {csv: nurses.csv, region: Iowa}, source: {of: bls, at: Iowa, status: observed}}}
        """, others: ["nurses.csv": nurses])
    #expect(report(loaded) == "")
    let value = try #require(loaded.scenario?.categories.first?.observations.first?.value)
    #expect(value.provenance.document == "bls")
    #expect(value.provenance.status == .observed)
  }

  @Test func `several conditions are met together`() throws {
    let csv = nurses + "\nbls,Ohio,teachers,2019,99\nnbs,Ohio,nurses,2019,98"
    let figures = try figures("{csv: nurses.csv, region: Ohio, occupation: nurses, source: nbs}", of: csv)
    #expect(figures.keys.sorted() == [2019])
    #expect(figures[2019]?.value == 0.0098)
  }

  @Test func `without conditions a file with one row a year is the history`() throws {
    #expect(try figures("{csv: nurses.csv}", of: "year,stock\n2019,5\n2018,4\n").keys.sorted() == [2018, 2019])
  }

  @Test func `from and to limit the years`() throws {
    let csv = "year,stock\n2015,1\n2016,2\n2017,3\n2018,4"
    #expect(try figures("{csv: nurses.csv, from: 2016, to: 2017}", of: csv).keys.sorted() == [2016, 2017])
    #expect(try figures("{csv: nurses.csv, from: 2017}", of: csv).keys.sorted() == [2017, 2018])
    #expect(try figures("{csv: nurses.csv, to: 2015}", of: csv).keys.sorted() == [2015])
  }

  @Test func `columns stand in any order, among others, in any case and with spaces around them`() throws {
    let csv = "remark, Stock ,YEAR,region\n\"a, b\", 50000 , 2019 , Ohio \n"
    #expect(try figures("{csv: nurses.csv, region: Ohio}", of: csv) == [2019: Figure(5, lastDigit: 0.0001)])
  }

  @Test func `quotes hold commas, line breaks and quotes`() throws {
    let csv = "region,year,stock\n\"Ohio, \"\"the\r\nBuckeye State\"\"\",2019,10000\nIowa,2019,20000"
    let stock = #"{csv: nurses.csv, region: "Ohio, \"the\r\nBuckeye State\""}"#
    #expect(try figures(stock, of: csv)[2019]?.value == 1)
    let loaded = load(header + "categories: {a: {stock: {csv: n.csv, region: Iowa}}}", others: ["n.csv": csv])
    #expect(loaded.scenario?.categories.first?.observations.first?.value.place?.line == 4)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `lines end as they like`(ending: String) throws {
    let csv = ["year,stock", "2018,40000", "", "2019,50000", ""].joined(separator: ending)
    #expect(try figures("{csv: nurses.csv}", of: csv).mapValues(\.value) == [2018: 4, 2019: 5])
  }

  @Test func `a byte-order mark is no part of the first column's name`() throws {
    #expect(try figures(bytes: [0xEF, 0xBB, 0xBF] + Array("year,stock\r\n2019,7\r\n".utf8))[2019]?.value == 0.0007)
  }

  @Test func `rows without a stock are passed over`() throws {
    let csv = "year,stock\n2017,\n2018, \n2019,1\n,\n"
    #expect(try figures("{csv: nurses.csv}", of: csv).keys.sorted() == [2019])
  }

  @Test func `whole persons written as decimals are whole persons`() throws {
    let csv = "year,stock\n2016.0,28130.00\n2017,28130.5\n2018,2.80e4\n2019,0.0"
    #expect(
      try figures("{csv: nurses.csv}", of: csv) == [
        2016: Figure(2.813, lastDigit: 0.0001), 2017: Figure(2.81305, lastDigit: 0.00001),
        2018: Figure(2.8, lastDigit: 0.01), 2019: Figure(0, lastDigit: 0.0001),
      ])
  }

  @Test func `the column may be in another unit, and a number may carry its own`() throws {
    let csv = "year,stock\n2017,3.0\n2018,30000 人\n2019,３.５"
    #expect(
      try figures("{csv: nurses.csv, unit: 万人}", of: csv) == [
        2017: Figure(3, lastDigit: 0.1), 2018: Figure(3, lastDigit: 0.0001), 2019: Figure(3.5, lastDigit: 0.1),
      ])
  }

  @Test func `the category's unit governs its numbers in the scenario, not those in the file`() throws {
    let text = header + "categories: {a: {unit: 千人, stock: {csv: nurses.csv, region: Iowa}}}"
    let loaded = load(text, others: ["nurses.csv": nurses])
    #expect(
      loaded.scenario?.categories.first?.observations.first?.value.base == .number(Figure(3.2, lastDigit: 0.0001)))
  }

  @Test func `a driver's values come from a file as well`() throws {
    let text =
      header + """
        drivers:
          people: {values: {csv: nurses.csv, region: Ohio}}
          beds: {values: {csv: nurses.csv, region: Iowa}, unit: 张}
          urban: {values: {csv: share.csv}, unit: "%"}
        """
    let loaded = load(text, others: ["nurses.csv": nurses, "share.csv": "year,stock\n2019,60.5"])
    #expect(report(loaded) == "")
    let drivers = try #require(loaded.scenario?.drivers)
    #expect(drivers[0].values.points.map(\.figure.value) == [12.1, 12.25])
    #expect(drivers[1].values.points.map(\.figure) == [Figure(32000, lastDigit: 1)])
    #expect(drivers[2].values.points.map(\.figure) == [Figure(0.605, lastDigit: 0.001)])
  }

  @Test func `later observations are history to come`() throws {
    let csv = "year,stock\n2017,1\n2019,2\n2023,3"
    #expect(try observations("{csv: nurses.csv}", of: csv).map(\.year) == [2017, 2019, 2023])
  }

  @Test func `the path is relative to the file that names it`() throws {
    let base = header + "categories: {a: {stock: {csv: data/nurses.csv, region: Ohio}}}"
    let loaded = load(
      "extends: ../base.yaml\nid: over", path: "plans/city/over.yaml",
      others: ["plans/city/../base.yaml": base, "plans/city/../data/nurses.csv": nurses])
    #expect(report(loaded) == "")
    #expect(loaded.scenario?.categories.first?.observations.count == 2)
  }

  @Test func `a file that extends another replaces a stock whole`() throws {
    let base = header + "categories: {a: {stock: {2018: 3, 2019: 4}, breaks: [2019]}}"
    let loaded = load(
      "extends: base.yaml\ncategories: {a: {stock: {csv: nurses.csv, region: Iowa}, breaks: null}}",
      others: ["base.yaml": base, "nurses.csv": nurses])
    #expect(report(loaded) == "")
    #expect(loaded.scenario?.categories.first?.observations.map(\.year) == [2019])
    #expect(loaded.scenario?.categories.first?.breaks == [])
  }

  @Test func `a text is found however it was typed`() throws {
    let csv = "region,year,stock\nO\u{308}sterreich,2019,1"
    #expect(try figures("{csv: nurses.csv, region: \u{D6}sterreich}", of: csv).count == 1)
  }

  @Test func `many categories share one file quickly`() throws {
    let rows = (0..<2000).flatMap { region in (2000...2019).map { "r\(region),\($0),\(region + $0)" } }
    let categories = (0..<2000).map { "  c\($0): {stock: {csv: all.csv, region: r\($0)}}" }
    let loaded = load(
      header + "categories:\n" + categories.joined(separator: "\n"),
      others: ["all.csv": (["region,year,stock"] + rows).joined(separator: "\n")])
    #expect(report(loaded) == "")
    #expect(loaded.scenario?.categories.last?.observations.count == 20)
  }
}
