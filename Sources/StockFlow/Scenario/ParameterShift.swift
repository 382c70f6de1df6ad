/// A number that is added to a parameter in every year and every path.
public struct ParameterShift: Sendable, Equatable {
  public let address: ParameterAddress
  /// In the unit of computation.
  public let amount: Double

  public init(_ address: ParameterAddress, by amount: Double) {
    self.address = address
    self.amount = amount
  }
}

extension Scenario {
  /// The parameters that are written, in the order categories, pipelines, transitions, drivers, measures.
  public var writtenParameters: [ParameterAddress] {
    categories.flatMap { category in
      let flows = ParameterAddress.Property.allCases.filter { category.parameters[$0] != nil }
      return ([.stock] + flows).map { ParameterAddress(category.id, $0) }
    }
      + pipelines.flatMap { [ParameterAddress($0.id, .intake), ParameterAddress($0.id, .completion)] }
      .filter { value(at: $0) != nil } + transitions.map { ParameterAddress($0.id, .rate) }
      + drivers.filter { $0.growth != nil }.map { ParameterAddress($0.id, .growth) }
      + measures.map { ParameterAddress($0.id, .coverage) }.filter { value(at: $0) != nil }
  }
}
