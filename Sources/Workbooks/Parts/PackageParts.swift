// The small parts around the sheets, in the order and with the elements of ECMA-376, parts 1 and 2.

/// Which part is of which type.
func contentTypes(sheets: Int) -> Markup {
  let spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
  var markup = Markup()
  markup += "<Types xmlns=\"\(packageNamespace)/content-types\">"
  markup += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
  markup += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
  markup += "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(spreadsheet).sheet.main+xml\"/>"
  for index in 1...sheets {
    markup +=
      "<Override PartName=\"/xl/worksheets/sheet\(index).xml\" ContentType=\"\(spreadsheet).worksheet+xml\"/>"
  }
  markup += "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(spreadsheet).styles+xml\"/>"
  markup += "<Override PartName=\"/docProps/core.xml\""
  markup += " ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
  return markup
}

/// What the package holds: the workbook and what is said about it.
var packageRelationships: Markup {
  var markup = Markup()
  markup += "<Relationships xmlns=\"\(packageNamespace)/relationships\">"
  markup += "<Relationship Id=\"rId1\" Type=\"\(officeRelationships)/officeDocument\" Target=\"xl/workbook.xml\"/>"
  markup += "<Relationship Id=\"rId2\" Type=\"\(packageNamespace)/relationships/metadata/core-properties\""
  markup += " Target=\"docProps/core.xml\"/></Relationships>"
  return markup
}

/// What the workbook holds: its sheets, then its styles.
func workbookRelationships(sheets: Int) -> Markup {
  var markup = Markup()
  markup += "<Relationships xmlns=\"\(packageNamespace)/relationships\">"
  for index in 1...sheets {
    markup += "<Relationship Id=\"rId\(index)\" Type=\"\(officeRelationships)/worksheet\""
    markup += " Target=\"worksheets/sheet\(index).xml\"/>"
  }
  markup += "<Relationship Id=\"rId\(sheets + 1)\" Type=\"\(officeRelationships)/styles\" Target=\"styles.xml\"/>"
  markup += "</Relationships>"
  return markup
}

/// Title, author and time of creation.
func coreProperties(of workbook: Workbook) -> Markup {
  var markup = Markup()
  markup += "<cp:coreProperties xmlns:cp=\"\(packageNamespace)/metadata/core-properties\""
  markup += " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
  markup += " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
  markup.append(escaping: cellText(workbook.title))
  markup += "</dc:title>"
  if let author = workbook.author {
    markup += "<dc:creator>"
    markup.append(escaping: cellText(author))
    markup += "</dc:creator>"
  }
  if let created = workbook.created.flatMap(timestamp) {
    markup += "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(created)</dcterms:created>"
    markup += "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">\(created)</dcterms:modified>"
  }
  markup += "</cp:coreProperties>"
  return markup
}

/// The names of the sheets and the rows that every printed page repeats.
func workbookPart(of sheets: [Sheet], names: [String]) -> Markup {
  var markup = Markup()
  markup += "<workbook xmlns=\"\(mainNamespace)\" xmlns:r=\"\(officeRelationships)\"><workbookPr/>"
  markup += "<bookViews><workbookView xWindow=\"0\" yWindow=\"0\" windowWidth=\"24000\" windowHeight=\"12000\"/>"
  markup += "</bookViews><sheets>"
  for (index, name) in names.enumerated() {
    markup += "<sheet name=\""
    markup.append(escaping: name)
    markup += "\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
  }
  markup += "</sheets>"
  appendPrintTitles(of: sheets, names: names, to: &markup)
  markup += "</workbook>"
  return markup
}

private func appendPrintTitles(of sheets: [Sheet], names: [String], to markup: inout Markup) {
  guard sheets.contains(where: \.freezesHead) else { return }
  markup += "<definedNames>"
  for (index, sheet) in sheets.enumerated() where sheet.freezesHead {
    markup += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(index)\">'"
    markup.append(
      escaping: names[index].split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))
    markup += "'!$1:$\(sheet.headRow + 1)</definedName>"
  }
  markup += "</definedNames>"
}
