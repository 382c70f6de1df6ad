import ScenarioFiles
import Testing

@Test func `parameters without a source`() {
  let text = #"""
    format: 1
    id: small
    unit: 万人
    years: {from: 2019, to: 2025}
    sources: {plan: {title: Plan}}
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
      test.yaml:9:5: warning: 2 parameters have no source, the first is `skilled.growth`
          9 |     growth: {normal: {mean: 1%, sd: 1%}}
            |     ^^^^^^
         help: add `source: {…}` to each, or `assumed: …` for all
      """#)
}
