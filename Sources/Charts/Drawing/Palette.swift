/// The colours of all charts.
///
/// Hues are those of Okabe and Ito (2008, Color Universal Design), which the colour-blind tell apart; their lightness is
/// moved so that each differs from every other also on a printer without colour.
package enum Palette {
  package static let ink = "#222222"
  package static let muted = "#595959"
  package static let grid = "#e3e3e3"
  package static let axis = "#8a8a8a"
  package static let track = "#f1f1f1"
  package static let paper = "#ffffff"

  package static let median = "#004b78"
  package static let target = "#b44e00"
  package static let path = "#6d8fae"

  /// From the narrowest interval to the widest.
  package static let bands = ["#79abd5", "#b0cde6", "#dbe7f3"]

  package static let increase = "#0072b2"
  package static let decrease = "#eeb867"
  package static let level = "#4d4d4d"

  package static let low = "#eeb867"
  package static let high = "#0072b2"

  /// Lines of one chart, in this order; the seventh starts again with dashes.
  package static let lines = ["#005485", "#b44e00", "#0c9e74", "#222222", "#d393b5", "#e3a94f"]

  /// The shade of one of `count` nested bands, the narrowest being 0.
  static func band(_ index: Int, of count: Int) -> String {
    count <= 1 ? bands[1] : bands[min(index, bands.count - 1)]
  }
}
