import ScenarioFiles
import Testing

@Test func `a rate above one with its likely meaning`() {
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
        attrition: 120%
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:16: error: attrition is 120 %; a yearly rate lies between 0 % and 100 %
         10 |     attrition: 120%
            |                ^^^^
         help: write 12% if a tenth was meant
      """#)
}

@Test func `a rate without its percent sign`() {
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
        attrition: 3
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:16: error: attrition is 300 %; a yearly rate lies between 0 % and 100 %
         10 |     attrition: 3
            |                ^
         help: write 3% if a percentage was meant
      """#)
}

@Test func `a negative rate`() {
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
        out_migration: -2%
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:20: error: out_migration is -2 %; a yearly rate lies between 0 % and 100 %
         10 |     out_migration: -2%
            |                    ^^^
         help: write 2%; what leaves is written without a sign
      """#)
}

@Test func `a rate in a path`() {
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
        attrition: {2020: 2%, 2025: 250%}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:33: error: attrition is 250 %; a yearly rate lies between 0 % and 100 %
         10 |     attrition: {2020: 2%, 2025: 250%}
            |                                 ^^^^
         help: write 25% if a tenth was meant
      """#)
}

@Test func `a certain rate that its factor lifts above one`() {
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
        attrition: {value: 60%, times: 2}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:24: error: attrition is 120 %; a yearly rate lies between 0 % and 100 %
         10 |     attrition: {value: 60%, times: 2}
            |                        ^^^
      """#)
}

@Test func `growth below minus one`() {
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
        growth: -120%
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:13: error: growth is -120 %; nobody is left at -100 %
         10 |     growth: -120%
            |             ^^^^^
         help: write a rate above -100 %
      """#)
}

@Test func `people below zero`() {
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
        training: -0.5
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:15: warning: training is -0.5: people below zero leave instead of entering
         10 |     training: -0.5
            |               ^^^^
         help: write out_migration for people who leave; net migration may be below zero
      """#)
}

@Test func `a negative volatility`() {
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
        volatility: -0.1
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:17: error: volatility is -0.1; it cannot be below zero
         10 |     volatility: -0.1
            |                 ^^^^
         help: write a number from 0 on
      """#)
}

