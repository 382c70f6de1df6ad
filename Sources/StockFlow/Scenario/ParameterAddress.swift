/// Which property of which entry of a scenario a parameter is: `skilled.training`, `promotion.rate`, `total.coverage`.
public struct ParameterAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  public enum Property: String, Sendable, CaseIterable {
    case stock, growth, training
    case inMigration = "in_migration"
    case outMigration = "out_migration"
    case attrition, volatility
    case intake, completion
    case rate
    case coverage

    /// What a bare number of this property counts.
    public var dimension: Dimension {
      switch self {
      case .stock, .training, .inMigration, .intake: .people
      case .growth: .growthRate
      case .outMigration, .attrition, .rate, .completion: .share
      case .volatility, .coverage: .factor
      }
    }
  }

  public enum Dimension: Sendable {
    /// Persons or persons a year, not negative where certain.
    case people
    /// A rate a year of any sign, not below −1 where certain.
    case growthRate
    /// A rate or share between 0 and 1 where certain.
    case share
    /// A plain number, not negative where certain.
    case factor
  }

  /// Id of the category, pipeline, transition, driver or measure.
  public let owner: String
  public let property: Property

  public init(_ owner: String, _ property: Property) {
    self.owner = owner
    self.property = property
  }

  public var description: String { "\(owner).\(property.rawValue)" }

  public static func < (left: ParameterAddress, right: ParameterAddress) -> Bool {
    left.description < right.description
  }
}
