import Synchronization

extension EnsemblePlan {
  /// The values of some outputs in blocks of an ensemble: block after block, in each output after output, in the order of
  /// paths. Independent of the number of threads.
  ///
  /// - Parameter paths: those of the whole ensemble; there are none beyond.
  func values(of outputs: [Int], in blocks: Range<Int>, paths: Int, threads: Int) -> [[[Double]]] {
    let results = Mutex([[[Double]]](repeating: [], count: blocks.count))
    WorkQueue.run(blocks.count, threads: threads) { _, queue in
      var runner = BlockRunner(self)
      while let index = queue.take() {
        let values = runner.values(of: outputs, block: blocks.lowerBound + index, paths: paths)
        results.withLock { $0[index] = values }
      }
    }
    return results.withLock { $0 }
  }
}

extension BlockRunner {
  fileprivate mutating func values(of outputs: [Int], block: Int, paths: Int) -> [[Double]] {
    var values = [[Double]](repeating: [], count: outputs.count)
    let size = min(PathBlock.paths, paths - block * PathBlock.paths)
    for part in 0..<parts.count where part * parts.paths < size {
      let count = run(part: part, of: block, count: size)
      for (index, output) in outputs.enumerated() { values[index] += scalars(of: output, count: count) }
    }
    return values
  }
}
