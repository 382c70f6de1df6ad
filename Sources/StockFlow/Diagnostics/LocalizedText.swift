/// A language the program speaks.
public enum Language: String, Sendable, CaseIterable {
  case zh
  case en
}

/// A text in the languages in which it was written.
public struct LocalizedText: Sendable, Equatable, Hashable {
  public let zh: String?
  public let en: String?

  public init(zh: String?, en: String?) {
    self.zh = zh
    self.en = en
  }

  /// The same text in every language: names and figures, which nobody translates.
  public init(_ both: String) {
    self.init(zh: both, en: both)
  }

  /// The text in the language asked for, else in the other one, else empty.
  public func callAsFunction(_ language: Language) -> String {
    switch language {
    case .zh: zh ?? en ?? ""
    case .en: en ?? zh ?? ""
    }
  }
}
