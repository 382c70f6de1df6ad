extension Array where Element: Comparable {
  /// The first place of an element in an ascending array; nil where it is not there. O(log n).
  func place(of element: Element) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element ? low : nil
  }
}
