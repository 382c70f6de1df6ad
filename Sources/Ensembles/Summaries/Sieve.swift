/// What is done with the values of one output while they pass.
enum Sieve: Sendable {
  /// Nothing is known yet: every value is kept.
  case keepingAll
  /// Values are counted bin by bin, none is kept.
  case counting(ValueBins, sole: Double?)
  /// Values inside brackets are kept, those of the gaps counted.
  case bracketing(Brackets, sole: Double?)

  /// The only value seen so far, where there is but one: equal ones are counted without a look at their place.
  var soleValue: Double? {
    switch self {
    case .keepingAll: nil
    case .counting(_, let sole), .bracketing(_, let sole): sole
    }
  }
}
