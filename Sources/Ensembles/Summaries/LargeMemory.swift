#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory on pages as large as the system gives them, to be deallocated by whoever asks: with small ones, taking hundreds
/// of megabytes page by page would cost as much as filling them.
@unsafe
func largeMemory(bytes: Int) -> UnsafeMutableRawPointer {
  let page = 1 << 21
  // Not where most of it may never be touched.
  guard bytes >= page, bytes <= 256 * page else { return .allocate(byteCount: bytes, alignment: 64) }
  let memory = UnsafeMutableRawPointer.allocate(byteCount: (bytes + page - 1) & -page, alignment: page)
  #if os(Linux)
    // Only a wish: where it is not granted, pages are small.
    _ = unsafe madvise(memory, bytes, MADV_HUGEPAGE)
  #endif
  return unsafe memory
}

/// Pages of their own for numbers. They go back to the system at once, so that blocks that are outgrown one after the
/// other leave no gaps behind.
@unsafe
struct Pages {
  let start: UnsafeMutablePointer<Double>
  let capacity: Int
  private let isMapped: Bool

  init(capacity: Int) {
    unsafe self.capacity = capacity
    let pages = unsafe mmap(nil, Self.bytes(capacity), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
    if let pages = unsafe pages, unsafe pages != MAP_FAILED {
      unsafe start = pages.bindMemory(to: Double.self, capacity: capacity)
      unsafe isMapped = true
    } else {
      // A process may have only so many mappings.
      unsafe start = .allocate(capacity: capacity)
      unsafe isMapped = false
    }
  }

  func deallocate() {
    if unsafe isMapped { unsafe munmap(start, Self.bytes(capacity)) } else { unsafe start.deallocate() }
  }

  private static func bytes(_ capacity: Int) -> Int { max(1, capacity) * MemoryLayout<Double>.stride }
}
