import ScenarioFiles
import StockFlow
import Testing

private func number(
  _ value: Double, _ lastDigit: Double, _ unit: String? = nil, percent: Bool = false
) -> Result<WrittenNumber, NumberProblem> {
  .success(WrittenNumber(value: value, lastDigit: lastDigit, unitText: unit, isPercent: percent))
}

@Test(arguments: [
  ("34500", number(34500, 1)), ("15.00", number(15, 0.01)), ("1e3", number(1000, 1000)),
  ("1.50e3", number(1500, 10)), ("010", number(10, 1)), ("-0", number(0, 1)), ("−0.0", number(0, 0.1)),
  ("+3", number(3, 1)), (".5", number(0.5, 0.1)), ("5.", number(5, 1)), ("0.1", number(0.1, 0.1)),
  ("１２．５", number(12.5, 0.1)), ("－３", number(-3, 1)), ("＋３", number(3, 1)), ("　7　", number(7, 1)),
  ("2.5%", number(2.5, 0.1, percent: true)), ("3％", number(3, 1, percent: true)),
  ("−0.4 %", number(-0.4, 0.1, percent: true)), ("34500 人", number(34500, 1, "人")),
  ("1.2万人", number(1.2, 0.1, "万人")), ("0.8 万元", number(0.8, 0.1, "万元")),
  ("45 人/万人", number(45, 1, "人/万人")), ("3　人／年", number(3, 1, "人/年")),
  ("9007199254740993", number(9_007_199_254_740_992, 1)), ("1e-400", number(0, 0)),
])
func `numbers are read as written`(text: String, expected: Result<WrittenNumber, NumberProblem>) {
  #expect(readNumber(text) == expected)
}

@Test func `minus zero is plain zero`() throws {
  #expect(try readNumber("-0").get().value.sign == .plus)
}

@Test(arguments: [
  ("1,234", NumberProblem.thousandsComma(plain: "1234")), ("1,234,567.5 人", .thousandsComma(plain: "1234567.5 人")),
  ("1，234", .thousandsComma(plain: "1234")), ("2,300,000 人", .thousandsComma(plain: "2300000 人")),
  ("1,5", .decimalComma(plain: "1.5")), ("1 234", .groupedDigits(plain: "1234")),
  ("1_000", .groupedDigits(plain: "1000")), ("1e400", .tooLarge), ("-1e400", .tooLarge),
  ("1e99999999999999999999", .tooLarge), ("nan", .notFinite), (".NaN", .notFinite), ("-.inf", .notFinite),
  ("Infinity", .notFinite), ("∞", .notFinite), ("0x1F", .notDecimal), ("0o17", .notDecimal), ("0b1", .notDecimal),
  ("3-5", .range(low: "3", high: "5")), ("3～5 万人", .range(low: "3", high: "5 万人")),
  ("1.2.3", .trailing(".3")), ("12:30", .trailing(":30")), ("3 5", .trailing("5")),
  ("20余万人", .approximate(word: "余")), ("20万余人", .approximate(word: "余")), ("5000人以上", .approximate(word: "以上")),
  ("约3万", .approximate(word: "约")), ("三万", .chineseNumeral), ("yes", .notANumber), ("", .notANumber),
  ("-", .notANumber), ("%", .notANumber), ("人", .notANumber), ("e5", .notANumber),
])
func `what is no number says why`(text: String, problem: NumberProblem) {
  #expect(readNumber(text) == .failure(problem))
}

@Test func `a number longer than any needs to be is refused unread`() {
  #expect(readNumber(String(repeating: "9", count: 1001)) == .failure(.tooLong(count: 1001)))
  #expect(readNumber("0." + String(repeating: "3", count: 900)) == number(1.0 / 3.0, 0))
}

@Test func `every number problem has words in both languages`() {
  let problems: [NumberProblem] = [
    .notANumber, .thousandsComma(plain: "1"), .decimalComma(plain: "1"), .groupedDigits(plain: "1"), .tooLarge,
    .notFinite, .notDecimal, .range(low: "1", high: "2"), .approximate(word: "余"), .chineseNumeral, .trailing("x"),
    .tooLong(count: 2000),
  ]
  for problem in problems {
    let wording = problem.wording(for: "1")
    #expect(wording.message.zh?.isEmpty == false && wording.message.en?.isEmpty == false)
    #expect(wording.message.zh != wording.message.en)
  }
}
