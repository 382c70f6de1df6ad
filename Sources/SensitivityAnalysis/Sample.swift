/// Points or outputs: rows of equally many numbers, row after row in one array.
public struct Sample: Sendable, Equatable {
  /// How many numbers a row has.
  public let columns: Int
  /// Element (row, column) stands at `row * columns + column`.
  public private(set) var storage: [Double]

  /// Rows of the same number everywhere, to be filled.
  public init(columns: Int, count: Int, repeating value: Double = 0) {
    self.init(columns: columns, storage: [Double](repeating: value, count: columns * count))
  }

  /// Rows that already lie one after the other.
  public init(columns: Int, storage: [Double]) {
    precondition(columns > 0 && storage.count % columns == 0, "every row of a sample has the same number of columns")
    self.columns = columns
    self.storage = storage
  }

  public init(columns: Int, rows: [[Double]]) {
    precondition(rows.allSatisfy { $0.count == columns }, "every row of a sample has the same number of columns")
    self.init(columns: columns, storage: rows.flatMap { $0 })
  }

  /// How many rows there are.
  public var count: Int { storage.count / columns }

  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(column >= 0 && column < columns, "a column lies inside its sample")
      return storage[row &* columns &+ column]
    }
    set {
      precondition(column >= 0 && column < columns, "a column lies inside its sample")
      storage[row &* columns &+ column] = newValue
    }
  }

  public func row(_ index: Int) -> ArraySlice<Double> {
    storage[index * columns..<(index + 1) * columns]
  }

  public func column(_ index: Int) -> [Double] {
    (0..<count).map { self[$0, index] }
  }

  public mutating func append(contentsOf other: Sample) {
    precondition(other.columns == columns, "rows of a sample have the same number of columns")
    storage += other.storage
  }

  /// The rows with these numbers, in their order.
  public func rows(_ indices: [Int]) -> Sample {
    Sample(columns: columns, storage: indices.flatMap { row($0) })
  }
}

/// A function of one point as a function of many.
///
/// Estimators ask for many points at once, so that a function that works on several side by side or on all cores can.
/// - Parameter outputs: how many numbers `function` returns.
public func pointwise(
  outputs: Int, _ function: @escaping @Sendable ([Double]) -> [Double]
) -> @Sendable (Sample) -> Sample {
  { points in
    var storage: [Double] = []
    storage.reserveCapacity(points.count * outputs)
    for row in 0..<points.count { storage += function(Array(points.row(row))) }
    precondition(storage.count == points.count * outputs, "a function returns as many outputs as it announced")
    return Sample(columns: outputs, storage: storage)
  }
}

/// Calls the function and holds it to its promise of one row for each point.
func answers<Failure: Error>(
  of evaluate: (Sample) throws(Failure) -> Sample, at points: Sample
) throws(Failure) -> Sample {
  let outputs = try evaluate(points)
  precondition(outputs.count == points.count, "a function answers every point with one row")
  return outputs
}
