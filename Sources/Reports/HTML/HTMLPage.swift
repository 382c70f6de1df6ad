import Digests
import StockFlow

/// A page that needs nothing but itself: no request, no font, no script to be read.
struct HTMLPage {
  /// One per language, never empty.
  let documents: [ReportDocument]
  let version: String

  /// A page opens from a stick and is sent by mail: no more bytes than this, as far as leaving things out can help.
  static let largest = 1_000_000

  /// The most that fits.
  func written() -> String {
    // What can only be too large is not written first.
    guard cells < HTMLPage.largest / 20 else { return written(.shortTables) }
    var text = written(.full)
    for economy in HTMLEconomy.allCases.dropFirst() where text.utf8.count > HTMLPage.largest {
      text = written(economy)
    }
    return text
  }

  /// Of all tables; none takes less than some twenty bytes.
  private var cells: Int {
    documents.reduce(0) { $0 + $1.tables.reduce(0) { $0 + $1.rows.count * $1.columns.count } }
  }

  private func written(_ economy: HTMLEconomy) -> String {
    var articles = ""
    for document in documents {
      var article = HTMLArticle(document, economy)
      articles += article.written()
    }
    let isBilingual = documents.count > 1
    let first = documents.first?.language ?? .en
    return """
      <!DOCTYPE html>
      <html lang="\(Words(language: first).htmlLanguage)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy(hasScript: isBilingual))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="talent \(escaped(version))">
      <title>\(documents.map { escaped($0.title) }.joined(separator: " · "))</title>
      <link rel="icon" href="data:,">
      <style>\(styleSheet)</style>
      </head>
      <body>
      \(isBilingual ? languageLinks : "")
      \(articles)\(isBilingual ? "<script>\(languageScript)</script>\n" : "")</body>
      </html>

      """
  }

  /// Style and script only as they stand here; nothing else may be loaded, run, framed or sent.
  private func policy(hasScript: Bool) -> String {
    let style = SHA256(styleSheet.utf8).base64
    let script = hasScript ? " script-src 'sha256-\(SHA256(languageScript.utf8).base64)';" : ""
    return
      "default-src 'none'; style-src 'sha256-\(style)';\(script) img-src data:; base-uri 'none'; form-action 'none'"
  }

  /// Without script both languages stand one after the other and these lead to their beginnings.
  private var languageLinks: String {
    let links = documents.map { document in
      let words = Words(language: document.language)
      return "<a href=\"#\(document.language.rawValue)\" lang=\"\(words.htmlLanguage)\">\(words.ownLanguageName)</a>"
    }
    return "<nav class=\"languages\">\(links.joined(separator: " "))</nav>"
  }
}
