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

  /// The bytes of a part of the file, fewer where it ends earlier.
  func bytes(_ range: Range<Int>) throws(OutputDestination.Failure) -> Data {
    do {
      try handle.seek(toOffset: UInt64(range.lowerBound))
      return try handle.read(upToCount: range.count) ?? Data()
    } catch { throw destination.failure(error) }
  }

  /// Everything from a place on, piece by piece.
  func forEachPiece(from start: Int, _ body: (Data) -> Void) throws(OutputDestination.Failure) {
    var place = start
    while true {
      let piece = try bytes(place..<place + Self.pieceSize)
      if piece.isEmpty { return }
      body(piece)
      place += piece.count
    }
  }

  private static let pieceSize = 1 << 20

  /// Cuts the file and goes on writing at its new end.
  func truncate(to bytes: Int) throws(OutputDestination.Failure) {
    do { try handle.truncate(atOffset: UInt64(bytes)) } catch { throw destination.failure(error) }
  }
}
