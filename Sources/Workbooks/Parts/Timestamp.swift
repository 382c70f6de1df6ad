/// The time in UTC as `2025-11-21T09:30:00Z`, from seconds since 1970; `nil` outside the years 1 to 9999.
///
/// The calendar is computed in the years from March of Howard Hinnant's "chrono-compatible low-level date algorithms",
/// in which the leap day is the last of the year.
func timestamp(secondsSince1970 seconds: Int) -> String? {
  guard (-62_135_596_800..<253_402_300_800).contains(seconds) else { return nil }
  let daysSince1970 = (seconds - remainder(seconds, 86_400)) / 86_400
  let second = remainder(seconds, 86_400)
  // Days since 0000-03-01, which began a cycle of 400 years.
  let days = daysSince1970 + 719_468
  let dayOfCycle = remainder(days, 146_097)
  let cycle = (days - dayOfCycle) / 146_097
  let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
  let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  let year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
  let date = "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  return "\(date)T\(digits(second / 3600, 2)):\(digits(second / 60 % 60, 2)):\(digits(second % 60, 2))Z"
}

private func remainder(_ value: Int, _ divisor: Int) -> Int {
  let remainder = value % divisor
  return remainder < 0 ? remainder + divisor : remainder
}

private func digits(_ value: Int, _ count: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, count - text.count)) + text
}
