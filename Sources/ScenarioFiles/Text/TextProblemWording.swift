package import StockFlow

/// What a problem is called in a message, and what to write instead.
package struct Wording: Sendable, Equatable {
  package let message: LocalizedText
  package let help: LocalizedText?

  package init(zh: String, en: String, help: LocalizedText? = nil) {
    message = LocalizedText(zh: zh, en: en)
    self.help = help
  }

  /// The same message with help.
  package func helping(zh: String, en: String) -> Wording {
    Wording(zh: message(.zh), en: message(.en), help: LocalizedText(zh: zh, en: en))
  }
}

extension TextProblem {
  var message: LocalizedText { wording.message }
  var help: LocalizedText? { wording.help }

  private var wording: Wording {
    fileWording ?? keyWording ?? separatorWording ?? characterWording ?? closingWording ?? layoutWording
  }

  private var fileWording: Wording? {
    switch self {
    case .unreadable(let path, let reason):
      unreadableWording(path, reason)
    case .tooLarge(let limit):
      Wording(
        zh: "文件超过 \(limit / 1_000_000) MB", en: "the file is larger than \(limit / 1_000_000) MB"
      )
      .helping(zh: "情景文件是文本；历史数据请只保留需要的年份", en: "a scenario is a text file; keep only the figures it needs")
    case .invalidUTF8(let byte, let looksLikeGBK):
      encodingWording(byte, looksLikeGBK)
    case .utf16:
      Wording(zh: "文件的编码是 UTF-16 而不是 UTF-8", en: "the file is in UTF-16, not in UTF-8")
        .helping(zh: "请在编辑器中另存为 UTF-8", en: "save it as UTF-8 in your editor")
    case .controlCharacter(let scalar):
      Wording(
        zh: "此处有不可见的控制字符 \(codePoint(scalar))", en: "there is an invisible control character \(codePoint(scalar)) here"
      )
      .helping(zh: "删除它", en: "delete it")
    default:
      documentWording
    }
  }

  private var documentWording: Wording? {
    switch self {
    case .emptyFile:
      Wording(zh: "文件中没有任何内容", en: "the file contains nothing")
        .helping(zh: "以 format: 1 开头", en: "begin with format: 1")
    case .severalDocuments:
      Wording(zh: "文件中有不止一份 YAML 文档", en: "the file contains more than one YAML document")
        .helping(zh: "删除这里的 ---，或把后面的部分另存为一个文件", en: "remove the --- or move what follows into a file of its own")
    case .rootIsNoMapping(let found):
      Wording(
        zh: "情景文件应由“键: 值”各行组成，此处却是\(found(.zh))",
        en: "a scenario consists of lines `key: value`; this is \(found(.en))"
      )
      .helping(zh: "以 format: 1 开头", en: "begin with format: 1")
    case .tooDeep(let limit):
      Wording(zh: "嵌套超过 \(limit) 层", en: "brackets or lists are nested more than \(limit) deep")
    case .tooManyNodes(let limit):
      Wording(zh: "文件中的值（含重复引用）超过 \(limit) 个", en: "the file holds more than \(limit) values, repetitions included")
    case .tooManyProblems(let limit):
      Wording(zh: "只列出前 \(limit) 个问题", en: "only the first \(limit) problems are shown")
    default: nil
    }
  }

  private var keyWording: Wording? {
    switch self {
    case .duplicateKey(let key, let firstLine):
      Wording(
        zh: "键 \(shown(key)) 重复，第一次出现在第 \(firstLine) 行",
        en: "duplicate key \(shown(key)), first written at line \(firstLine)"
      )
      .helping(zh: "只保留其中一个", en: "keep one of the two")
    case .keyIsNoText:
      Wording(zh: "键必须是简单的文字", en: "a key must be a plain text")
    case .emptyKey:
      Wording(zh: "冒号前缺少键", en: "there is no key before the colon")
    case .keyWithoutValue(let key):
      Wording(zh: "\(shown(key)) 没有值", en: "\(shown(key)) has no value")
        .helping(zh: "写成 \(shown(key)): 值", en: "write \(shown(key)): value")
    case .wideSpaceAroundKey(let key):
      Wording(
        zh: "键 \(shown(key)) 前后有全角空格或不间断空格", en: "there is a wide or non-breaking space beside the key \(shown(key))"
      )
      .helping(zh: "缩进请用普通空格", en: "indent with ordinary spaces")
    case .unknownAnchor(let name):
      Wording(zh: "没有名为 &\(shown(name)) 的锚点", en: "there is no anchor &\(shown(name)) above")
        .helping(zh: "若以 * 开头的是文字，请加引号：\"*\(shown(name))\"", en: "quote a text that begins with *: \"*\(shown(name))\"")
    case .mergeKeyNeedsMapping:
      Wording(zh: "<< 只能合并键值对", en: "<< can merge mappings only")
        .helping(zh: "写成 <<: *锚点名", en: "write <<: *anchor")
    case .unsupportedTag(let tag):
      Wording(zh: "以 ! 开头的 \(shown(tag)) 会被当作 YAML 标签", en: "\(shown(tag)) begins with ! and would be a YAML tag")
        .helping(zh: "若是文字，请加引号", en: "put the text in quotes")
    default: nil
    }
  }

