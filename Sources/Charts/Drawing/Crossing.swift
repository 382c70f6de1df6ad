/// Whether a run of lines, drawn from left to right, passes through a box.
///
/// - Complexity: O(n) in the number of points.
func passes(_ points: [Point], through box: Box) -> Bool {
  zip(points, points.dropFirst()).contains { start, end in
    let (first, last) = (max(box.left, start.x), min(box.right, end.x))
    guard first <= last, start.x <= end.x else { return false }
    guard start.x < end.x else { return min(start.y, end.y) < box.bottom && max(start.y, end.y) > box.top }
    func height(_ x: Double) -> Double { start.y + (x - start.x) / (end.x - start.x) * (end.y - start.y) }
    return min(height(first), height(last)) < box.bottom && max(height(first), height(last)) > box.top
  }
}
