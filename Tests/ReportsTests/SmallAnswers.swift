import Calibration
import Ensembles
import Randomness
import Reports
import StockFlow

/// Two categories, a total and a share, in 万人.
func smallScenario() -> Scenario {
  let unit = PeopleUnit(name: "万人", counted: .person, factor: 1e4)
  var scenario = Scenario(
    id: "small", name: LocalizedText(zh: "示例市", en: "Example city"), unit: unit, horizon: 2019...2021,
    file: "small.yaml")
  scenario.categories = [
    Category(
      id: "professional", name: LocalizedText(zh: "专业技术人才", en: "Professionals"), unit: unit,
      observations: [observation(2019, 17.6)],
      parameters: [.training: number(0.5), .attrition: number(0.03)]),
    Category(
      id: "skilled", name: LocalizedText(zh: "技能人才", en: "Skilled workers"), unit: unit,
      observations: [observation(2019, 22.5)], parameters: [.growth: number(0.02)]),
  ]
  scenario.measures = [
    Measure(
      id: "total", name: LocalizedText(zh: "人才总量", en: "Total talent"), unit: .people(unit),
      formula: .sum([Measure.Term(id: "professional"), Measure.Term(id: "skilled")], coverage: nil)),
    Measure(
      id: "share", name: LocalizedText(zh: "技能人才占比", en: "Skilled share"), unit: .percent,
      formula: .ratio("skilled", "total", scale: 1)),
  ]
  return scenario
}

private func observation(_ year: Year, _ value: Double) -> Category.Observation {
  Category.Observation(year: year, value: number(value))
}

private func number(_ value: Double) -> ParameterValue { ParameterValue(.number(Figure(value, lastDigit: 0.01))) }

func smallProjection() -> ProjectionAnswer {
  let scenario = smallScenario()
  return ProjectionAnswer(
    header: AnswerHeader(scenario: scenario), central: CentralProjection(CompiledModel(scenario)))
}

let smallStamp = EnsembleStamp(paths: 100_000, seed: 0, sampling: .random)

func smallReach() -> ReachAnswer {
  let scenario = smallScenario()
  let central = CentralProjection(CompiledModel(scenario))
  let total = Target(of: "total", year: 2021, comparison: .atLeast(Figure(42, lastDigit: 1)))
  let share = Target(of: "share", year: 2021, comparison: .within(Figure(0.5), Figure(0.6)), isJoint: false)
  return ReachAnswer(
    header: AnswerHeader(scenario: scenario), stamp: smallStamp,
    targets: [
      TargetAnswer(
        target: total, baseline: 40.1, baselineYear: 2019, central: 40.954, mean: 40.96, median: 40.94,
        interval80: 39.8...42.1, probability: ProbabilityEstimate(value: 0.1234, interval: 0.1213...0.1255),
        expectedShortfall: 1.2345, firstYearReached: nil,
        contributions: central.series("total").flatMap { central.contributions(to: $0, in: 2021) }),
      TargetAnswer(
        target: share, baseline: 0.5611, baselineYear: 2019, central: 0.5718, mean: 0.5717, median: 0.5716,
        interval80: 0.55...0.59, probability: ProbabilityEstimate(value: 1, interval: 0.99996...1),
        expectedShortfall: nil, firstYearReached: 2019, contributions: nil),
    ],
    joint: ProbabilityEstimate(value: 0.1234, interval: 0.1213...0.1255))
}

extension CentralProjection {
  func series(_ name: String) -> Series? { model.series(named: name) }
}

func smallSimulation() -> SimulationAnswer {
  let summary = SeriesSummary(mean: 17.6, standardDeviation: nil, quantiles: [17.1, nil], missing: 0)
  return SimulationAnswer(
    header: AnswerHeader(scenario: smallScenario()), stamp: smallStamp, levels: [0.05, 0.5],
    series: [SimulatedSeries(id: "professional", years: [summary, summary, summary])])
}

func smallFit() -> FitAnswer {
  let growth = FittedParameter(
    address: ParameterAddress("professional", .growth), estimate: 0.0294, standardError: 0.0021,
    interval95: 0.0252...0.0335, observations: 2, method: .drift)
  let diagnostic = FitDiagnostic(
    category: "professional", drift: 0.029, sigma: 0.0042, volatility: .own,
    intervals: [FitDiagnostic.Interval(from: 2015, to: 2019, logGrowth: 0.031, standardisedResidual: 0.7)])
  return FitAnswer(
    header: AnswerHeader(scenario: smallScenario()),
    fit: Fit(parameters: [growth], correlation: [[1]], diagnostics: [diagnostic]))
}

func smallCheck() -> CheckAnswer {
  var scenario = smallScenario()
  let place = SourcePlace(file: "small.yaml", line: 12, column: 5)
  scenario.statements = [
    Statement(
      formula: .sum([.id("professional"), .id("skilled")], year: 2019),
      comparison: .equals(Figure(45.1, lastDigit: 0.1)), unit: .people(scenario.unit), place: place),
    Statement(
      formula: .ratio(.id("skilled"), .id("total"), scale: 1, year: 2019),
      comparison: .equals(Figure(0.561, lastDigit: 0.001)), unit: .percent, place: place),
    Statement(
      formula: .value(.id("skilled"), year: 2030), comparison: .atLeast(Figure(1)), unit: .people(scenario.unit),
      place: place),
  ]
  let warning = Diagnostic(
    severity: .warning, code: "no-source", message: LocalizedText(zh: "没有来源", en: "no source"),
    place: place, sourceLine: "    attrition: 3%")
  return CheckAnswer(
    file: "small.yaml", scenario: scenario, problems: [warning], statements: scenario.checkedStatements())
}

func options(_ format: OutputFormat, _ language: Language = .en) -> ReportOptions {
  ReportOptions(format: format, language: language)
}
