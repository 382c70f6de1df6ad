import Synchronization

/// Results that threads put in their places.
final class Results<Value: Sendable>: Sendable {
  private let values: Mutex<[Value?]>

  init(count: Int) { values = Mutex(Array(repeating: nil, count: count)) }

  func set(_ value: Value, at index: Int) { values.withLock { $0[index] = value } }

  /// All of them, in order.
  var all: [Value] { values.withLock { $0.compactMap { $0 } } }
}
