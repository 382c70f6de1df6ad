import Foundation

/// The programs that people open workbooks with, where the machine has them.
enum OfficePrograms {
  /// A Python that has openpyxl: `./test --all` installs one and names it.
  static let python: String? = {
    let named = ProcessInfo.processInfo.environment["TALENT_TEST_PYTHON"]
    return ([named] + ["python3"].map(pathOfProgram)).compactMap(\.self).first {
      (try? run($0, ["-c", "import openpyxl"], in: FileManager.default.temporaryDirectory))?.status == 0
    }
  }()

  static let libreOffice: String? = pathOfProgram("soffice")
}

struct OfficeRun {
  let status: Int32
  let output: String
  let errors: String
}

enum OfficeError: Error {
  case tookTooLong(seconds: Double, program: String)
}

/// Runs a program; both streams go to files, so that no full pipe can hold it up.
func run(
  _ program: String, _ arguments: [String], in directory: URL, seconds: Double = 120
) throws -> OfficeRun {
  let streams = directory.appendingPathComponent("streams-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
  defer { removeIfPresent(streams) }
  let output = streams.appendingPathComponent("output")
  let errors = streams.appendingPathComponent("errors")
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.currentDirectoryURL = directory
  process.environment = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": directory.path, "LC_ALL": "C.UTF-8",
  ]
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = try emptyFile(output)
  process.standardError = try emptyFile(errors)
  try process.run()
  let deadline = Date(timeIntervalSinceNow: seconds)
  while process.isRunning {
    guard Date() < deadline else {
      process.terminate()
      throw OfficeError.tookTooLong(seconds: seconds, program: program)
    }
    Thread.sleep(forTimeInterval: 0.01)
  }
  return OfficeRun(
    status: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
    errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
}

/// A directory of its own for a test, removed at the end.
func withTemporaryDirectory<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let directory = FileManager.default.temporaryDirectory.appendingPathComponent("workbook-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { removeIfPresent(directory) }
  return try body(directory)
}

private func removeIfPresent(_ directory: URL) {
  do { try FileManager.default.removeItem(at: directory) } catch { print("left behind: \(directory.path)") }
}

private func emptyFile(_ url: URL) throws -> FileHandle {
  try Data().write(to: url)
  return try FileHandle(forWritingTo: url)
}

private func pathOfProgram(_ name: String) -> String? {
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
    .first(where: FileManager.default.isExecutableFile)
}
