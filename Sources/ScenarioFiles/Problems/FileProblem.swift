/// `extends` that leads nowhere or in a circle.
enum FileProblem: Problem {
  case unreadable(path: String, reason: FileFailure.Reason)
  case circle([String])

  var code: String {
    switch self {
    case .unreadable: "cannot-read"
    case .circle: "extends-circle"
    }
  }
}
