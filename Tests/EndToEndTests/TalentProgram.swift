import Foundation

/// One run of the built program: what it printed and how it ended.
struct ProgramRun {
  let status: Int32
  /// Whether it ended by a signal instead of by itself.
  let isKilled: Bool
  let output: String
  let errors: String
}

enum ProgramError: Error {
  /// Build it first: `swift build -c release --product talent`.
  case notBuilt(searched: [String])
  case tookTooLong(seconds: Double, arguments: [String])
}

/// Runs `talent` with nothing of the caller's environment but what is given.
///
/// Both streams go to files, so that no full pipe can hold the program up.
func talent(
  _ arguments: [String], environment: [String: String] = ["LANG": "C"], seconds: Double = 60
) throws -> ProgramRun {
  try run(try programPath(), arguments, environment: environment, seconds: seconds)
}

/// Runs a line of the shell in which `$TALENT` is the program.
func shell(_ line: String, environment: [String: String] = ["LANG": "C"], seconds: Double = 60) throws -> ProgramRun {
  let path = ["PATH": "/usr/bin:/bin", "TALENT": try programPath()]
  return try run(
    "/bin/sh", ["-c", line], environment: environment.merging(path) { first, _ in first }, seconds: seconds)
}

/// A directory of its own for a test, removed at the end.
func withTemporaryDirectory<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let directory = FileManager.default.temporaryDirectory.appendingPathComponent("talent-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { removeIfPresent(directory) }
  return try body(directory)
}

private func removeIfPresent(_ directory: URL) {
  do { try FileManager.default.removeItem(at: directory) } catch { print("left behind: \(directory.path)") }
}

/// The program lies beside the test bundle.
private func programPath() throws -> String {
  let bundle = URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
  let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let candidates = [bundle, Bundle.main.bundleURL, package.appendingPathComponent(".build/release")].map {
    $0.appendingPathComponent("talent").path
  }
  guard let path = candidates.first(where: FileManager.default.isExecutableFile) else {
    throw ProgramError.notBuilt(searched: candidates)
  }
  return path
}

private func run(
  _ executable: String, _ arguments: [String], environment: [String: String], seconds: Double
) throws -> ProgramRun {
  try withTemporaryDirectory { directory in
    let output = directory.appendingPathComponent("output")
    let errors = directory.appendingPathComponent("errors")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try emptyFile(output)
    process.standardError = try emptyFile(errors)
    try process.run()
    try wait(for: process, seconds: seconds)
    return ProgramRun(
      status: process.terminationStatus, isKilled: process.terminationReason == .uncaughtSignal,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

private func emptyFile(_ url: URL) throws -> FileHandle {
  try Data().write(to: url)
  return try FileHandle(forWritingTo: url)
}

private func wait(for process: Process, seconds: Double) throws {
  let deadline = Date(timeIntervalSinceNow: seconds)
  while process.isRunning {
    guard Date() < deadline else {
      process.terminate()
      throw ProgramError.tookTooLong(seconds: seconds, arguments: process.arguments ?? [])
    }
    Thread.sleep(forTimeInterval: 0.005)
  }
}
