/// A run of characters in a file that somebody wrote.
public struct SourcePlace: Sendable, Equatable, Hashable {
  /// The path as the user wrote it.
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in Unicode scalars.
  public let column: Int
  /// How many Unicode scalars the place covers; at least 1.
  public let length: Int

  public init(file: String, line: Int, column: Int, length: Int = 1) {
    self.file = file
    self.line = max(1, line)
    self.column = max(1, column)
    self.length = max(1, length)
  }
}
