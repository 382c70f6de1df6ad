import ScenarioFiles
import Testing

@Test func `a horizon that runs backwards`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2025, to: 2019}
    sources: {plan: {title: Plan}}
    assumed: test
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:4:25: error: the horizon ends in 2019, not after 2025
          4 | years: {from: 2025, to: 2019}
            |                         ^^^^
         help: write a later year under `to`
      """#)
}

@Test func `a horizon of more than a thousand years`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 3100}
    sources: {plan: {title: Plan}}
    assumed: test
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:4:25: error: the horizon has 1081 years; at most 1000 are computed
          4 | years: {from: 2019, to: 3100}
            |                         ^^^^
         help: write an earlier year under `to`
      """#)
}

@Test func `a year that is none`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 99999999999999999999}
    sources: {plan: {title: Plan}}
    assumed: test
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:4:25: error: `99999999999999999999` in `to` is not a year
          4 | years: {from: 2019, to: 99999999999999999999}
            |                         ^^^^^^^^^^^^^^^^^^^^
         help: write a year such as 2025
      """#)
}

@Test func `a target in the past`() {
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
    targets: [{of: skilled, year: 2019, at_least: 20}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:31: error: the target's year 2019 is outside the projected years 2020–2025
         14 | targets: [{of: skilled, year: 2019, at_least: 20}]
            |                               ^^^^
         help: a figure of a past year is a fact or a statement
      """#)
}

@Test func `a target after the horizon`() {
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
    targets: [{of: skilled, year: [2025, 2030], at_least: 20}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:38: error: the target's year 2030 is outside the projected years 2020–2025
         14 | targets: [{of: skilled, year: [2025, 2030], at_least: 20}]
            |                                      ^^^^
         help: extend `years.to`
      """#)
}

@Test func `a lever outside the horizon`() {
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
    levers: {more: {raises: skilled.attrition, limits: {max: 1%}, from: 2026}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:69: error: `from` is 2026, outside the horizon 2019–2025
         14 | levers: {more: {raises: skilled.attrition, limits: {max: 1%}, from: 2026}}
            |                                                                     ^^^^
         help: write a year of the horizon
      """#)
}

@Test func `a cumulation outside the horizon`() {
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
    measures: {all: {cumulative: skilled.training, from: 2030}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:54: error: `from` is 2030, outside the horizon 2019–2025
         14 | measures: {all: {cumulative: skilled.training, from: 2030}}
            |                                                      ^^^^
         help: write a year of the horizon
      """#)
}

@Test func `a change since a year nobody observed`() {
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
    measures: {both: {sum: [skilled, other]}, gain: {change: both, from: 2018}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:43: error: `gain` needs a value of `other` in 2018
         14 | measures: {both: {sum: [skilled, other]}, gain: {change: both, from: 2018}}
            |                                           ^^^^
         help: add the stock of 2018, or choose a later `from`
      """#)
}

@Test func `a category observed only after the horizon`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories: {skilled: {stock: {2030: 20}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:7:24: error: `skilled` has no stock up to 2025
          7 | categories: {skilled: {stock: {2030: 20}}}
            |                        ^^^^^
         help: add a stock of 2019
      """#)
}

@Test func `a growing driver without a start`() {
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
    drivers: {people: {values: {2022: 500}, growth: 1%}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:20: error: `people` grows but has no value up to 2019
         14 | drivers: {people: {values: {2022: 500}, growth: 1%}}
            |                    ^^^^^^
         help: add a value of 2019
      """#)
}

@Test func `a growing driver with later values`() {
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
    drivers: {people: {values: {2019: 480, 2022: 500}, growth: 1%}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:20: warning: `people` grows from its latest value up to 2019; its later values are ignored (2022)
         14 | drivers: {people: {values: {2019: 480, 2022: 500}, growth: 1%}}
            |                    ^^^^^^
         help: remove `growth` or the later values
      """#)
}

@Test func `statement years in the wrong order`() {
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
    statements: [{growth_of: skilled, from: 2019, to: 2018, is: 3%}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:51: error: the years run from 2019 to 2018
         14 | statements: [{growth_of: skilled, from: 2019, to: 2018, is: 3%}]
            |                                                   ^^^^
         help: `to` is the later year
      """#)
}

@Test func `a statement without its year`() {
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
    statements: [{sum_of: [skilled, 3], is: 23}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:15: error: `sum_of` needs `year` beside it
         14 | statements: [{sum_of: [skilled, 3], is: 23}]
            |               ^^^^^^
         help: add `year`, or remove `sum_of`
      """#)
}

@Test func `a year twice in a target`() {
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
    targets: [{of: skilled, year: [2025, 2025], at_least: 20}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:38: error: `2025` stands twice in `year`
         14 | targets: [{of: skilled, year: [2025, 2025], at_least: 20}]
            |                                      ^^^^
         help: remove one of them
      """#)
}
