import ScenarioFiles
import Testing

@Test func `an id that starts with a digit`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories: {2nd: {stock: {2019: 1}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:7:14: error: `2nd` is no id
          7 | categories: {2nd: {stock: {2019: 1}}}
            |              ^^^
         help: use letters of any script, digits and _, not starting with a digit
      """#)
}

@Test func `an id that is taken`() {
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
    facts: {skilled: {values: {2019: 1}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:9: error: `skilled` is already the name of a category in line 8
         14 | facts: {skilled: {values: {2019: 1}}}
            |         ^^^^^^^
         help: choose another id
      """#)
}

@Test func `a reference to nothing`() {
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
    targets: [{of: skiled, year: 2025, at_least: 20}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:16: error: there is no category, measure, driver or flow `skiled`
         14 | targets: [{of: skiled, year: 2025, at_least: 20}]
            |                ^^^^^^
         help: write `skilled`
      """#)
}

@Test func `a fact that cannot stand in a measure`() {
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
    facts: {tea: {values: {2019: 1}}}
    measures: {all: {sum: [skilled, tea]}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:15:33: error: `tea` is a fact; only a category, measure or driver can stand here
         15 | measures: {all: {sum: [skilled, tea]}}
            |                                 ^^^
         help: write the id of a category, measure or driver
      """#)
}

@Test func `a flow in a sum`() {
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
    measures: {all: {sum: [skilled, skilled.training]}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:33: error: `skilled.training` is a flow; only a category, measure or driver can stand here
         14 | measures: {all: {sum: [skilled, skilled.training]}}
            |                                 ^^^^^^^^^^^^^^^^
         help: a flow stands in `cumulative`, in targets and in statements
      """#)
}

@Test func `a flow that does not exist`() {
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
    measures: {all: {cumulative: skilled.trainings, from: 2020}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:30: error: `skilled.trainings` is no flow of a category
         14 | measures: {all: {cumulative: skilled.trainings, from: 2020}}
            |                              ^^^^^^^^^^^^^^^^^
         help: write `skilled.training`
      """#)
}

@Test func `a category no graduate enters`() {
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
    pipelines: {college: {intake: 1, duration: 3, enters: {skilled: 60%}}}
    measures: {all: {cumulative: college.other, from: 2020}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:15:30: error: `other` is not entered by graduates of `college`
         15 | measures: {all: {cumulative: college.other, from: 2020}}
            |                              ^^^^^^^^^^^^^
         help: they enter: skilled
      """#)
}

@Test func `a parameter that does not exist`() {
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
    variants: {high: {set: {skilled.trainings: 2}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:25: error: `skilled.trainings` is no parameter of a category that can stand here
         14 | variants: {high: {set: {skilled.trainings: 2}}}
            |                         ^^^^^^^^^^^^^^^^^
         help: write `skilled.training`
      """#)
}

@Test func `coverage of what is no sum`() {
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
    measures: {rest: {difference: [skilled, other]}}
    variants: {high: {set: {rest.coverage: 0.9}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:15:25: error: `rest` is no sum and has no coverage
         15 | variants: {high: {set: {rest.coverage: 0.9}}}
            |                         ^^^^^^^^^^^^^
         help: name a measure that has `sum`
      """#)
}

@Test func `an undeclared source`() {
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
        attrition: {value: 3%, source: {of: paln}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:41: error: there is no source `paln`
         10 |     attrition: {value: 3%, source: {of: paln}}
            |                                         ^^^^
         help: write `plan`
      """#)
}

@Test func `a source without a document`() {
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
        attrition: {value: 3%, source: {status: stated}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:28: error: the source names no document
         10 |     attrition: {value: 3%, source: {status: stated}}
            |                            ^^^^^^
         help: add `of: …`, or `status: assumed` with a note
      """#)
}

@Test func `measures in a circle`() {
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
    measures:
      a: {sum: [b]}
      b: {difference: [c, skilled]}
      c: {sum: [a, skilled]}
      d: {sum: [a]}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:15:3: error: measures depend on each other: a → b → c → a
         15 |   a: {sum: [b]}
            |   ^
         help: break the circle
      """#)
}

@Test func `a measure of itself`() {
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
    measures: {a: {sum: [a]}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:12: error: measures depend on each other: a → a
         14 | measures: {a: {sum: [a]}}
            |            ^
         help: break the circle
      """#)
}

@Test func `a transition to its own category`() {
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
    transitions: {up: {from: skilled, to: skilled, rate: 1%}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:39: error: the transition leads from `skilled` to itself
         14 | transitions: {up: {from: skilled, to: skilled, rate: 1%}}
            |                                       ^^^^^^^
         help: name another category
      """#)
}

@Test func `a certain parameter in a correlation`() {
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
    correlations: [{between: [skilled.attrition, skilled.growth], is: 0.3}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:27: error: `skilled.attrition` is certain; only what is drawn can be correlated
         14 | correlations: [{between: [skilled.attrition, skilled.growth], is: 0.3}]
            |                           ^^^^^^^^^^^^^^^^^
         help: give it a distribution, or remove the correlation
      """#)
}

@Test func `noise correlated with a parameter`() {
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
    correlations: [{between: [skilled.volatility, skilled.growth], is: 0.3}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:27: error: `skilled.volatility` is noise and `skilled.growth` is not; noise correlates with noise only
         14 | correlations: [{between: [skilled.volatility, skilled.growth], is: 0.3}]
            |                           ^^^^^^^^^^^^^^^^^^
         help: name two volatilities, or two parameters
      """#)
}

@Test func `noise of what has no volatility`() {
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
    correlations: [{between: [skilled.volatility, villages.volatility], is: 0.3}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:15:47: error: `villages` has no volatility, so it has no noise
         15 | correlations: [{between: [skilled.volatility, villages.volatility], is: 0.3}]
            |                                               ^^^^^^^^^^^^^^^^^^^
         help: add `volatility: 0.02`, or remove the correlation
      """#)
}

@Test func `a pair twice and with itself`() {
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
    correlations:
      - {between: [skilled.growth, other.growth], is: 0.3}
      - {between: [other.growth, skilled.growth], is: 0.3}
      - {between: [other.growth, other.growth], is: 1}
      - {between: [skilled.volatility, other.volatility], is: 1.5}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:16:16: error: the correlation of `other.growth` and `skilled.growth` stands twice
         16 |   - {between: [other.growth, skilled.growth], is: 0.3}
            |                ^^^^^^^^^^^^
         help: remove one of them
      test.yaml:17:30: error: `other.growth` is correlated with itself
         17 |   - {between: [other.growth, other.growth], is: 1}
            |                              ^^^^^^^^^^^^
         help: name two parameters
      test.yaml:18:59: error: the correlation is 1.5; it lies between -1 and 1
         18 |   - {between: [skilled.volatility, other.volatility], is: 1.5}
            |                                                           ^^^
         help: write a number from -1 to 1
      """#)
}

@Test func `the same promise twice`() {
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
    targets: [{of: skilled, year: [2024, 2025], at_least: 20}, {of: skilled, year: 2025, at_least: 21}]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:60: error: `skilled` has the same kind of target in 2025 twice
         14 | targets: [{of: skilled, year: [2024, 2025], at_least: 20}, {of: skilled, year: 2025, at_least: 21}]
            |                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         help: remove one of them
      """#)
}
