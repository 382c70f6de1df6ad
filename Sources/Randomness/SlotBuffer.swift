/// Numbers or vectors of lanes side by side, in memory of its own that begins at a multiple of 64 bytes.
///
/// An array would do, but its elements begin 32 bytes after such a border, and every vector of 512 bits would lie across
/// two lines of the cache. Every access is checked against the bounds.
@safe
public struct SlotBuffer<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
  @usableFromInline
  let start: UnsafeMutablePointer<Element>
  public let count: Int

  /// - Precondition: the alignment of `Element` divides 64.
  public init(repeating value: Element, count: Int) {
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Element>.stride, alignment: 64)
    // The memory holds `count` elements and is freed in `deinit` alone.
    unsafe start = bytes.bindMemory(to: Element.self, capacity: count)
    unsafe start.initialize(repeating: value, count: count)
    self.count = count
  }

  deinit { unsafe start.deallocate() }

  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always)
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "an index lies inside its buffer")
      return unsafe start[index]
    }
    @inline(__always)
    set {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "an index lies inside its buffer")
      unsafe start[index] = newValue
    }
  }

  /// The `width` elements from `index`·`width` on; checked once, so that a loop over them need not be.
  @inlinable
  @inline(__always)
  public func slot(_ index: Int, width: Int) -> Slot<Element> {
    precondition(width > 0 && index >= 0 && index < count / width, "a slot lies inside its buffer")
    return unsafe Slot(start: start + index &* width, width: width)
  }

  /// All elements.
  @inlinable
  public var all: Slot<Element> {
    @inline(__always)
    get { unsafe Slot(start: start, width: count) }
  }

  /// The memory of a range of vectors as single numbers, eight to a vector.
  @inlinable
  @unsafe
  public func withScalars<Result>(
    _ range: Range<Int>, _ body: (UnsafePointer<Double>) -> Result
  ) -> Result where Element == Lanes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range lies inside its buffer")
    return unsafe body(UnsafeRawPointer(start + range.lowerBound).assumingMemoryBound(to: Double.self))
  }

  /// One of the numbers of the vectors, eight to a vector. Taking a vector apart to change one of its lanes takes ten times
  /// as long.
  subscript(scalar place: Int) -> Double where Element == Lanes {
    @inline(__always)
    get {
      precondition(place >= 0 && place < 8 * count, "a number lies inside its buffer")
      return unsafe UnsafeRawPointer(start).load(fromByteOffset: 8 &* place, as: Double.self)
    }
    @inline(__always)
    set {
      precondition(place >= 0 && place < 8 * count, "a number lies inside its buffer")
      unsafe UnsafeMutableRawPointer(start).storeBytes(of: newValue, toByteOffset: 8 &* place, as: Double.self)
    }
  }

  public mutating func fill(with value: Element) {
    for index in 0..<count { self[index] = value }
  }

  /// A copy as an array.
  public var elements: [Element] {
    // The memory holds `count` elements, all initialised.
    unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }
}

/// A view of some neighbouring elements of a buffer. It must not be kept longer than the buffer: kernels make one where
/// they need it; those that are stored read coefficients that never change and stand beside an owner of the buffer. One thread at a time writes through the views of a buffer, because only workers
/// own buffers that are written.
@safe
public struct Slot<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  @usableFromInline
  let start: UnsafeMutablePointer<Element>
  @usableFromInline
  let width: Int

  @usableFromInline
  @inline(__always)
  init(start: UnsafeMutablePointer<Element>, width: Int) {
    unsafe self.start = start
    self.width = width
  }

  /// The `width` elements from `index`·`width` on, as of a buffer.
  @inlinable
  @inline(__always)
  public func slot(_ index: Int, width: Int) -> Slot<Element> {
    precondition(width > 0 && index >= 0 && index < self.width / width, "a slot lies inside another")
    return unsafe Slot(start: start + index &* width, width: width)
  }

  @inlinable
  public subscript(lane: Int) -> Element {
    @inline(__always)
    get {
      precondition(UInt(bitPattern: lane) < UInt(bitPattern: width), "a lane lies inside its slot")
      return unsafe start[lane]
    }
    @inline(__always)
    nonmutating set {
      precondition(UInt(bitPattern: lane) < UInt(bitPattern: width), "a lane lies inside its slot")
      unsafe start[lane] = newValue
    }
  }
}

extension Slot where Element == Lanes {
  /// The memory of the vectors as single numbers, eight to a vector.
  @inlinable
  @unsafe
  public func withScalars<Result>(_ body: (UnsafePointer<Double>) -> Result) -> Result {
    unsafe body(UnsafeRawPointer(start).assumingMemoryBound(to: Double.self))
  }
}

/// Vectors of lanes: a batch of paths takes a slot of `PathBatch.vectors` of them.
public typealias LaneBuffer = SlotBuffer<Lanes>
