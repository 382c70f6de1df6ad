/// How numbers are written.
public enum NumberStyle: Sendable, Equatable {
  /// 35000 as 3.5万, from 10⁸ on in 亿; no grouping.
  case chinese
  /// 35,000; from 10⁶ on in millions and billions.
  case english
}

/// What every chart has around its values.
public struct ChartFrame: Sendable, Equatable {
  /// Prefix of every id in the drawing, unique in the page. Characters that an id cannot have become `-`.
  public let id: String
  public let title: String
  /// One sentence that says what the chart shows, for those who cannot see it.
  public let description: String
  /// The language of its words as a BCP 47 tag: `zh-Hans`, `en`.
  public let language: String
  public let numbers: NumberStyle
  /// In CSS pixels, 280…2000; the height follows.
  public let width: Double
  /// Whether the title is also drawn; it is always there for screen readers.
  public let showsTitle: Bool

  /// Widths outside 280…2000 become the nearest of these.
  public init(
    id: String, title: String, description: String, language: String, numbers: NumberStyle, width: Double = 720,
    showsTitle: Bool = true
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.language = language
    self.numbers = numbers
    self.width = width.isNaN ? 720 : min(max(width, 280), 2000).rounded()
    self.showsTitle = showsTitle
  }
}
