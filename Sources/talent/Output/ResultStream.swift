import Foundation

/// A result that is written piece by piece, to a file or to standard output.
struct ResultStream {
  private let destination: OutputDestination
  private let handle: FileHandle

  /// Opens the destination; what a file held stays where the result is to be continued.
  init(_ destination: OutputDestination, continuing: Bool) throws(OutputDestination.Failure) {
    self.destination = destination
    guard let file = destination.file else {
      handle = .standardOutput
      return
    }
    do {
      let url = URL(fileURLWithPath: file)
      if !FileManager.default.fileExists(atPath: file) { try Data().write(to: url) }
      // A device or pipe cannot be cut, nor need it be.
      handle = try continuing ? FileHandle(forUpdating: url) : FileHandle(forWritingTo: url)
      if !continuing { try? handle.truncate(atOffset: 0) }
    } catch { throw destination.failure(error) }
  }

  var name: String { destination.file ?? "-" }

  func append(_ text: String) throws(OutputDestination.Failure) {
    do { try handle.write(contentsOf: Data(text.utf8)) } catch { throw destination.failure(error) }
  }

  /// Everything the file holds.
  func contents() throws(OutputDestination.Failure) -> Data {
    do {
      try handle.seek(toOffset: 0)
      return try handle.readToEnd() ?? Data()
    } catch { throw destination.failure(error) }
  }

  /// Cuts the file and goes on writing at its new end.
  func truncate(to bytes: Int) throws(OutputDestination.Failure) {
    do { try handle.truncate(atOffset: UInt64(bytes)) } catch { throw destination.failure(error) }
  }
}
