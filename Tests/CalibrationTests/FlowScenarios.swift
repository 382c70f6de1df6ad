import Calibration
import Foundation
import Randomness
import StockFlow

/// Small scenarios that start in 2020.
enum FlowScenario {
  static let fit = ParameterValue(.fit(FitRequest(method: .auto)))

  static func fit(prior mean: Double, _ sd: Double) -> ParameterValue {
    ParameterValue(.fit(FitRequest(method: .auto, prior: .normal(mean: mean, sd: sd))))
  }

  static func number(_ value: Double) -> ParameterValue { ParameterValue(.number(Figure(value))) }

  static func path(_ values: [Year: Double]) -> ParameterValue {
    ParameterValue(.path(TimePath(shape: .steps, points: points(values))))
  }

  static func observed(_ values: [Year: Double]) -> ParameterValue {
    ParameterValue(.fit(FitRequest(method: .auto)), history: points(values))
  }

  private static func points(_ values: [Year: Double]) -> [TimePath.Point] {
    values.sorted { $0.key < $1.key }.map { TimePath.Point(year: $0.key, figure: Figure($0.value)) }
  }

  static func category(
    _ id: String, _ stock: [Year: Double], _ parameters: [ParameterAddress.Property: ParameterValue],
    volatility: Volatility? = nil, lastDigit: Double = 0
  ) -> StockFlow.Category {
    StockFlow.Category(
      id: id, name: LocalizedText(id), unit: .persons,
      observations: stock.map {
        .init(year: $0.key, value: ParameterValue(.number(Figure($0.value, lastDigit: lastDigit))))
      },
      parameters: parameters, volatility: volatility)
  }

  static func transition(_ id: String, _ from: String, _ to: String, _ rate: ParameterValue) -> Transition {
    Transition(id: id, name: LocalizedText(id), from: from, to: to, rate: rate)
  }

  static func scenario(
    _ categories: [StockFlow.Category], _ transitions: [Transition] = [], unit: PeopleUnit = .persons
  ) -> Scenario {
    var scenario = Scenario(id: "test", name: LocalizedText("test"), unit: unit, horizon: 2020...2025)
    scenario.categories = categories
    scenario.transitions = transitions
    return scenario
  }
}

extension CalibratedScenario {
  func parameter(_ name: String) -> FittedParameter? {
    fit.parameters.first { $0.address.description == name }
  }
}

/// Random numbers for simulated histories: Philox counted up from a seed.
struct SimulatedNumbers {
  private let philox: Philox
  private var counter: UInt32 = 0
  private var words = SIMD4<UInt32>(repeating: 0)
  private var used = 4

  init(seed: UInt64) { philox = Philox(seed: seed) }

  mutating func uniform() -> Double {
    if used == 4 {
      words = philox.block(SIMD4(counter, 0, 0, 0))
      counter += 1
      used = 0
    }
    used += 1
    return (Double(words[used - 1]) + 0.5) / 4_294_967_296
  }

  mutating func normal() -> Double { normalQuantile(uniform()) }

  /// The yearly factor of a volatility, mean 1.
  mutating func noise(_ sigma: Double) -> Double { exp(sigma * normal() - sigma * sigma / 2) }

  /// How many of so many leave.
  mutating func binomial(_ count: Int, _ rate: Double) -> Int {
    (0..<count).count { _ in uniform() < rate }
  }
}

/// Estimates of one parameter over many simulated histories, beside its true value.
struct ReplicateStudy {
  let truth: Double
  private var count = 0.0
  private var sum = 0.0
  private var squares = 0.0
  private var covered = 0.0
  private(set) var missing = 0

  init(truth: Double) { self.truth = truth }

  mutating func add(_ parameter: FittedParameter?) {
    guard let parameter, let interval = parameter.interval95 else {
      missing += 1
      return
    }
    count += 1
    sum += parameter.estimate
    squares += parameter.estimate * parameter.estimate
    covered += interval.contains(truth) ? 1 : 0
  }

  var mean: Double { sum / count }
  var deviation: Double { ((squares - sum * sum / count) / (count - 1)).squareRoot() }
  /// Mean error in units of its standard error.
  var bias: Double { (mean - truth) / (deviation / count.squareRoot()) }
  var coverage: Double { covered / count }
  var description: String {
    "truth \(truth), mean \(mean), sd \(deviation), bias \(bias) errors, coverage \(coverage), missing \(missing)"
  }
}
