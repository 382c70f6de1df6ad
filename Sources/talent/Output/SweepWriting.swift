import Ensembles
import Foundation
import Planning
import Reports
import Synchronization
import TalentSupply

/// Whether the user has asked to stop.
private let isInterrupted = Atomic<Bool>(false)

/// Writes a sweep as it goes: what was written stays valid whenever it ends.
struct SweepWriting {
  let run: SweepRun
  let report: SweepReport
  let console: Console

  func write(resuming: Bool) throws {
    signal(SIGINT) { _ in isInterrupted.store(true, ordering: .relaxed) }
    do {
      let stream = try ResultStream(console.destination, continuing: resuming)
      guard let first = resuming ? try continued(stream) : 0 else {
        console.sayError(console.words.notTheSameSweep(stream.name))
        throw ExitStatus.cannotWrite.code
      }
      if first == 0 { try stream.append(report.head) }
      let last = try writePoints(from: first, to: stream)
      try stream.append(report.tail(after: last))
    } catch let failure as OutputDestination.Failure {
      throw console.exitCode(for: failure)
    }
    if isInterrupted.load(ordering: .relaxed) { throw ExitStatus.interrupted.code }
  }

  /// Returns how many points there are in the end.
  private func writePoints(from first: Int, to stream: ResultStream) throws -> Int {
    let block = 8 * max(1, ProcessInfo.processInfo.activeProcessorCount)
    let line = console.terminal.showsProgress && !console.isQuiet ? ProgressLine(console.words) : nil
    defer { line?.erase() }
    var next = first
    while next < run.count, !isInterrupted.load(ordering: .relaxed) {
      let range = next..<min(run.count, next + block)
      try stream.append(report.text(of: run.points(range)))
      next = range.upperBound
      line?.show(ProgressReport(done: (next - first) * run.stamp.paths, total: (run.count - first) * run.stamp.paths))
    }
    return next
  }

  /// Keeps the complete points of a half-written file and cuts off the rest; returns how many they are, `nil` where the
  /// file is not this run's.
  private func continued(_ stream: ResultStream) throws(OutputDestination.Failure) -> Int? {
    guard let kept = try keptPoints(stream) else { return nil }
    try stream.truncate(to: kept.bytes)
    return kept.points
  }

  /// The head, what every complete point sets, the last complete point and what follows it are held against what this
  /// run writes; that tells it from any other.
  private func keptPoints(_ stream: ResultStream) throws(OutputDestination.Failure) -> (points: Int, bytes: Int)? {
    let head = Data(report.head.utf8)
    let written = try stream.bytes(0..<head.count)
    guard written == head else { return head.starts(with: written) ? (0, 0) : nil }
    var scanner = report.makeScanner()
    try stream.forEachPiece(from: head.count) { scanner.scan($0) }
    scanner.finish()
    guard !scanner.isForeign, scanner.points <= run.count,
      try isBeginning(stream, after: scanner.points, at: head.count + scanner.end)
    else { return nil }
    guard scanner.points > 0 else { return (0, 0) }
    let last = try stream.bytes(head.count + scanner.previousEnd..<head.count + scanner.end)
    let expected = Data(report.text(of: run.points(scanner.points - 1..<scanner.points)).utf8)
    guard last == expected else { return nil }
    return (scanner.points, head.count + scanner.end)
  }

  /// Whether nothing else follows the complete points than the beginning of the next one, or of the end.
  private func isBeginning(
    _ stream: ResultStream, after points: Int, at place: Int
  ) throws(OutputDestination.Failure) -> Bool {
    let next = points < run.count ? report.text(of: run.points(points..<points + 1)) : ""
    let ends = [Data(next.utf8), Data(report.tail(after: points).utf8)]
    let rest = try stream.bytes(place..<place + 1 + (ends.map(\.count).max() ?? 0))
    return ends.contains { $0.starts(with: rest) }
  }
}
