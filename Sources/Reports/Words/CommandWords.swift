import StockFlow

// What the command line says on standard error.
extension Words {
  package var errorPrefix: String { say("错误：", "Error: ") }

  package func cannotWrite(_ file: String?, _ reason: String) -> String {
    file.map { say("无法写入 \($0)：\(reason)", "cannot write \($0): \(reason)") }
      ?? say("无法写入标准输出：\(reason)", "cannot write to standard output: \(reason)")
  }

  /// Why a file could not be written, where the system's reason is a common one.
  package func reason(_ reason: WritingFailure) -> String {
    switch reason {
    case .noSpace: say("磁盘空间不足", "no space left on the disk")
    case .notPermitted: say("没有权限", "permission denied")
    case .noDirectory: say("目录不存在", "its directory does not exist")
    case .isDirectory: say("它是一个目录", "it is a directory")
    case .readOnly: say("文件系统是只读的", "the file system is read-only")
    case .tooLarge: say("超过允许的文件大小", "larger than a file may be")
    case .isInput: say("结果由该文件算出，不能覆盖它", "the result is computed from it")
    case .other(let text): text
    }
  }

  package func unknownVariant(_ id: String, known: [String]) -> String {
    let others =
      known.isEmpty
      ? say("场景中没有方案，请写在 variants: 之下", "the scenario has no variants; write them under variants:")
      : say("可选：\(list(known))", "it may be one of: \(list(known))")
    return say("没有名为“\(id)”的方案；\(others)", "there is no variant “\(id)”; \(others)")
  }

  package func unknownSweep(_ id: String?, known: [String]) -> String {
    let others =
      known.isEmpty
      ? say("场景中没有参数扫描，请写在 sweeps: 之下", "the scenario has no sweeps; write them under sweeps:")
      : say("可选：\(list(known))", "it may be one of: \(list(known))")
    guard id != nil || !known.isEmpty else { return others }
    guard let id else { return say("请用 --sweep 指明参数扫描；\(others)", "name the sweep with --sweep; \(others)") }
    return say("没有名为“\(id)”的参数扫描；\(others)", "there is no sweep “\(id)”; \(others)")
  }

  package func notTheSameSweep(_ file: String) -> String {
    say(
      "\(file) 不是这次扫描写下的，不能接着写；请换一个文件或去掉 --resume",
      "\(file) was not written by this sweep and cannot be continued; name another file or leave out --resume")
  }

  /// How far a computation has come; `seconds` is the time taken so far.
  package func progress(done: Int, total: Int?, seconds: Double) -> String {
    let rate = seconds > 0 ? Double(done) / seconds : 0
    let paths = total.map { say("\(count(done)) / \(counted($0, "条"))路径", "\(count(done)) of \(count($0)) paths") }
    let speed = rate > 0 ? say("，每秒 \(counted(Int(rate), "条"))", ", \(count(Int(rate))) a second") : ""
    let left = total.flatMap { rate > 0 ? Double(max(0, $0 - done)) / rate : nil }
    let remaining = left.map { say("，还需 \(duration($0))", ", \(duration($0)) left") } ?? ""
    return (paths ?? say("\(counted(done, "条"))路径", "\(count(done)) paths")) + speed + remaining
  }

  private func duration(_ seconds: Double) -> String {
    guard seconds < 360_000 else { return say("100 多小时", "more than 100 hours") }
    let whole = Int(seconds.rounded(.up))
    guard whole >= 60 else { return say("\(whole) 秒", "\(whole) s") }
    guard whole >= 3600 else { return say("\(whole / 60) 分 \(whole % 60) 秒", "\(whole / 60) min \(whole % 60) s") }
    return say("\(whole / 3600) 小时 \(whole / 60 % 60) 分", "\(whole / 3600) h \(whole / 60 % 60) min")
  }
}

/// Why the system would not write.
package enum WritingFailure: Sendable, Equatable {
  case noSpace, notPermitted, noDirectory, isDirectory, readOnly, tooLarge
  /// The result is computed from this file.
  case isInput
  /// In the system's own words.
  case other(String)
}
