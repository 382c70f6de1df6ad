/// A dense matrix of doubles, stored by columns as Fortran's LAPACK expects it.
public struct Matrix: Sendable, Equatable {
  public let rows: Int
  public let columns: Int
  /// The elements, column after column; element (r, c) stands at `r + c * rows`.
  public internal(set) var storage: [Double]

  /// A matrix with the same value everywhere.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot have a negative number of rows or columns")
    self.rows = rows
    self.columns = columns
    storage = [Double](repeating: value, count: rows * columns)
  }

  /// A matrix from its rows, which all have the same length.
  public init(rows lines: [[Double]]) {
    let width = lines.first?.count ?? 0
    precondition(lines.allSatisfy { $0.count == width }, "all rows of a matrix have the same length")
    self.init(rows: lines.count, columns: width)
    for (r, line) in lines.enumerated() {
      for (c, value) in line.enumerated() { self[r, c] = value }
    }
  }

  /// The identity matrix of the given size.
  public init(identity size: Int) {
    self.init(rows: size, columns: size)
    for i in 0..<size { self[i, i] = 1 }
  }

  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(row >= 0 && row < rows, "the row lies inside the matrix")
      return storage[row + column * rows]
    }
    set {
      precondition(row >= 0 && row < rows, "the row lies inside the matrix")
      storage[row + column * rows] = newValue
    }
  }

  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for c in 0..<columns {
      for r in 0..<rows { result[c, r] = self[r, c] }
    }
    return result
  }

  public var isSquare: Bool { rows == columns }

  /// Whether no element is infinite or not a number.
  public var isFinite: Bool { storage.allSatisfy(\.isFinite) }

  /// The matrix product. O(rows · columns · other.columns).
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(left.columns == right.rows, "the inner dimensions of a product agree")
    var product = Matrix(rows: left.rows, columns: right.columns)
    for c in 0..<right.columns {
      for k in 0..<left.columns {
        let factor = right[k, c]
        for r in 0..<left.rows { product[r, c] += left[r, k] * factor }
      }
    }
    return product
  }

  /// The product with a column vector.
  public static func * (left: Matrix, right: [Double]) -> [Double] {
    precondition(left.columns == right.count, "the inner dimensions of a product agree")
    var product = [Double](repeating: 0, count: left.rows)
    for c in 0..<left.columns {
      for r in 0..<left.rows { product[r] += left[r, c] * right[c] }
    }
    return product
  }

  /// The Frobenius norm: the root of the sum of squares.
  public var frobeniusNorm: Double { storage.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
