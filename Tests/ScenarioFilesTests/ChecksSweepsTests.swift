import ScenarioFiles
import Testing

@Test func `a grid without counts`() {
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
    sweeps: {s: {design: grid, over: {skilled.attrition: {from: 1%, to: 5%}}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:35: error: the range of `skilled.attrition` has no `count`
         14 | sweeps: {s: {design: grid, over: {skilled.attrition: {from: 1%, to: 5%}}}}
            |                                   ^^^^^^^^^^^^^^^^^
         help: add `count: 5`, or write the values as a list
      """#)
}

@Test func `a design without points`() {
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
    sweeps: {s: {design: sobol, over: {skilled.attrition: {from: 1%, to: 5%}}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:14: error: `design: sobol` needs `points` beside it
         14 | sweeps: {s: {design: sobol, over: {skilled.attrition: {from: 1%, to: 5%}}}}
            |              ^^^^^^
         help: add `points`, or remove `design: sobol`
      """#)
}

@Test func `points on a grid`() {
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
    sweeps: {s: {design: grid, points: 5, over: {skilled.attrition: [1%, 120%]}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:28: error: `points` needs `design: latin_hypercube` or `design: sobol` beside it
         14 | sweeps: {s: {design: grid, points: 5, over: {skilled.attrition: [1%, 120%]}}}
            |                            ^^^^^^
         help: add `design: latin_hypercube` or `design: sobol`, or remove `points`
      test.yaml:14:70: error: attrition is 120 %; a yearly rate lies between 0 % and 100 %
         14 | sweeps: {s: {design: grid, points: 5, over: {skilled.attrition: [1%, 120%]}}}
            |                                                                      ^^^^
         help: write 12% if a tenth was meant
      """#)
}

@Test func `a grid of billions`() {
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
    sweeps: {s: {design: grid, over: {skilled.attrition: {from: 1%, to: 5%, count: 100000}, skilled.growth: {from: 1%, to: 5%, count: 100000}}}}
    """#
  #expect(
    report(load(text)) == #"""
      test.yaml:14:28: error: the design has 10000000000 points; at most 1000000 are run
         14 | sweeps: {s: {design: grid, over: {skilled.attrition: {from: 1%, to: 5%, count: 100000}, skilled.growth: {from: 1%, to: 5…
            |                            ^^^^
         help: use fewer values, or the design latin_hypercube with `points`
      """#)
}