@Test func `a stock below zero`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories: {skilled: {stock: {2019: -3}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:7:38: error: stock is -3; it cannot be below zero
          7 | categories: {skilled: {stock: {2019: -3}}}
            |                                      ^^
         help: write a number from 0 on
      """#)
}

@Test func `a stock without a year`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories: {skilled: {stock: 17.6}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:7:31: error: the stock is `17.6` without a year
          7 | categories: {skilled: {stock: 17.6}}
            |                               ^^^^
         help: write `stock: {2019: 17.6}`
      """#)
}

@Test func `a stock that is a path`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories: {skilled: {stock: {2019: {path: {2020: 1}}}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:7:45: error: `skilled.stock` is one number or distribution, not a path
          7 | categories: {skilled: {stock: {2019: {path: {2020: 1}}}}}
            |                                             ^^^^^^^^^
         help: write the number of that year alone
      """#)
}

@Test func `a distribution with min above max`() {
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
        training: {uniform: {min: 2, max: 1}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:25: error: `uniform` has min 2 above max 1
         10 |     training: {uniform: {min: 2, max: 1}}
            |                         ^^^^^^^^^^^^^^^^
         help: write the lesser number as min
      """#)
}

@Test func `a mode outside its bounds`() {
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
        training: {pert: {min: 1, mode: 3, max: 2}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:22: error: `pert` has mode 3 outside 1 … 2
         10 |     training: {pert: {min: 1, mode: 3, max: 2}}
            |                      ^^^^^^^^^^^^^^^^^^^^^^^^^
         help: write a mode between min and max
      """#)
}

@Test func `a beta with too large a deviation`() {
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
        attrition: {beta: {mean: 3%, sd: 30%}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:23: error: `beta` cannot have sd 0.3 with this mean
         10 |     attrition: {beta: {mean: 3%, sd: 30%}}
            |                       ^^^^^^^^^^^^^^^^^^^
         help: write less than 0.17
      """#)
}

@Test func `quantiles that fall`() {
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
        attrition: {quantiles: {10: 3%, 50: 2%, 90: 4%}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:28: error: `quantiles` falls from 0.03 to 0.02
         10 |     attrition: {quantiles: {10: 3%, 50: 2%, 90: 4%}}
            |                            ^^^^^^^^^^^^^^^^^^^^^^^^
         help: write values that increase with the level
      """#)
}

@Test func `a level that is no percentage`() {
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
        attrition: {quantiles: {10: 1%, 50: 2%, 150: 4%}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:45: error: `150` is no level; levels are percentages between 0 and 100
         10 |     attrition: {quantiles: {10: 1%, 50: 2%, 150: 4%}}
            |                                             ^^^
         help: write 10, 50, 90
      """#)
}

@Test func `a missing parameter of a distribution`() {
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
        training: {pert: {min: 1, max: 2}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:22: error: `mode` is missing; `pert` needs it
         10 |     training: {pert: {min: 1, max: 2}}
            |                      ^^^^^^^^^^^^^^^^
         help: add `mode: …`
      """#)
}

@Test func `two bases of one value`() {
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
        training: {value: 1, uniform: {min: 1, max: 2}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:26: error: `value` and `uniform` exclude each other in a value
         10 |     training: {value: 1, uniform: {min: 1, max: 2}}
            |                          ^^^^^^^
         help: keep one and remove the rest
      """#)
}

@Test func `a value without a base`() {
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
        training: {times: 2}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:5: error: a value needs one of: value, path, steps, fit, normal, truncated_normal, lognormal, uniform, triangular, pert, beta, gamma, discrete, quantiles, rounded
         10 |     training: {times: 2}
            |     ^^^^^^^^
         help: write exactly one of them
      """#)
}

@Test func `years beside other keys`() {
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
        training: {2020: 1, times: 2}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:16: error: `training` mixes years with other keys
         10 |     training: {2020: 1, times: 2}
            |                ^^^^
         help: put the years under `path:` or `steps:`
      """#)
}

@Test func `a list in the place of a value`() {
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
        training: [1, 2]
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:15: error: `training` is a list, where a number, a distribution or a path by year is expected
         10 |     training: [1, 2]
            |               ^^^^^^
         help: write it like `training: 3%`, `{normal: {mean: 3%, sd: 1%}}` or `{2020: 3%, 2025: 4%}`
      """#)
}

@Test func `fit of what cannot be fitted`() {
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
    measures: {all: {sum: [skilled, other], coverage: fit}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:51: error: `coverage` cannot be fitted
         14 | measures: {all: {sum: [skilled, other], coverage: fit}}
            |                                                   ^^^
         help: write a number or a distribution
      """#)
}

@Test func `drift on a flow`() {
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
        attrition: {fit: drift, history: {2018: 3%}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:22: error: the method drift estimates growth, not `attrition`
         10 |     attrition: {fit: drift, history: {2018: 3%}}
            |                      ^^^^^
         help: write `fit: auto`
      """#)
}

@Test func `shares of graduates above one`() {
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
    pipelines: {college: {intake: 1, duration: 3, enters: {skilled: 60%, other: 50%}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:55: error: the shares of the graduates add up to 110 %
         14 | pipelines: {college: {intake: 1, duration: 3, enters: {skilled: 60%, other: 50%}}}
            |                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^
         help: lower them to 100 % or less in all
      """#)
}

@Test func `exits above one with certainty`() {
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
        attrition: 60%
        out_migration: {2020: 10%, 2023: 50%}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:8:3: error: attrition, out-migration and transitions take 110 % of skilled in 2023
          8 |   skilled:
            |   ^^^^^^^
         help: lower them to 100 % or less in all
      """#)
}

@Test func `a text that is no number`() {
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
        attrition: about three
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:16: error: `attrition` is `about three`, where a number, a distribution or a path by year is expected
         10 |     attrition: about three
            |                ^^^^^^^^^^^
         help: write it like `attrition: 3%`, `{normal: {mean: 3%, sd: 1%}}` or `{2020: 3%, 2025: 4%}`
      """#)
}

@Test func `a thousands comma`() {
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
        training: '1,234 人'
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:10:15: error: `1,234 人` has a comma between thousands
         10 |     training: '1,234 人'
            |               ^^^^^^^^^^
         help: write 1234 人
      """#)
}

@Test func `an approximate number`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
    assumed: test
    categories: {skilled: {stock: {2019: 3万余人}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:7:38: error: `3万余人` is approximate (余)
          7 | categories: {skilled: {stock: {2019: 3万余人}}}
            |                                      ^^^^^^^
         help: write the number alone, or a distribution such as uniform
      """#)
}
