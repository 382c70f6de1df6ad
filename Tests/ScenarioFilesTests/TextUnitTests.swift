import StockFlow
import Testing

@Test(arguments: [
  ("人", 1.0), ("名", 1), ("persons", 1), ("people", 1), ("千人", 1e3), ("万人", 1e4), ("万 人", 1e4), ("百万人", 1e6),
  ("亿人", 1e8), ("thousand persons", 1e3), ("Thousands", 1e3), ("million people", 1e6), ("millions of persons", 1e6),
  ("万人次", 1e4), ("人年", 1), ("千名", 1e3), ("person-years", 1),
])
func `units of people have a factor`(text: String, factor: Double) {
  #expect(PeopleUnit.parse(text)?.factor == factor)
  #expect(PeopleUnit.parse(text)?.perYear == false)
}

@Test(arguments: ["人/年", "人／年", "万人/年", "persons/year", "persons a year", "persons per year", "人每年"])
func `a unit may say that it is yearly`(text: String) {
  #expect(PeopleUnit.parse(text)?.perYear == true)
}

@Test(arguments: ["", "个", "万", "元", "人/万人", "USD", "年", "/年", "万万人x", "人人"])
func `other units are no people`(text: String) {
  #expect(PeopleUnit.parse(text) == nil)
}

@Test func `conversion rounds once`() throws {
  let tenThousand = try #require(PeopleUnit.parse("万人"))
  #expect(PeopleUnit.persons.converting(34500, to: tenThousand) == 3.45)
  #expect(tenThousand.converting(3.45, to: .persons) == 34500)
  #expect(tenThousand.converting(0.1, to: tenThousand) == 0.1)
  let million = try #require(PeopleUnit.parse("millions"))
  #expect(tenThousand.converting(450, to: million) == 4.5)
}

@Test func `money has a currency and a factor`() throws {
  let unit = try #require(MoneyUnit.parse("万元"))
  #expect(unit.currency == "CNY" && unit.factor == 1e4)
  #expect(MoneyUnit.parse("亿元")?.factor == 1e8)
  #expect(MoneyUnit.parse("USD")?.currency == "USD")
  #expect(MoneyUnit.parse("万 USD")?.factor == 1e4)
  #expect(MoneyUnit.parse("usd") == nil && MoneyUnit.parse("美刀") == nil && MoneyUnit.parse("") == nil)
  let yuan = try #require(MoneyUnit.parse("元"))
  #expect(unit.converting(0.8, to: yuan) == 8000)
  #expect(MoneyUnit.parse("USD")?.converting(1, to: yuan) == nil)
}
