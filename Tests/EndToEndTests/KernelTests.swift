import Foundation
import Testing

/// What the kernels compute and how much work it takes, on every instruction set that `./test` has built them for.
struct KernelTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The probe in a build folder; nil where it was not built.
  private static func probe(_ folder: String) -> String? {
    let path = package.appendingPathComponent("\(folder)/release/KernelProbe").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  @Test(arguments: ["x86-64-v4", "x86-64-v3", "x86-64"])
  func `code for 128, 256 and 512 bits gives the same bytes`(cpu: String) throws {
    let native = try #require(Self.probe(".build"), "the probe is built with the tests")
    guard let other = Self.probe(".build-\(cpu)") else {
      print("skipped: no build for \(cpu); ./test makes one where the machine can run it")
      return
    }
    let expected = try shell("'\(native)' bytes").output
    let found = try shell("'\(other)' bytes", seconds: 120).output
    #expect(expected.split(separator: "\n").count == 11)
    #expect(found == expected)
  }

  @Test func `the scores of every sampling stay what they are`() throws {
    // Golden digests: whoever changes them changes every published result.
    let probe = try #require(Self.probe(".build"), "the probe is built with the tests")
    let found = try shell("'\(probe)' bytes").output.split(separator: "\n").filter { $0.contains(" scores ") }
    #expect(
      found == [
        "random scores 4d3996ea6f1a84e2", "latin scores cd62fc9fb12421ae", "sobol scores 2fe15061e98a1c0e",
      ])
  }

  /// Instructions per path of each kernel in code for 256 bits, as measured, with what they may grow by.
  ///
  /// Counted exactly by callgrind as the difference of two runs, so that neither start nor machine matters; another
  /// compiler may need other numbers. Values were 14.5 until ranges of one shape shared a table: moving and stretching what it
  /// says takes the rest, and less than tables of their own took to load; and a little for each call, which looks for finer
  /// tables too.
  private static let limits: [(work: String, units: Int, paths: Int, limit: Double)] = [
    ("scores", 2000, 64, 22.1), ("latin", 2000, 64, 41.0), ("sobol", 2000, 64, 21.7), ("values", 2000, 64, 16.2),
    ("triangles", 2000, 64, 16.7), ("balance", 500, 64, 227.7), ("transfers", 100, 64, 3660),
    ("quantiles", 256, 1024, 24.3),
  ]

  @Test func `no kernel needs more instructions than before`() throws {
    guard let probe = Self.probe(".build-x86-64-v3") else {
      print("skipped: no build for 256 bits to count instructions of")
      return
    }
    guard try shell("command -v valgrind").status == 0 else {
      print("skipped: instructions are not counted because valgrind is not installed")
      return
    }
    for (work, units, paths, limit) in Self.limits {
      let few = try Self.instructions(probe, work, units)
      let many = try Self.instructions(probe, work, 2 * units)
      let perPath = Double(many - few) / Double(units * paths)
      // A twentieth more is a change of the code, not of chance.
      #expect(perPath <= limit * 1.05, "\(work): \(perPath) instructions a path, \(limit) before")
    }
  }

  private static func instructions(_ probe: String, _ work: String, _ units: Int) throws -> Int {
    let run = try shell(
      "valgrind --tool=callgrind --callgrind-out-file=/dev/null '\(probe)' \(work) \(units) 2>&1", seconds: 300)
    let line = try #require(run.output.split(separator: "\n").first { $0.contains("Collected :") }, "\(run.output)")
    return try #require(Int(line.split(separator: " ").last ?? ""))
  }
}
