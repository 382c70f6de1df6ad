import ArgumentParser
import StockFlow

extension Language {
  /// The language of the environment: Chinese where the locale of messages is, else English.
  init(environment: Environment) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    self = locale?.lowercased().hasPrefix("zh") == true ? .zh : .en
  }

  /// The language the help speaks: asked for by `--lang`, else that of the environment. Found out once, because every
  /// option asks for it.
  static let ofHelp: Language = {
    let arguments = CommandLine.arguments
    let asked = arguments.firstIndex(of: "--lang").flatMap { arguments.dropFirst($0 + 1).first }
    let joined = arguments.first { $0.hasPrefix("--lang=") }.map { String($0.dropFirst("--lang=".count)) }
    return (asked ?? joined).flatMap(Language.init) ?? Language(environment: Environment())
  }()
}

/// A text of the help in the language it is read in.
func said(_ zh: String, _ en: String) -> String { Language.ofHelp == .zh ? zh : en }

func help(_ zh: String, _ en: String) -> ArgumentHelp { ArgumentHelp(stringLiteral: said(zh, en)) }
