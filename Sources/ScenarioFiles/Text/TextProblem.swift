import StockFlow

/// What can be wrong with a file before anybody asks what it means.
enum TextProblem: Sendable, Equatable {
  // The file.
  case unreadable(path: String, reason: FileFailure.Reason)
  case tooLarge(limit: Int)
  case invalidUTF8(byte: UInt8, looksLikeGBK: Bool)
  case utf16
  case controlCharacter(Unicode.Scalar)
  case emptyFile
  case severalDocuments
  case rootIsNoMapping(found: LocalizedText)
  case tooDeep(limit: Int)
  case tooManyNodes(limit: Int)
  case tooManyProblems(limit: Int)

  // Keys.
  case duplicateKey(String, firstLine: Int)
  case keyIsNoText
  case emptyKey
  case keyWithoutValue(String)
  case wideSpaceAroundKey(String)
  case unknownAnchor(String)
  case mergeKeyNeedsMapping
  case unsupportedTag(String)

  // Punctuation.
  case fullWidthColon(key: String)
  case fullWidthComma
  case fullWidthBracket(Character, plain: Character)
  case missingSpaceAfterColon(key: String, value: String)
  case missingColon(String)
  case missingComma
  case missingValue
  case thousandsComma(plain: String)
  case unquotedComma(text: String)
  case colonInText(text: String)
  case hashInBrackets
  case hashAfterColon
  case listWithoutBrackets(text: String)
  case reservedCharacter(Character)
  case unknownEscape(Character?)
  case unclosedQuote(Character)
  case textAfterQuote
  case unclosedBracket(Character)
  case strayBracket(Character)
  case textAfterBracket

  // Indentation and the rest.
  case tabIndentation(lines: Int)
  case badIndentation
  case listOnKeyLine
  case syntax(SyntaxKind)

  enum SyntaxKind: String, Sendable {
    case directive
    case blockText
    case key
    case listItem
    case tag
    case unknown
  }
}

/// The diagnostic for a problem.
func textDiagnostic(_ problem: TextProblem, at place: SourcePlace?, line: String?) -> Diagnostic {
  Diagnostic(
    severity: .error, code: problem.code, message: problem.message, help: problem.help, place: place,
    sourceLine: line)
}

extension SourceFile {
  func diagnostic(_ problem: TextProblem, at place: SourcePlace) -> Diagnostic {
    textDiagnostic(problem, at: place, line: line(place.line))
  }

  func place(line: Int, column: Int, length: Int = 1) -> SourcePlace {
    SourcePlace(file: path, line: line, column: column, length: length)
  }
}
