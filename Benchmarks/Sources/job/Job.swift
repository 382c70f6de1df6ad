import Ensembles
import Foundation
import Randomness
import StockFlow
import TalentSupply

/// One reference job, done as often as asked, in the form in which the peers report theirs.
///
/// As the peers do, it first does the job untimed with few paths, so that its code and memory have been touched before.
///
///     job FILE [--paths N] [--threads T] [--repeat K] [--quantiles exact|histogram] [--sampling random|latin|sobol]
///     job quantiles        exact quantiles of a million values, nanoseconds a value
///     job sobol            scrambled Sobol' points, nanoseconds a coordinate
///     job errors FILE      error of mean and probability over 50 seeds, by sampling
@main
struct Job {
  static func main() {
    do {
      try answer(Array(CommandLine.arguments.dropFirst()))
    } catch let complaint as Complaint {
      fail(complaint.words, complaint.status)
    } catch {
      fail("job: \(error)", 70)
    }
  }

  private static func fail(_ words: String, _ status: Int32) -> Never {
    FileHandle.standardError.write(Data((words + "\n").utf8))
    exit(status)
  }

  private static func answer(_ arguments: [String]) throws {
    switch arguments.first {
    case "quantiles": try show(["nanoseconds": measureQuantiles()])
    case "sobol": try show(["nanoseconds": measureSobol()])
    case "errors":
      guard let file = arguments.dropFirst().first else { throw Complaint.usage }
      try showErrors(of: loaded(file))
    case let file? where !file.hasPrefix("-"):
      let flags = try Flags(arguments)
      try show(run(loaded(file), flags))
    default: throw Complaint.usage
    }
  }

  static func loaded(_ file: String) throws -> Scenario {
    guard let loaded = try? load(file) else { throw Complaint.unreadable(file) }
    guard let scenario = loaded.scenario else { throw Complaint.broken(file) }
    return scenario
  }

  /// Times the whole job: calibration, tables, paths, statistics and exact quantiles; reading the file is not timed.
  static func run(_ scenario: Scenario, _ flags: Flags) throws -> Report {
    let options = flags.options
    _ = try simulate(scenario, options: flags.warmUp)
    var seconds: [Double] = []
    var answer: SimulationAnswer?
    for _ in 0..<flags.times {
      let start = ContinuousClock.now
      answer = try simulate(scenario, options: options)
      seconds.append((ContinuousClock.now - start) / .seconds(1))
    }
    guard let answer else { throw Complaint.usage }
    return Report(answer, seconds: seconds, threads: options.threads)
  }

  static func show(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}

enum Complaint: Error {
  case usage
  case unreadable(String)
  case broken(String)

  var words: String {
    switch self {
    case .usage:
      """
      usage: job FILE [--paths N] [--threads T] [--repeat K] [--quantiles exact|histogram] [--sampling random|latin|sobol]
             job quantiles | job sobol | job errors FILE
      """
    case .unreadable(let file): "job: cannot read '\(file)'"
    case .broken(let file): "job: '\(file)' has problems, which `talent check` tells"
    }
  }

  /// As `talent` ends.
  var status: Int32 {
    switch self {
    case .usage: 64
    case .broken: 65
    case .unreadable: 66
    }
  }
}

/// The command line.
struct Flags {
  var options = EnsembleOptions(size: .paths(1_000_000), seed: 1, threads: 1)
  var times = 1

  /// As many paths as the peers warm up with (`peers/jobs.py`, `peers/job.hpp`), where there are not fewer.
  var warmUp: EnsembleOptions {
    var options = options
    if case .paths(let paths) = options.size { options.size = .paths(min(20_000, paths)) }
    return options
  }

  init(_ arguments: [String]) throws {
    var rest = arguments.dropFirst()
    while let flag = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Complaint.usage }
      switch flag {
      case "--paths": options.size = .paths(try Self.number(value))
      case "--threads": options.threads = try Self.number(value)
      case "--repeat": times = try Self.number(value)
      case "--quantiles": options.quantiles = try Self.choice(QuantilePrecision(rawValue: value))
      case "--sampling": options.sampling = try Self.choice(Sampling(rawValue: value))
      default: throw Complaint.usage
      }
    }
  }

  private static func number(_ word: String) throws -> Int {
    guard let number = Int(word), number > 0 else { throw Complaint.usage }
    return number
  }

  private static func choice<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Complaint.usage }
    return value
  }
}

/// What the peers print, too.
struct Report: Encodable {
  let peer = "TalentSupply"
  let job: String
  let paths: Int
  let threads: Int
  let seconds: [Double]
  let mean: [String: [Double?]]
  let sd: [String: [Double?]]
  let quantiles: [String: [[Double?]]]
  let probabilities: [String: Double]

  /// Years after the baseline only, as the peers have them.
  init(_ answer: SimulationAnswer, seconds: [Double], threads: Int) {
    let scenario = answer.header.scenario
    job = scenario.id
    paths = answer.stamp.paths
    self.threads = threads
    self.seconds = seconds
    let series = answer.series.map { ($0.id, $0.years.dropFirst()) }
    mean = Dictionary(uniqueKeysWithValues: series.map { ($0, $1.map(\.mean)) })
    sd = Dictionary(uniqueKeysWithValues: series.map { ($0, $1.map(\.standardDeviation)) })
    quantiles = Dictionary(uniqueKeysWithValues: series.map { ($0, $1.map(\.quantiles)) })
    probabilities = Dictionary(
      uniqueKeysWithValues: zip(scenario.targets, answer.probabilities).map { ($0.of, $1.value) })
  }
}
