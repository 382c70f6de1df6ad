import ArgumentParser

// One reading per option; what is refused is refused with a sentence.

private let mostPaths = 1_000_000_000
private let mostThreads = 1024

func readPaths(_ text: String) throws -> Int {
  guard let paths = Int(text), (1...mostPaths).contains(paths) else {
    throw ValidationError(
      said("路径数应为 1 到 \(mostPaths) 的整数", "the number of paths is a whole number from 1 to \(mostPaths)"))
  }
  return paths
}

func readPrecision(_ text: String) throws -> Double {
  guard let precision = Double(text), precision > 0, precision <= 0.5 else {
    throw ValidationError(
      said("精度应大于 0 且不大于 0.5，如 0.005", "a precision is above 0 and at most 0.5, for example 0.005"))
  }
  return precision
}

func readSeed(_ text: String) throws -> UInt64 {
  guard let seed = UInt64(text) else {
    throw ValidationError(
      said("种子应为 0 到 \(UInt64.max) 的整数", "a seed is a whole number from 0 to \(UInt64.max)"))
  }
  return seed
}

func readThreads(_ text: String) throws -> Int {
  guard let threads = Int(text), (1...mostThreads).contains(threads) else {
    throw ValidationError(
      said("线程数应为 1 到 \(mostThreads) 的整数", "the number of threads is a whole number from 1 to \(mostThreads)"))
  }
  return threads
}

func readLevels(_ text: String) throws -> [Double] {
  let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "，" }
  let levels = parts.compactMap { Double(String($0).filter { $0 != " " }) }
  guard levels.count == parts.count, levels.allSatisfy({ (0...1).contains($0) }) else {
    throw ValidationError(
      said(
        "分位水平是 0 到 1 的数，用逗号分隔，如 0.1,0.5,0.9",
        "quantile levels are numbers from 0 to 1 separated by commas, for example 0.1,0.5,0.9"))
  }
  return levels
}

func readProbability(_ text: String) throws -> Double {
  guard let probability = Double(text), (0...1).contains(probability) else {
    throw ValidationError(said("要求的概率是 0 到 1 的数，如 0.8", "a probability is a number from 0 to 1, for example 0.8"))
  }
  return probability
}
