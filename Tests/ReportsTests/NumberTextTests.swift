import Reports
import StockFlow
import Testing

@Test(arguments: [
  (0.0, "0"), (-0.0, "0"), (5.0, "5"), (0.1, "0.1"), (1e21, "1e+21"), (.leastNonzeroMagnitude, "5e-324"),
  (-2.5, "-2.5"),
  (100_000, "100000"), (1.7976931348623157e308, "1.7976931348623157e+308"), (0.1 + 0.2, "0.30000000000000004"),
])
func `numbers have the shortest digits that read back exactly`(value: Double, text: String) {
  #expect(shortest(value) == text)
  #expect(Double(text) == value)
}

@Test(arguments: [
  (2.675, 2, "2.68"), (-0.004, 2, "0.00"), (9.995, 2, "10.00"), (0.05, 1, "0.1"), (1234.5, 0, "1235"),
  (1e-12, 3, "0.000"), (45, 2, "45.00"), (0.0005, 3, "0.001"), (-1.25, 1, "-1.3"), (99.96, 1, "100.0"),
  (1e21, 2, "1e+21"),
])
func `numbers are rounded on their decimal digits, half away from zero`(value: Double, decimals: Int, text: String) {
  #expect(fixed(value, decimals: decimals) == text)
}

@Test func `digits are grouped from ten thousand on in English and never in Chinese`() {
  #expect(Words(language: .en).number(1_234_567.8, decimals: 1) == "1,234,567.8")
  #expect(Words(language: .en).number(1234, decimals: 0) == "1234")
  #expect(Words(language: .zh).number(1_234_567.8, decimals: 1) == "1234567.8")
  #expect(Words(language: .en).count(100_000) == "100,000")
  #expect(Words(language: .zh).count(100_000) == "10 万")
  #expect(Words(language: .zh).count(12_345) == "12345")
}

@Test func `a group of numbers has three to four significant digits and no more than it needs`() {
  #expect(decimals(for: [46.283, 3.1]) == 2)
  #expect(decimals(for: [3700, 3704]) == 0)
  #expect(decimals(for: [640.27]) == 1)
  #expect(decimals(for: [0.55123]) == 3)
  #expect(decimals(for: [0.0123456]) == 4)
  #expect(decimals(for: [46, 20]) == 0)
  #expect(decimals(for: []) == 0)
  #expect(decimals(for: [.nan, .infinity]) == 0)
}

@Test func `a figure is shown with the decimals it was written with`() {
  let scenario = Scenario(
    id: "a", name: LocalizedText("a"), unit: PeopleUnit(name: "万人", counted: .person, factor: 1e4),
    horizon: 2019...2025)
  let words = Words(language: .en)
  let percent = ShownUnit(.percent, of: scenario)
  #expect(percent.written(Figure(0.239, lastDigit: 0.001), in: words) == "23.9")
  #expect(percent.written(Figure(0.2, lastDigit: 0.01), in: words) == "20")
  let persons = ShownUnit(.people(.persons), of: scenario)
  #expect(persons.written(Figure(3.45, lastDigit: 0.0001), in: words) == "34,500")
  let plain = ShownUnit(.none, of: scenario)
  #expect(plain.written(Figure(15, lastDigit: 0.01), in: words) == "15.00")
  #expect(plain.written(Figure(0.97), in: words) == "0.97")
}

@Test(arguments: Language.allCases)
func `a probability is never rounded to certainty`(language: Language) {
  let words = Words(language: language)
  #expect(words.percent(0).hasPrefix("0"))
  #expect(words.percent(1).hasPrefix("100"))
  #expect(words.percent(0.378).hasPrefix("37.8"))
  #expect(words.percent(0.00001).hasPrefix("0.001"))
  #expect(words.percent(0.99999).hasPrefix("99.999"))
  #expect(words.frequency(0.999, paths: 1000) != words.frequency(1, paths: 1000))
  #expect(words.frequency(0.001, paths: 1000) != words.frequency(0, paths: 1000))
}

@Test func `frequencies are said in words`() {
  let words = Words(language: .en)
  #expect(words.frequency(0.378, paths: 100_000) == "in 38 of 100 futures")
  #expect(words.frequency(0.004, paths: 100_000) == "in fewer than 1 of 100 futures")
  #expect(words.frequency(0.9931, paths: 100_000) == "in more than 99 of 100 futures")
  #expect(words.frequency(0, paths: 100_000) == "in none of the 100,000 futures drawn")
  #expect(words.frequency(1, paths: 100_000) == "in all of the 100,000 futures drawn")
  #expect(Words(language: .zh).frequency(0.378, paths: 100_000) == "每 100 种未来中有 38 种")
  #expect(Words(language: .zh).frequency(0, paths: 100_000) == "抽取的 10 万种未来中没有一种")
}
