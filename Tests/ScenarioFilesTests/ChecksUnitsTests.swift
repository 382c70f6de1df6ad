import ScenarioFiles
import StockFlow
import Testing

@Test func `a unit that counts no people`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2019: 20}
        training: 3 元
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:15: error: `training` has the unit `元`, which does not count people
         10 |     training: 3 元
            |               ^^^^
         help: write 人, 万人, persons, thousand persons or the like
      """#)
}

@Test func `percent on people`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2019: 20}
        training: 3%
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:15: error: `training` counts people and cannot be in percent
         10 |     training: 3%
            |               ^^
         help: write the number in 万人
      """#)
}

@Test func `people on a rate`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2019: 20}
        attrition: 3 万人
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:16: error: `attrition` is a rate and cannot have the unit `万人`
         10 |     attrition: 3 万人
            |                ^^^^^^
         help: write it in percent, as 3%
      """#)
}

@Test func `a yearly unit on a stock`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories: {skilled: {stock: {2019: 3 万人/年}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:7:38: error: `stock` counts people, not people a year as `万人/年` says
          7 | categories: {skilled: {stock: {2019: 3 万人/年}}}
            |                                      ^^^^^^^^^
         help: remove `/年`
      """#)
}

@Test func `a unit on a factor`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2019: 20}
        training: {value: 1, times: 2 人}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:33: error: `times` is a plain number and cannot have the unit `人`
         10 |     training: {value: 1, times: 2 人}
            |                                 ^^^^
         help: remove the unit
      """#)
}

@Test func `an unknown unit of the scenario`() {
  let text = #"""
    format: 1
    id: small
    unit: 万头
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2018: 19, 2019: 20}
        growth: {normal: {mean: 1%, sd: 1%}}
        attrition: 3%
        volatility: 0.02
      other: {stock: {2019: 5}, growth: fit}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:3:7: error: `unit` has the unit `万头`, which does not count people
          3 | unit: 万头
            |       ^^^^
         help: write 人, 万人, persons, thousand persons or the like
      """#)
}

@Test func `a target in another unit than its measure`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2018: 19, 2019: 20}
        growth: {normal: {mean: 1%, sd: 1%}}
        attrition: 3%
        volatility: 0.02
      other: {stock: {2019: 5}, growth: fit}
    drivers: {villages: {values: {2019: 3700}, unit: 个}}
    targets: [{of: villages, year: 2025, at_least: 3000 家}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:15:48: error: `at_least` has the unit `家`, its series has `个`
         15 | targets: [{of: villages, year: 2025, at_least: 3000 家}]
            |                                                ^^^^^^^
         help: write it in 个
      """#)
}

@Test func `a target in percent of people`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2018: 19, 2019: 20}
        growth: {normal: {mean: 1%, sd: 1%}}
        attrition: 3%
        volatility: 0.02
      other: {stock: {2019: 5}, growth: fit}
    targets: [{of: skilled, year: 2025, at_least: 20%}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:47: error: `at_least` counts people and cannot be in percent
         14 | targets: [{of: skilled, year: 2025, at_least: 20%}]
            |                                               ^^^
         help: write the number in 万人
      """#)
}

@Test func `a sum of people and villages`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2018: 19, 2019: 20}
        growth: {normal: {mean: 1%, sd: 1%}}
        attrition: 3%
        volatility: 0.02
      other: {stock: {2019: 5}, growth: fit}
    drivers: {villages: {values: {2019: 3700}, unit: 个}}
    measures: {mixed: {sum: [skilled, villages]}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:15:35: error: `skilled` counts 万人 and `villages` counts 个; they cannot be taken together
         15 | measures: {mixed: {sum: [skilled, villages]}}
            |                                   ^^^^^^^^
         help: use what counts the same, or a ratio
      """#)
}

@Test func `a cost without a currency`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2018: 19, 2019: 20}
        growth: {normal: {mean: 1%, sd: 1%}}
        attrition: 3%
        volatility: 0.02
      other: {stock: {2019: 5}, growth: fit}
    levers: {more: {raises: skilled.attrition, limits: {max: 1%}, from: 2020, cost: {fixed: 3}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:89: error: `fixed` has no currency
         14 | levers: {more: {raises: skilled.attrition, limits: {max: 1%}, from: 2020, cost: {fixed: 3}}}
            |                                                                                         ^
         help: write the unit too, as `fixed: 0.8 万元`
      """#)
}

@Test func `costs in two currencies`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2018: 19, 2019: 20}
        growth: {normal: {mean: 1%, sd: 1%}}
        attrition: 3%
        volatility: 0.02
      other: {stock: {2019: 5}, growth: fit}
    levers: {more: {raises: skilled.attrition, limits: {max: 1%}, from: 2020, cost: {fixed: 3 万元, per_person: 2 USD}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:89: error: the parts of a cost are in USD and in CNY
         14 | levers: {more: {raises: skilled.attrition, limits: {max: 1%}, from: 2020, cost: {fixed: 3 万元, per_person: 2 USD}}}
            |                                                                                         ^^^^^^
         help: write all parts in one currency
      """#)
}

@Test func `one lever on people and rates`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2018: 19, 2019: 20}
        growth: {normal: {mean: 1%, sd: 1%}}
        attrition: 3%
        volatility: 0.02
      other: {stock: {2019: 5}, growth: fit}
    levers: {more: {raises: [skilled.training, skilled.attrition], limits: {max: 1}, from: 2020}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:44: error: `skilled.training` counts 万人 and `skilled.attrition` counts %; they cannot be taken together
         14 | levers: {more: {raises: [skilled.training, skilled.attrition], limits: {max: 1}, from: 2020}}
            |                                            ^^^^^^^^^^^^^^^^^
         help: use what counts the same, or a ratio
      """#)
}

@Test func `a beta distribution of people`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        stock: {2019: 20}
        training: {beta: {mean: 0.3, sd: 0.1}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:22: error: `beta` counts people; a beta distribution lies between 0 and 1
         10 |     training: {beta: {mean: 0.3, sd: 0.1}}
            |                      ^^^^^^^^^^^^^^^^^^^^
         help: write a pert distribution
      """#)
}

@Test(arguments: ["percent: true, scale: 100", "unit: '%', scale: 100"])
func `a percentage that is multiplied before`(display: String) {
  let text = """
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled: {stock: {2019: 20}}
      all: {stock: {2019: 80}}
    measures:
      share: {ratio: [skilled, all], \(display)}
    """
  let found = load(text)
  #expect(found.scenario != nil)
  #expect(found.diagnostics.map(\.code) == ["unit-does-not-fit"])
  #expect(found.diagnostics.first?.severity == .warning)
  #expect(found.diagnostics.first?.place?.line == 11)
  #expect(found.diagnostics.first?.message(.en).contains("`scale: 100`") == true)
  for other in ["percent: true", "unit: '%'", "scale: 100", "unit: 每万人, scale: 10000"] {
    #expect(load(text.replacing(display, with: other)).diagnostics.isEmpty, "\(other)")
  }
}