  private var separatorWording: Wording? {
    switch self {
    case .fullWidthColon(let key):
      Wording(zh: "键后面是全角冒号“：”", en: "a full-width colon ： follows the key")
        .helping(zh: "写成 \(shown(key)): （半角冒号加空格）", en: "write \(shown(key)): with a plain colon and a space")
    case .fullWidthComma:
      Wording(zh: "此处用了全角逗号“，”作分隔", en: "a full-width comma ， stands where a separator belongs")
        .helping(
          zh: "分隔请用半角逗号加空格 \", \"；若是文字的一部分，请给文字加引号", en: "write \", \"; or quote the text if the comma belongs to it")
    case .missingSpaceAfterColon(let key, let value):
      Wording(zh: "冒号后缺少空格", en: "a space is missing after the colon")
        .helping(zh: "写成 \(shown(key)): \(shown(value))", en: "write \(shown(key)): \(shown(value))")
    case .missingColon(let key):
      Wording(zh: "\(shown(key)) 后面缺少冒号", en: "a colon is missing after \(shown(key))")
        .helping(zh: "写成 \(shown(key)): …", en: "write \(shown(key)): …")
    case .missingComma:
      Wording(zh: "两项之间缺少逗号", en: "a comma is missing between two entries")
        .helping(zh: "在此处之前写 \", \"", en: "write \", \" before this")
    case .missingValue:
      Wording(zh: "此处应有一个值", en: "a value is missing here")
        .helping(zh: "写上值，或删除多余的逗号", en: "write it, or remove a comma too many")
    case .thousandsComma(let plain):
      Wording(zh: "数字中有千位分隔逗号", en: "a thousands comma splits this number in two")
        .helping(zh: "写成 \(plain)", en: "write \(plain)")
    default: quotingWording
    }
  }

  private var quotingWording: Wording? {
    switch self {
    case .unquotedComma(let text):
      Wording(zh: "大括号内的文字含有逗号，但没有加引号", en: "a text inside braces contains a comma but no quotes")
        .helping(zh: "写成 \"\(shown(text))\"", en: "write \"\(shown(text))\"")
    case .colonInText(let text):
      Wording(zh: "文字含有“: ”，但没有加引号", en: "a text contains \": \" but no quotes")
        .helping(zh: "写成 \"\(shown(text))\"", en: "write \"\(shown(text))\"")
    case .hashInBrackets:
      Wording(
        zh: "# 使本行余下部分成为注释，括号因此没有闭合", en: "# makes a comment of the rest of the line, so the bracket is never closed"
      )
      .helping(zh: "若 # 是文字的一部分，请给文字加引号", en: "put the text in quotes if the # belongs to it")
    case .hashAfterColon:
      Wording(zh: "# 之后是注释，因此这里没有值", en: "# begins a comment, so there is no value here")
        .helping(zh: "若 # 是文字的一部分，请给文字加引号", en: "put the text in quotes if the # belongs to it")
    case .listWithoutBrackets(let text):
      Wording(zh: "此处应为列表", en: "a list is expected here")
        .helping(zh: "写成 [\(shown(text))]", en: "write [\(shown(text))]")
    default: nil
    }
  }

  private var characterWording: Wording? {
    switch self {
    case .fullWidthBracket(let found, let plain):
      Wording(zh: "此处用了全角括号“\(found)”", en: "this is the full-width bracket \(found)")
        .helping(zh: "写成半角的 \(plain)", en: "write \(plain)")
    case .reservedCharacter(let character):
      Wording(
        zh: "文字不能以 \(character) 开头而不加引号", en: "a text that begins with \(character) needs quotes"
      )
      .helping(zh: "把整段文字放进引号 \"…\"", en: "put the whole text in quotes \"…\"")
    case .unknownEscape(let character):
      Wording(
        zh: "双引号中的 \\\(character.map(String.init) ?? "") 没有意义",
        en: "\\\(character.map(String.init) ?? "") means nothing inside double quotes"
      )
      .helping(zh: "反斜线写成 \\\\，或改用单引号", en: "write \\\\ for a backslash, or use single quotes")
    default: nil
    }
  }

