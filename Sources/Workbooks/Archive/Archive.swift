/// A ZIP archive whose parts are stored as they are (APPNOTE 6.3.10), all of them dated 1 January 1980.
struct Archive {
  private struct Entry {
    let name: [UInt8]
    let sum: UInt32
    let size: UInt32
    let offset: UInt32
  }

  private static let limit = Int(UInt32.max)

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  mutating func add(_ name: String, _ content: Markup) throws(WorkbookError) {
    guard bytes.count + content.bytes.count <= Archive.limit, let offset = UInt32(exactly: bytes.count),
      let size = UInt32(exactly: content.bytes.count)
    else { throw .tooLarge(bytes: bytes.count + content.bytes.count, limit: Archive.limit) }
    let entry = Entry(name: Array(name.utf8), sum: cyclicRedundancy(content.bytes), size: size, offset: offset)
    append(0x0403_4B50)
    append(attributesOf: entry)
    bytes += entry.name
    bytes += content.bytes
    entries.append(entry)
  }

  /// The archive with its directory.
  consuming func finished() throws(WorkbookError) -> [UInt8] {
    let start = bytes.count
    for entry in entries {
      append(0x0201_4B50)
      // Made by version 2.0, for MS-DOS: no permissions to carry.
      append(short: 20)
      append(attributesOf: entry)
      // No comment, first disk, no attributes inside or outside.
      for _ in 0..<3 { append(short: 0) }
      append(0)
      append(entry.offset)
      bytes += entry.name
    }
    guard let offset = UInt32(exactly: start), let size = UInt32(exactly: bytes.count - start) else {
      throw .tooLarge(bytes: bytes.count, limit: Archive.limit)
    }
    appendEnd(offset: offset, size: size)
    return bytes
  }

  /// What the head of a part and its line in the directory have in common.
  private mutating func append(attributesOf entry: Entry) {
    // Version 2.0 is needed; no flags; stored; no time, 1 January 1980.
    for value in [20, 0, 0, 0, 0x0021] as [UInt16] { append(short: value) }
    append(entry.sum)
    append(entry.size)
    append(entry.size)
    append(short: UInt16(entry.name.count))
    append(short: 0)
  }

  private mutating func appendEnd(offset: UInt32, size: UInt32) {
    append(0x0605_4B50)
    for value in [0, 0, UInt16(entries.count), UInt16(entries.count)] { append(short: value) }
    append(size)
    append(offset)
    append(short: 0)
  }

  private mutating func append(_ value: UInt32) {
    for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  private mutating func append(short value: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
  }
}
