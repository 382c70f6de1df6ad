/// A unit in which people are counted, such as 万人 or thousand persons.
public struct PeopleUnit: Sendable, Equatable, Hashable {
  /// What one of the unit is; all three count alike in the model.
  public enum Counted: String, Sendable {
    /// 人, 名, persons.
    case person
    /// 人次: one person taking part once.
    case attendance
    /// 人年: one person for one year.
    case personYear
  }

  /// The unit as it was written, without `/年`.
  public let name: String
  public let counted: Counted
  /// Persons in one unit: a power of ten (万人 → 10000).
  public let factor: Double
  /// Whether `/年`, `/year` or the like was written; only flows may carry it.
  public let perYear: Bool

  public init(name: String, counted: Counted, factor: Double, perYear: Bool = false) {
    self.name = name
    self.counted = counted
    self.factor = factor
    self.perYear = perYear
  }

  /// Single persons, 人.
  public static let persons = PeopleUnit(name: "人", counted: .person, factor: 1)

  /// The same quantity counted in another unit.
  ///
  /// All factors are powers of ten, so their ratio is an exact integer and one operation rounds once:
  /// 34500 人 is the double 3.45 in 万人.
  public func converting(_ x: Double, to other: PeopleUnit) -> Double {
    factor >= other.factor ? x * (factor / other.factor) : x / (other.factor / factor)
  }

  /// Reads a unit of people, or returns `nil` when the text is something else.
  ///
  ///     PeopleUnit.parse("万人")               // factor 10000
  ///     PeopleUnit.parse("thousand persons")  // factor 1000
  ///     PeopleUnit.parse("人/年")              // factor 1, perYear
  ///     PeopleUnit.parse("个")                 // nil
  public static func parse(_ text: String) -> PeopleUnit? {
    let words = normalisedWords(text)
    let (unit, perYear) = removingYear(words)
    guard let (counted, factor) = chineseUnit(unit) ?? englishUnit(unit) else { return nil }
    return PeopleUnit(name: unit, counted: counted, factor: factor, perYear: perYear)
  }

  private static func chineseUnit(_ unit: String) -> (Counted, Double)? {
    let compact = unit.filter { $0 != " " }
    let endings: [(String, Counted)] = [
      ("人次", .attendance), ("人年", .personYear), ("人", .person), ("名", .person),
    ]
    guard let (ending, counted) = endings.first(where: { compact.hasSuffix($0.0) }),
      let factor = chineseMultiple(String(compact.dropLast(ending.count)))
    else { return nil }
    return (counted, factor)
  }

  private static func englishUnit(_ unit: String) -> (Counted, Double)? {
    var words = unit.lowercased().split(separator: " ").map(String.init)
    guard let first = words.first else { return nil }
    let multiples = ["thousand": 1e3, "thousands": 1e3, "million": 1e6, "millions": 1e6]
    let factor = multiples[first]
    if factor != nil { words.removeFirst() }
    if factor != nil, words.first == "of" { words.removeFirst() }
    // "thousands" alone counts persons; a bare empty text does not.
    if words.isEmpty { return factor.map { (.person, $0) } }
    guard let counted = englishNouns[words.joined(separator: " ")] else { return nil }
    return (counted, factor ?? 1)
  }

  private static let englishNouns: [String: Counted] = [
    "person": .person, "persons": .person, "people": .person,
    "attendance": .attendance, "attendances": .attendance,
    "person-year": .personYear, "person-years": .personYear, "person years": .personYear,
  ]

  private static func removingYear(_ unit: String) -> (String, Bool) {
    let endings = ["/年", "/ 年", "每年", "/year", "/ year", "/yr", "/a", " a year", " per year"]
    for ending in endings where unit.lowercased().hasSuffix(ending) {
      let rest = String(unit.dropLast(ending.count))
      return (normalisedWords(rest), true)
    }
    return (unit, false)
  }
}

/// The text with full-width slashes and spaces made plain, runs of spaces joined and the ends trimmed.
func normalisedWords(_ text: String) -> String {
  let plain = text.map { character -> Character in
    switch character {
    case "／": "/"
    case _ where character.isWhitespace: " "
    default: character
    }
  }
  return String(plain).split(separator: " ").joined(separator: " ")
}

/// The number a Chinese multiple stands for: 万 → 10000, nothing → 1; `nil` when it is none.
func chineseMultiple(_ text: String) -> Double? {
  let multiples: [String: Double] = [
    "": 1, "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "十万": 1e5,
    "百万": 1e6, "千万": 1e7, "亿": 1e8, "億": 1e8,
  ]
  return multiples[text]
}
