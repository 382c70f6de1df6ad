import StockFlow

/// What is known of a parameter before its value is read.
struct ParameterFrame {
  enum FitRule {
    /// Estimated from the stocks: `growth`.
    case fromStocks
    /// Estimated from a `history` of its own, or with others from the balance of the stocks.
    case fromBalance
    case never
  }

  /// What a certain value may be.
  enum Bounds {
    case any
    case notNegative
    /// Persons a year: below zero they are doubtful, but net migration may be meant.
    case flow
    case share(isYearly: Bool)
    case growth
  }

  enum Form {
    case any
    /// A number or a distribution: the stock of one year.
    case oneYear
  }

  /// The key, for messages.
  let key: String
  /// The full name, for messages.
  let name: String
  let quantity: Quantity
  let bounds: Bounds
  var fit = FitRule.never
  var form = Form.any
  /// The source where none is named.
  var fallback: Provenance?
  /// Whether a missing source is worth the warning.
  var wantsSource = true
}

extension ParameterFrame {
  /// - Parameter bare: the unit bare numbers of people are in.
  init(_ address: ParameterAddress, bare: PeopleUnit) {
    key = address.property.rawValue
    name = address.description
    switch address.property {
    case .stock:
      quantity = .people(bare: bare, isFlow: false)
      bounds = .notNegative
      form = .oneYear
    case .training, .inMigration, .intake:
      quantity = .people(bare: bare, isFlow: true)
      bounds = .flow
    case .growth:
      quantity = .growth
      bounds = .growth
    case .outMigration, .attrition, .rate:
      quantity = .share
      bounds = .share(isYearly: true)
    case .completion:
      quantity = .share
      bounds = .share(isYearly: false)
    case .volatility, .coverage:
      quantity = .factor
      bounds = .notNegative
    }
    fit = Self.fitRule(address.property)
  }

  private static func fitRule(_ property: ParameterAddress.Property) -> FitRule {
    switch property {
    case .growth: .fromStocks
    case .training, .inMigration, .outMigration, .attrition, .rate, .intake, .completion: .fromBalance
    case .stock, .volatility, .coverage: .never
    }
  }

  /// The unit of bare numbers of people; `nil` for what is not people.
  var bareUnit: PeopleUnit? {
    if case .people(let bare, _) = quantity { bare } else { nil }
  }

  func assuming(_ provenance: Provenance?) -> ParameterFrame {
    var frame = self
    frame.fallback = provenance
    return frame
  }

  func withoutSource() -> ParameterFrame {
    var frame = self
    frame.wantsSource = false
    return frame
  }
}
