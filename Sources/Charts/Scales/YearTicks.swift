/// The years that an axis names: as many as there is room for, in steps of 1, 2, 5, 10 …
///
/// - Parameter spacing: how far two neighbouring names must lie apart.
func yearTicks(from first: Int, to last: Int, length: Double, spacing: Double) -> [Int] {
  let count = Double(last) - Double(first)
  guard count > 0 else { return [first] }
  let room = max(1, (length / spacing).rounded(.down))
  var (mantissa, power) = (1, 1)
  while count / Double(mantissa * power) > room, power < 1_000_000_000_000_000 {
    (mantissa, power) = mantissa == 5 ? (1, power * 10) : (mantissa == 1 ? 2 : 5, power)
  }
  // Plans are read by their end: steps are counted back from the last year.
  return Array(stride(from: last, through: first, by: -mantissa * power).reversed())
}

/// Years as far away as can still be written beside each other.
func drawableYear(_ year: Int) -> Int { min(max(year, -999_999), 999_999) }
