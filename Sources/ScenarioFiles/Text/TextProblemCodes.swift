extension TextProblem {
  /// The stable name of the problem.
  var code: String {
    fileCode ?? keyCode ?? punctuationCode ?? "yaml-syntax"
  }

  private var fileCode: String? {
    switch self {
    case .unreadable: "unreadable-file"
    case .tooLarge: "file-too-large"
    case .invalidUTF8: "not-utf-8"
    case .utf16: "utf-16"
    case .controlCharacter: "control-character"
    case .emptyFile: "empty-file"
    case .severalDocuments: "several-documents"
    case .rootIsNoMapping: "not-a-scenario"
    case .tooDeep: "nested-too-deep"
    case .tooManyNodes: "too-many-values"
    case .tooManyProblems: "too-many-problems"
    default: nil
    }
  }

  private var keyCode: String? {
    switch self {
    case .duplicateKey: "duplicate-key"
    case .keyIsNoText: "key-is-no-text"
    case .emptyKey: "empty-key"
    case .keyWithoutValue: "key-without-value"
    case .wideSpaceAroundKey: "wide-space"
    case .unknownAnchor: "unknown-anchor"
    case .mergeKeyNeedsMapping: "merge-key"
    case .unsupportedTag: "unsupported-tag"
    case .tabIndentation: "tab-indentation"
    case .badIndentation: "indentation"
    case .listOnKeyLine: "list-on-key-line"
    default: nil
    }
  }

  private var punctuationCode: String? {
    switch self {
    case .fullWidthColon: "full-width-colon"
    case .fullWidthComma: "full-width-comma"
    case .fullWidthBracket: "full-width-bracket"
    case .missingSpaceAfterColon: "missing-space-after-colon"
    case .missingColon: "missing-colon"
    case .missingComma: "missing-comma"
    case .missingValue: "missing-value"
    case .thousandsComma: "thousands-comma"
    case .unquotedComma: "unquoted-comma"
    case .colonInText: "unquoted-colon"
    case .hashInBrackets, .hashAfterColon: "unquoted-hash"
    case .listWithoutBrackets: "list-without-brackets"
    case .reservedCharacter: "reserved-character"
    case .unknownEscape: "unknown-escape"
    case .unclosedQuote: "unclosed-quote"
    case .textAfterQuote: "text-after-quote"
    case .unclosedBracket: "unclosed-bracket"
    case .strayBracket: "stray-bracket"
    case .textAfterBracket: "text-after-bracket"
    default: nil
    }
  }
}
