import ArgumentParser
import Foundation

/// With which random numbers, and on how many threads.
struct RunFlags: ParsableArguments {
  @Option(
    parsing: .unconditional, help: help("随机数种子（默认 1）", "Seed of the random numbers (default: 1)."), transform: readSeed)
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: help("线程数（默认全部核心）；不改变结果", "Threads (default: all cores); never changes the result."),
    transform: readThreads)
  var threads: Int?

  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}
