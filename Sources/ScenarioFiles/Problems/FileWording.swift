extension FileProblem {
  var english: Phrase {
    switch self {
    case .unreadable(let path, let reason):
      Phrase("cannot read `\(path)`\(reason.english)", help: "the path is relative to this file")
    case .circle(let paths):
      Phrase("files extend each other in a circle: \(listed(paths, " → "))", help: "remove one `extends`")
    }
  }

  var chinese: Phrase {
    switch self {
    case .unreadable(let path, let reason): Phrase("无法读取 `\(path)`\(reason.chinese)", help: "路径相对于本文件")
    case .circle(let paths): Phrase("文件循环引用：\(listed(paths, " → "))", help: "请删去一个 `extends`")
    }
  }
}

extension FileFailure.Reason {
  fileprivate var english: String {
    switch self {
    case .missing: ": there is no such file"
    case .directory: ": it is a directory"
    case .notPermitted: ": it may not be read"
    case .special: ": it is no ordinary file"
    case .failed: ""
    }
  }

  fileprivate var chinese: String {
    switch self {
    case .missing: "：没有这个文件"
    case .directory: "：这是一个目录"
    case .notPermitted: "：没有读取权限"
    case .special: "：这不是普通文件"
    case .failed: ""
    }
  }
}
