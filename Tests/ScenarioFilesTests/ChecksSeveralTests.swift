import ScenarioFiles
import StockFlow
import Testing

private let tangled = #"""
  format: 1
  id: small
  unit: 万人
  years: {from: 2019, to: 2025}
  sources: {plan: {title: Plan}}
  assumed: test
  categories:
    skilled: {stock: {2019: -1}, attrition: 120%, growht: 1%}
    other: {stock: 3, training: 3%}
  measures:
    all: {sum: [skilled, other, thrid]}
  targets:
    - {of: all, year: 2030, at_least: many}
  """#

@Test func `every mistake at once`() {
  #expect(
    report(load(tangled)) == #"""
      test.yaml:8:27: error: stock is -1; it cannot be below zero
          8 |   skilled: {stock: {2019: -1}, attrition: 120%, growht: 1%}
            |                           ^^
         help: write a number from 0 on
      test.yaml:8:43: error: attrition is 120 %; a yearly rate lies between 0 % and 100 %
          8 |   skilled: {stock: {2019: -1}, attrition: 120%, growht: 1%}
            |                                           ^^^^
         help: write 12% if a tenth was meant
      test.yaml:8:49: error: unknown key `growht`; a category has no such key
          8 |   skilled: {stock: {2019: -1}, attrition: 120%, growht: 1%}
            |                                                 ^^^^^^
         help: write `growth`
      test.yaml:9:18: error: the stock is `3` without a year
          9 |   other: {stock: 3, training: 3%}
            |                  ^
         help: write `stock: {2019: 3}`
      test.yaml:9:31: error: `training` counts people and cannot be in percent
          9 |   other: {stock: 3, training: 3%}
            |                               ^^
         help: write the number in 万人
      test.yaml:11:31: error: there is no category, measure or driver `thrid`
         11 |   all: {sum: [skilled, other, thrid]}
            |                               ^^^^^
         help: write the id of a category, measure or driver, or add one of this name
      test.yaml:13:21: error: the target's year 2030 is outside the projected years 2020–2025
         13 |   - {of: all, year: 2030, at_least: many}
            |                     ^^^^
         help: extend `years.to`
      test.yaml:13:37: error: `at_least` is `many`, which is not a number
         13 |   - {of: all, year: 2030, at_least: many}
            |                                     ^^^^
         help: write a number, as 3.5 or 3%
      TIME 0.010367451 seconds 0.022763757 seconds
      """#))
}

@Test func `every mistake is worded in Chinese too`() {
  for text in [
    tangled, everyForm.replacing("2019", with: "2030"),
    everyForm.replacing("skilled", with: "x").replacing("医生", with: "9a"),
  ] {
    for diagnostic in load(text).diagnostics {
      let message = diagnostic.message(.zh)
      #expect(message.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(message)")
      #expect(diagnostic.message(.en) != message)
    }
  }
}
