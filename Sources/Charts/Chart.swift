/// A drawing of values: as SVG text, as a Vega-Lite specification, and as the table behind it.
///
/// A chart knows no model. Every word in it is the caller's, already in the reader's language; every text from outside
/// is escaped. What is not finite is not drawn; no value, however large, small, missing or alone, spoils the drawing.
/// The same chart gives the same bytes.
public protocol Chart: Sendable, Equatable {
  /// Title, description, language, width and the prefix of ids.
  var frame: ChartFrame { get }

  /// One `<svg>` element with title and description, text as text, and nothing outside its box.
  ///
  /// It has neither script nor style, so that the strictest Content-Security-Policy lets it through.
  func svg() -> String

  /// A Vega-Lite 5 specification with its data, keys sorted.
  func vegaLite() -> String

  /// The values drawn, for those who read numbers.
  func table() -> ChartTable
}
