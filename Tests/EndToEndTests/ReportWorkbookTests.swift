import Foundation
import Testing

/// The programs that a planner opens a report's workbook with, where the machine has them.
private enum Offices {
  /// A Python that has openpyxl: `./test --all` installs one and names it.
  static let python: String? = {
    let named = ProcessInfo.processInfo.environment["TALENT_TEST_PYTHON"].map { [$0] } ?? []
    return (named + ["python3"]).first { (try? shell("'\($0)' -c 'import openpyxl'", seconds: 30))?.status == 0 }
  }()

  static let hasLibreOffice = (try? shell("command -v soffice"))?.status == 0
}

private struct Comparison: Decodable {
  let sheets: [String]
  let formulas: Int
  /// Numbers that are the same in the workbook and in the page.
  let numbers: Int
  let faults: [String]
}

@Suite(.serialized, .enabled(if: Offices.python != nil, "no Python with openpyxl; ./test --all installs one"))
struct ReportWorkbookTests {
  /// Page and workbook of the same draws, read by openpyxl with every warning an error.
  private func compare(_ plan: String, _ language: String, recalculated: Bool) throws -> Comparison {
    try withTemporaryDirectory { directory in
      let plan = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Scenarios/\(plan).yaml").path
      for form in ["html", "xlsx"] {
        let path = directory.appendingPathComponent("report.\(form)").path
        try #require(try talent(["report", plan, "--paths", "2000", "--lang", language, "-o", path]).status == 0)
      }
      try Data(comparingScript.utf8).write(to: directory.appendingPathComponent("compare.py"))
      if recalculated { try recalculate(in: directory) }
      let python = try #require(Offices.python)
      let run = try shell("cd '\(directory.path)' && '\(python)' -W error compare.py \(recalculated ? "again" : ".")")
      try #require(run.status == 0, "\(run.errors)")
      return try JSONDecoder().decode(Comparison.self, from: Data(run.output.utf8))
    }
  }

  /// LibreOffice opens the workbook, computes every formula anew and writes it to `again/`.
  private func recalculate(in directory: URL) throws {
    let user = directory.appendingPathComponent("profile/user")
    try FileManager.default.createDirectory(at: user, withIntermediateDirectories: true)
    let settings = """
      <?xml version="1.0" encoding="UTF-8"?>
      <oor:items xmlns:oor="http://openoffice.org/2001/registry">
      <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
      <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
      """
    try Data(settings.utf8).write(to: user.appendingPathComponent("registrymodifications.xcu"))
    let run = try shell(
      "cd '\(directory.path)' && HOME=$PWD soffice -env:UserInstallation=file://$PWD/profile --headless --norestore "
        + "--convert-to xlsx --outdir again report.xlsx", seconds: 240)
    try #require(run.status == 0, "\(run.errors)")
  }

  @Test(arguments: [("zhejiang", "zh"), ("henan-social-work", "en"), ("bijie", "both")])
  func `the workbook has the numbers of the page as numbers`(plan: String, language: String) throws {
    let found = try compare(plan, language, recalculated: false)
    #expect(found.faults == [])
    #expect(found.numbers > 50 && found.formulas > 5)
    if language == "zh" { #expect(found.sheets.starts(with: ["说明", "目标"])) }
    if language == "en" { #expect(found.sheets.starts(with: ["About", "Targets"])) }
    #expect(Set(found.sheets).count == found.sheets.count)
  }

  @Test(.enabled(if: Offices.hasLibreOffice, "no LibreOffice; ./test --all installs it"))
  func `LibreOffice computes the totals of the page`() throws {
    let found = try compare("zhejiang", "zh", recalculated: true)
    #expect(found.faults == [])
    #expect(found.numbers > 50 && found.formulas > 5)
  }
}

/// Holds the sheets, in their order, against the tables of the page, row by row.
private let comparingScript = """
  import json, openpyxl, re, sys
  from html.parser import HTMLParser

  class Tables(HTMLParser):
      def __init__(self):
          super().__init__()
          self.tables, self.depth, self.cell, self.row = [], 0, None, None
      def handle_starttag(self, tag, attributes):
          kind = dict(attributes).get('class') or ''
          if tag == 'figure':
              self.depth = 1 if kind.split()[:1] == ['table'] else 0
              if self.depth: self.tables.append([])
          elif self.depth and tag == 'tr': self.row = []
          elif self.depth and tag in ('td', 'th'): self.cell = [kind.split()[:1] == ['n'] and tag == 'td', '']
      def handle_endtag(self, tag):
          if tag == 'figure': self.depth = 0
          elif self.depth and tag in ('td', 'th') and self.cell is not None:
              self.row.append(self.cell); self.cell = None
          elif self.depth and tag == 'tr' and self.row is not None:
              self.tables[-1].append(self.row); self.row = None
      def handle_data(self, data):
          if self.cell is not None: self.cell[1] += data

  def number(text):
      text = re.sub(r'^[≥≤]\\s*', '', text).replace('\\u2212', '-').replace(',', '')
      return text if re.fullmatch(r'[+-]?[0-9]+([.][0-9]+)?', text) else None

  page = Tables()
  with open('report.html', encoding='utf-8') as file: page.feed(file.read())
  wanted = [[[number(t) for n, t in row if n and number(t)] for row in table[1:]] for table in page.tables]
  book = openpyxl.load_workbook('report.xlsx')
  results = openpyxl.load_workbook(sys.argv[1] + '/report.xlsx', data_only=True)
  faults, formulas, numbers, place = [], 0, 0, 0
  abouts = ('说明', 'About')
  for sheet in book:
      if sheet.freeze_panes is None: faults.append(sheet.title + ': head not frozen')
      if sheet.title.startswith(abouts): continue
      head = int(re.sub('[^0-9]', '', sheet.freeze_panes)) - 1
      rows = wanted[place] if place < len(wanted) else []
      place += 1
      for offset, row in enumerate(rows):
          cells = [c for c in sheet[head + 1 + offset] if c.data_type in ('n', 'f') and c.value is not None]
          # A year at the start of a row is a head in the page.
          if len(cells) == len(row) + 1 and cells[0].column == 1: cells = cells[1:]
          formulas += sum(c.data_type == 'f' for c in cells)
          values = [results[sheet.title][c.coordinate].value for c in cells]
          if len(values) != len(row):
              faults.append('%s row %d: %r, page %r' % (sheet.title, head + 1 + offset, values, row)); continue
          for value, text in zip(values, row):
              decimals = len(text.partition('.')[2])
              numbers += 1
              # Half a unit of the last digit shown, and what a sum of doubles may lose.
              if abs(value - float(text)) > 0.5 * 10 ** -decimals * (1 + 1e-9) + 1e-9:
                  faults.append('%s row %d: %r is not %s' % (sheet.title, head + 1 + offset, value, text))
  if place != len(wanted): faults.append('%d sheets, %d tables' % (place, len(wanted)))
  print(json.dumps({'sheets': book.sheetnames, 'formulas': formulas, 'numbers': numbers, 'faults': faults[:20]}))
  """
