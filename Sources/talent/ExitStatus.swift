import ArgumentParser

/// How the program ends (section 5 of the specification); wrong usage is the argument parser's own 64.
enum ExitStatus: Int32, Comparable {
  case done = 0
  /// A condition the user asked for does not hold.
  case conditionFails = 1
  case wrongUsage = 64
  case scenarioHasErrors = 65
  case cannotRead = 66
  case ownFailure = 70
  case cannotWrite = 73
  /// The user has stopped it: 128 and the number of the signal.
  case interrupted = 130

  static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }

  var code: ExitCode { ExitCode(rawValue) }
}
