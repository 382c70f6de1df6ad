import Foundation

/// What the streams of the program lead to.
struct Terminal: Sendable {
  let showsColorOnOutput: Bool
  let showsColorOnErrors: Bool
  let showsProgress: Bool

  /// Colours need a terminal that can show them and a user who has not asked for none (https://no-color.org).
  init(environment: Environment) {
    let wantsColor = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    let errorsAreShown = isatty(STDERR_FILENO) == 1
    showsColorOnOutput = wantsColor && isatty(STDOUT_FILENO) == 1
    showsColorOnErrors = wantsColor && errorsAreShown
    showsProgress = errorsAreShown && environment["TERM"] != "dumb"
  }
}
