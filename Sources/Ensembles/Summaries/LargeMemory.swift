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
