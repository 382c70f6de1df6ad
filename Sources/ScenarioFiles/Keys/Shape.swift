/// What may stand behind a key: the decoder expects it, the JSON Schema describes it.
indirect enum Shape: Sendable, Equatable {
  /// Any scalar, taken as it is written.
  case text
  /// A text, or one text per language.
  case localizedText
  /// A plain whole number between two bounds.
  case whole(ClosedRange<Int>)
  /// A number, with or without a unit or a percent sign.
  case number
  /// An amount with a currency.
  case money
  case year
  /// `true` or `false`.
  case truth
  /// One of a few words.
  case word([String])
  /// The id of an entry, or the name of a flow or a parameter.
  case reference
  /// Any form a parameter's value may take.
  case value
  /// An entry of a table, as `{of: …, at: …}`.
  case entry(KeyTable.Name)
  /// A map whose keys are ids.
  case named(Shape)
  /// A map whose keys are parameters, as `skilled.training`.
  case addressed(Shape)
  /// A map whose keys are years.
  case byYear(Shape)
  /// A map whose keys are years or periods such as `2016-2020`.
  case byPeriod(Shape)
  /// A list of at least so many.
  case list(Shape, atLeast: Int, atMost: Int?)
  case either([Shape])

  /// One, or a list of several.
  static func oneOrMore(_ shape: Shape) -> Shape { .either([shape, .list(shape, atLeast: 1, atMost: nil)]) }
  static func pair(_ shape: Shape) -> Shape { .list(shape, atLeast: 2, atMost: 2) }
}
