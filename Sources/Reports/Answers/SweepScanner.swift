public import Foundation

/// Finds where the complete points of a half-written sweep end, in constant memory; the pieces come in order.
public struct SweepScanner: Sendable {
  /// Complete points so far.
  public private(set) var points = 0
  /// Bytes up to the end of the last of them, and of the one before.
  public private(set) var end = 0
  public private(set) var previousEnd = 0

  /// Whether a complete point sets something else than the sweep's own point of that index.
  public private(set) var isForeign = false

  private let format: OutputFormat
  private let isOwn: @Sendable (_ index: Int, _ point: [UInt8]) -> Bool
  /// What was read since the last complete point.
  private var pending: [UInt8] = []
  private let rowsPerPoint: Int
  private var rows = 0
  private var place = 0
  private var lineStart = 0
  /// The first bytes of the line, as many as tell what it ends, and its last.
  private var opening: [UInt8] = []
  private var last: UInt8 = 0

  private static let pointEnd = Array("    }".utf8)

  /// No point is longer; a file in which one is comes from elsewhere.
  private static let longestPoint = 1 << 24

  init(
    _ format: OutputFormat, rowsPerPoint: Int, isOwn: @escaping @Sendable (_ index: Int, _ point: [UInt8]) -> Bool
  ) {
    self.format = format
    self.isOwn = isOwn
    self.rowsPerPoint = rowsPerPoint
  }

  public mutating func scan(_ piece: Data) {
    for byte in piece where !isForeign {
      pending.append(byte)
      if pending.count > Self.longestPoint { isForeign = true }
      if byte == UInt8(ascii: "\n") {
        endLine(isBroken: true)
        lineStart = place + 1
        opening.removeAll(keepingCapacity: true)
        last = 0
      } else {
        // A byte more than the longest line that counts.
        if opening.count < Self.pointEnd.count + 2 { opening.append(byte) }
        last = byte
      }
      place += 1
    }
  }

  /// A last line without its break, as an interrupted run leaves it.
  public mutating func finish() {
    if format == .json { endLine(isBroken: false) }
  }

  private mutating func endLine(isBroken: Bool) {
    switch format {
    case .table: break
    case .jsonl: if last == UInt8(ascii: "}") { addPoint(endingAt: place + 1) }
    case .json:
      // The comma after a point belongs to the next one.
      if opening == Self.pointEnd || opening == Self.pointEnd + [UInt8(ascii: ",")] {
        addPoint(endingAt: lineStart + Self.pointEnd.count)
      }
    case .csv:
      guard last == UInt8(ascii: "\r") else { return }
      rows += 1
      if rows == rowsPerPoint {
        rows = 0
        addPoint(endingAt: place + 1)
      }
    }
  }

  private mutating func addPoint(endingAt end: Int) {
    let length = min(end - self.end, pending.count)
    if !isOwn(points, Array(pending.prefix(length))) { isForeign = true }
    pending.removeFirst(length)
    points += 1
    previousEnd = self.end
    self.end = end
  }
}
