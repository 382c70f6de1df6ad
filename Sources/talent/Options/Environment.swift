import Foundation

/// The variables of the environment, looked up one by one: a dictionary of all of them takes longer than reading the
/// command line.
struct Environment {
  subscript(name: String) -> String? {
    // In bounds: the system ends every value with a zero; nobody changes the environment while the program runs.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
