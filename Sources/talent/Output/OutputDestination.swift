import Foundation
import Reports

/// Where a result is written: standard output or a file, which appears complete or not at all.
struct OutputDestination: Sendable {
  enum Failure: Error, Equatable {
    /// Whoever read the output has gone; nothing is wrong.
    case closedPipe
    /// `file` is `nil` for standard output.
    case cannotWrite(file: String?, WritingFailure)
  }

  /// `nil` is standard output.
  let file: String?

  init(path: String?) { file = path == "-" ? nil : path }

  /// Writes the whole result; a file takes its final name only when it is complete.
  func write(_ bytes: [UInt8]) throws(Failure) {
    let data = Data(bytes)
    do {
      guard let file else { return try FileHandle.standardOutput.write(contentsOf: data) }
      if let replaced = replaceable(file) {
        try data.write(to: URL(fileURLWithPath: replaced), options: .atomic)
      } else {
        try append(data, to: file)
      }
    } catch {
      throw failure(error)
    }
  }

  /// Finds out before the computation what would surely fail after it.
  func check() throws(Failure) {
    guard let file else { return }
    let directory = (file as NSString).deletingLastPathComponent
    if isDirectory(file) || file.isEmpty { throw .cannotWrite(file: file, .isDirectory) }
    if !directory.isEmpty, !isDirectory(directory) { throw .cannotWrite(file: file, .noDirectory) }
  }

  /// Refuses to replace one of the files that the result is computed from.
  func check(isNoneOf inputs: [String]) throws(Failure) {
    guard let file, let place = Self.identity(of: file) else { return }
    if inputs.contains(where: { Self.identity(of: $0) == place }) { throw .cannotWrite(file: file, .isInput) }
  }

  /// Which file stands under a path, whatever the path is and also behind a link.
  private static func identity(of path: String) -> [Int]? {
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved),
      attributes[.type] as? FileAttributeType == .typeRegular
    else { return nil }
    let numbers = [attributes[.systemNumber], attributes[.systemFileNumber]].compactMap { $0 as? Int }
    return numbers.count == 2 ? numbers : nil
  }

  /// The path of a regular file that may be replaced by a new one, also behind a link; `nil` for devices and pipes.
  private func replaceable(_ path: String) -> String? {
    guard let type = type(of: path) else { return path }
    if type == .typeRegular { return path }
    guard type == .typeSymbolicLink else { return nil }
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return self.type(of: resolved) == .typeRegular ? resolved : nil
  }

  /// The type of what stands under a path, a link itself and not what it leads to; `nil` where nothing does.
  private func type(of path: String) -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType
  }

  private func isDirectory(_ path: String) -> Bool {
    let values = try? URL(fileURLWithPath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey])
    return values?.isDirectory == true
  }

  private func append(_ data: Data, to path: String) throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.write(contentsOf: data)
    try handle.close()
  }

  func failure(_ error: any Error) -> Failure {
    let number = systemErrorNumber(of: error)
    if number == EPIPE { return .closedPipe }
    return .cannotWrite(file: file, writingFailure(number, error))
  }
}

/// The error number of the system under an error of Foundation.
private func systemErrorNumber(of error: any Error) -> Int32? {
  let error = error as NSError
  if error.domain == NSPOSIXErrorDomain { return Int32(exactly: error.code) }
  guard let cause = error.userInfo[NSUnderlyingErrorKey] as? any Error else { return nil }
  return systemErrorNumber(of: cause)
}

private func writingFailure(_ number: Int32?, _ error: any Error) -> WritingFailure {
  switch number {
  case ENOSPC, EDQUOT: .noSpace
  case EACCES, EPERM: .notPermitted
  case ENOENT, ENOTDIR: .noDirectory
  case EISDIR: .isDirectory
  case EROFS: .readOnly
  case EFBIG: .tooLarge
  default: .other((error as NSError).localizedDescription)
  }
}