  private var closingWording: Wording? {
    switch self {
    case .unclosedQuote(let quote):
      Wording(zh: "引号 \(quote) 没有闭合", en: "the quote \(quote) is never closed")
        .helping(zh: "在文字末尾补上 \(quote)", en: "write \(quote) at the end of the text")
    case .textAfterQuote:
      Wording(zh: "引号闭合之后还有文字", en: "something follows the closing quote")
        .helping(zh: "文字内的引号用“ ”或 \\\"", en: "inside a quoted text write “ ” or \\\"")
    case .unclosedBracket(let bracket):
      Wording(zh: "括号 \(bracket) 没有闭合", en: "the bracket \(bracket) is never closed")
        .helping(zh: "在末尾补上 \(closing(bracket))", en: "write \(closing(bracket)) at its end")
    case .strayBracket(let bracket):
      Wording(zh: "括号 \(bracket) 没有对应的开括号", en: "the bracket \(bracket) closes nothing")
        .helping(zh: "删除它，或给文字加引号", en: "remove it, or put the text in quotes")
    case .textAfterBracket:
      Wording(zh: "括号闭合之后还有文字", en: "something follows the closing bracket")
        .helping(zh: "删除它，或给整段文字加引号", en: "remove it, or put the whole text in quotes")
    default: nil
    }
  }

  private var layoutWording: Wording {
    switch self {
    case .tabIndentation(let lines):
      Wording(
        zh: "缩进用了制表符" + (lines > 1 ? "（共 \(lines) 行）" : ""),
        en: "a tab is used for indentation" + (lines > 1 ? " (\(lines) lines)" : "")
      )
      .helping(zh: "改用空格缩进", en: "indent with spaces")
    case .badIndentation:
      Wording(zh: "缩进与上文不符", en: "the indentation does not fit the lines above")
        .helping(
          zh: "同一层的键左对齐，下一层多缩进两个空格", en: "keys of one level begin in one column, the next level two spaces further in")
    case .listOnKeyLine:
      Wording(zh: "列表项不能与键写在同一行", en: "a list item cannot stand on the line of its key")
        .helping(zh: "另起一行写 - ，或写成 [ … ]", en: "begin it on a line of its own, or write [ … ]")
    case .syntax(let kind):
      syntaxWording(kind)
    default:
      syntaxWording(.unknown)
    }
  }
}

private func unreadableWording(_ path: String, _ reason: FileFailure.Reason) -> Wording {
  switch reason {
  case .missing: Wording(zh: "没有文件 \(path)", en: "there is no file \(path)")
  case .directory: Wording(zh: "\(path) 是目录，不是文件", en: "\(path) is a directory, not a file")
  case .notPermitted: Wording(zh: "没有读取 \(path) 的权限", en: "no permission to read \(path)")
  case .special: Wording(zh: "\(path) 不是普通文件", en: "\(path) is no ordinary file")
  case .failed: Wording(zh: "无法读取 \(path)", en: "cannot read \(path)")
  }
}

private func encodingWording(_ byte: UInt8, _ looksLikeGBK: Bool) -> Wording {
  let hex = "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  let guess = looksLikeGBK ? LocalizedText(zh: "（可能是 GBK）", en: " (perhaps GBK)") : LocalizedText("")
  return Wording(zh: "字节 \(hex) 不是 UTF-8\(guess(.zh))", en: "the byte \(hex) is not UTF-8\(guess(.en))")
    .helping(zh: "请在编辑器中另存为 UTF-8", en: "save the file as UTF-8 in your editor")
}

private func syntaxWording(_ kind: TextProblem.SyntaxKind) -> Wording {
  switch kind {
  case .directive:
    Wording(zh: "以 % 开头的行是 YAML 指令，情景文件不使用", en: "a line that begins with % is a YAML directive; scenarios use none")
      .helping(zh: "删除该行", en: "remove the line")
  case .blockText:
    Wording(zh: "多行文字的开头不符合 YAML", en: "this is not how a text of several lines begins in YAML")
      .helping(zh: "| 之后换行再写文字，每行多缩进两格", en: "write | and the text on the lines below, indented")
  case .key:
    Wording(zh: "此处应有“键: 值”", en: "`key: value` is expected here")
  case .listItem:
    Wording(zh: "此处应有以 - 开头的列表项", en: "a list item that begins with - is expected here")
  case .tag:
    Wording(zh: "以 ! 开头的内容会被当作 YAML 标签", en: "what begins with ! would be a YAML tag")
      .helping(zh: "若是文字，请加引号", en: "put a text in quotes")
  case .unknown:
    Wording(zh: "此处不符合 YAML 语法", en: "this is not valid YAML")
      .helping(
        zh: "检查本行和上一行的引号、括号、冒号和缩进", en: "check quotes, brackets, colons and indentation here and in the line above")
  }
}

/// A text from the file, cut where it would fill the message.
package func shown(_ text: String) -> String {
  let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
  return flat.count <= 60 ? flat : String(flat.prefix(59)) + "…"
}

private func codePoint(_ scalar: Unicode.Scalar) -> String {
  let hex = String(scalar.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
}

private func closing(_ bracket: Character) -> String {
  bracket == "[" ? "]" : "}"
}
