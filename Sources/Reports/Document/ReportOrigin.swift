public import Digests
public import StockFlow

/// By what a report was made, so that it can be made again.
public struct ReportOrigin: Sendable, Equatable {
  /// A file that was read, with the SHA-256 of its bytes.
  public struct File: Sendable, Equatable {
    public let path: String
    public let digest: SHA256

    public init(path: String, digest: SHA256) {
      self.path = path
      self.digest = digest
    }
  }

  /// The command that gives the same report.
  public let command: String
  /// Version of the program.
  public let version: String
  public let files: [File]
  /// What reading the scenario warned of.
  public let warnings: [Diagnostic]
  /// In the place of the scenario's name.
  public let title: String?

  public init(command: String, version: String, files: [File], warnings: [Diagnostic] = [], title: String? = nil) {
    self.command = command
    self.version = version
    self.files = files
    self.warnings = warnings
    self.title = title
  }
}
