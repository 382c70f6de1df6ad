extension Array where Element: Comparable {
  /// The first place of an element in an ascending array; nil where it is not there. O(log n).
  func place(of element: Element) -> Int? {
    let place = firstPlace(from: 0) { $0 >= element }
    return place < count && self[place] == element ? place : nil
  }

  /// The first place, not before `start`, from which on all elements are beyond something; the end where none is. O(log n).
  func firstPlace(from start: Int, where isBeyond: (Element) -> Bool) -> Int {
    var low = start
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The elements in ascending order, each once.
  var sortedWithoutRepeats: [Element] {
    let sorted = sorted()
    return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
  }
}
