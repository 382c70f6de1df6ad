import ScenarioFiles
import Testing

@Test func `a misspelt key`() {
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
        atrition: 3%
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:5: error: unknown key `atrition`; a category has no such key
         10 |     atrition: 3%
            |     ^^^^^^^^
         help: write `attrition`
      """#)
}

@Test func `an unknown key without a near one`() {
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
        zzz: 3%
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:5: error: unknown key `zzz`; a category has no such key
         10 |     zzz: 3%
            |     ^^^
         help: it has: name, unit, stock, breaks, source, assumed, growth, training, in_migration, out_migration, attrition, volatility, note
      """#)
}

@Test func `a category without a stock`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories:
      skilled:
        attrition: 3%
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:8:3: error: `stock` is missing; a category needs it
          8 |   skilled:
            |   ^^^^^^^
         help: add `stock: {2020: …}`
      """#)
}

@Test func `a missing section of the header`() {
  let text = #"""
    format: 1
    id: small
    years: {from: 2019, to: 2025}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:1:1: error: `unit` is missing; the scenario needs it
          1 | format: 1
            | ^^^^^^
         help: add `unit: …`
      """#)
}

@Test func `another format`() {
  let text = #"""
    format: 2
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:1:9: error: format 2 is unknown; this program reads format 1
          1 | format: 2
            |         ^
         help: write `format: 1`
      """#)
}

@Test func `a measure of two kinds`() {
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
    measures: {all: {sum: [skilled], difference: [skilled, other]}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:34: error: `sum` and `difference` exclude each other in a measure
         14 | measures: {all: {sum: [skilled], difference: [skilled, other]}}
            |                                  ^^^^^^^^^^
         help: keep one and remove the rest
      """#)
}

@Test func `a measure of no kind`() {
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
    measures: {all: {name: All}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:12: error: a measure needs one of: sum, difference, ratio, cumulative, change
         14 | measures: {all: {name: All}}
            |            ^^^
         help: write exactly one of them
      """#)
}

@Test func `coverage on a difference`() {
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
    measures: {rest: {difference: [skilled, other], coverage: 0.9}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:49: error: `coverage` needs `sum` beside it
         14 | measures: {rest: {difference: [skilled, other], coverage: 0.9}}
            |                                                 ^^^^^^^^
         help: add `sum`, or remove `coverage`
      """#)
}

@Test func `a key with nothing behind it`() {
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
        attrition:
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:5: error: nothing is written after `attrition:`
         10 |     attrition:
            |     ^^^^^^^^^
         help: write a value, or remove the key
      """#)
}

@Test func `an unknown word`() {
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
    targets: [{of: skilled, year: 2025, at_least: 20, kind: expekted}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:57: error: `kind` is `expekted`, which means nothing here
         14 | targets: [{of: skilled, year: 2025, at_least: 20, kind: expekted}]
            |                                                         ^^^^^^^^
         help: write `expected`
      """#)
}

@Test func `no in the place of false`() {
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
    targets: [{of: skilled, year: 2025, at_least: 20, joint: no}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:58: error: `joint` is `no`, where true or false is expected
         14 | targets: [{of: skilled, year: 2025, at_least: 20, joint: no}]
            |                                                          ^^
         help: write it like `joint: false`
      """#)
}

@Test func `a list where a map belongs`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories: [skilled]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:7:13: error: `categories` is a list, where a map of ids is expected
          7 | categories: [skilled]
            |             ^^^^^^^^^
         help: write it like `{name: {…}}`
      """#)
}

@Test func `a duration that is not whole`() {
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
    pipelines: {college: {intake: 1, duration: 2.5, enters: {skilled: 60%}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:44: error: `duration` is 2.5; a whole number from 0 to 100 is expected
         14 | pipelines: {college: {intake: 1, duration: 2.5, enters: {skilled: 60%}}}
            |                                            ^^^
         help: write it without decimals and without a unit
      """#)
}

@Test func `a pair of three`() {
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
    measures: {rest: {difference: [skilled, other, skilled]}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:31: error: `difference` lists 3; exactly 2 are expected
         14 | measures: {rest: {difference: [skilled, other, skilled]}}
            |                               ^^^^^^^^^^^^^^^^^^^^^^^^^
         help: write […, …]
      """#)
}
