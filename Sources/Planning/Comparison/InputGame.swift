import Ensembles
import LinearAlgebra
import SensitivityAnalysis
import StockFlow

/// Something in which two scenarios differ.
struct DifferingInput: Sendable, Equatable {
  /// `skilled.training`; a property such as `training` where very many are taken together; `other`.
  let name: String
  let addresses: [ParameterAddress]

  /// Everything that is no value at an address: drivers, observations, formulas, correlations.
  static let rest = DifferingInput(name: "other", addresses: [])
  /// Beyond this number inputs are taken together by property.
  static let most = 64
}

/// Scenarios between two others: every differing input has the value of the one or of the other.
struct InputGame {
  private let reference: Scenario
  private let other: Scenario
  let inputs: [DifferingInput]
  private let hasRest: Bool

  init(_ reference: Scenario, _ other: Scenario, hasRest: Bool = false) {
    self.reference = reference
    self.other = other
    self.hasRest = hasRest
    let addresses = reference.changes(to: other).compactMap(\.address)
    var inputs = addresses.map { DifferingInput(name: $0.description, addresses: [$0]) }
    if inputs.count > DifferingInput.most {
      inputs = ParameterAddress.Property.allCases.map { property in
        DifferingInput(name: property.rawValue, addresses: addresses.filter { $0.property == property })
      }.filter { !$0.addresses.isEmpty }
    }
    self.inputs = inputs + (hasRest ? [.rest] : [])
  }

  /// The same with everything else as one more input.
  var withRest: InputGame { InputGame(reference, other, hasRest: true) }

  /// The scenario in which these inputs have the other one's values.
  func scenario(_ isTaken: [Bool]) -> Scenario {
    let takesRest = hasRest && isTaken.last == true
    let (start, values) = takesRest ? (other, reference) : (reference, other)
    return zip(inputs, isTaken).reduce(start) { scenario, input in
      guard input.1 != takesRest else { return scenario }
      return input.0.addresses.reduce(scenario) { $0.taking($1, from: values) }
    }
  }
}

extension Scenario {
  /// This scenario with the value another one has.
  fileprivate func taking(_ address: ParameterAddress, from other: Scenario) -> Scenario {
    other.replacement(at: address).map(replacing) ?? self
  }

  /// The value at an address as it stands, or what counts where none is written; `nil` where nothing could be written, and
  /// for a driver that follows its given values.
  func replacement(at address: ParameterAddress) -> Replacement? {
    guard owns(address) else { return nil }
    let written = address.property == .volatility ? volatility(of: address.owner) : value(at: address)
    let standard = address.property == .completion || address.property == .coverage ? 1.0 : 0
    return Replacement(address: address, value: written ?? ParameterValue(.number(Figure(standard))))
  }

  private func owns(_ address: ParameterAddress) -> Bool {
    let owner = address.owner
    if categories.contains(where: { $0.id == owner }) || pipelines.contains(where: { $0.id == owner }) { return true }
    if transitions.contains(where: { $0.id == owner }) { return true }
    if let driver = drivers.first(where: { $0.id == owner }) {
      return address.property == .volatility || driver.growth != nil
    }
    guard case .sum = measures.first(where: { $0.id == owner })?.formula else { return false }
    return true
  }

  private func volatility(of owner: String) -> ParameterValue? {
    if let driver = drivers.first(where: { $0.id == owner }) {
      return ParameterValue(.number(Figure(driver.volatility)))
    }
    guard let category = categories.first(where: { $0.id == owner }) else { return nil }
    return ParameterValue(.number(Figure(category.sigma)))
  }
}
