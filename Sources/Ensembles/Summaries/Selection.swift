extension [Double] {
  /// Moves the element of a 0-based rank to its place in order, smaller ones before it, and returns it (Hoare's
  /// selection, 1961). O(n) on average.
  ///
  /// - Parameter first: a place, at most `rank`, before which no element is greater than one after it.
  mutating func selectElement(at rank: Int, from first: Int = 0) -> Double {
    var low = first
    var high = count - 1
    while high - low > 16 {
      let pivot = Swift.max(
        Swift.min(self[low], self[high]), Swift.min(Swift.max(self[low], self[high]), self[(low + high) / 2]))
      var left = low
      var right = high
      while left <= right {
        while self[left] < pivot { left += 1 }
        while self[right] > pivot { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if rank <= right { high = right } else if rank >= left { low = left } else { return self[rank] }
    }
    self[low...high].sort()
    return self[rank]
  }
}
