/// Something the planner should know about her file: what was found where, and what to write.
public struct Diagnostic: Sendable, Equatable {
  /// How much it matters: an error stops the command, a warning and a note do not.
  public enum Severity: String, Sendable, CaseIterable {
    case error
    case warning
    case note
  }

  public let severity: Severity
  /// A stable name in kebab-case, for programs that read the output.
  public let code: String
  public let message: LocalizedText
  /// What to write instead, where that is known.
  public let help: LocalizedText?
  public let place: SourcePlace?
  /// The line of the place as it stands in the file, without its line break.
  public let sourceLine: String?

  public init(
    severity: Severity, code: String, message: LocalizedText, help: LocalizedText? = nil,
    place: SourcePlace? = nil, sourceLine: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.help = help
    self.place = place
    self.sourceLine = sourceLine
  }
}
