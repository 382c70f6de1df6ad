extension Category {
  /// The year the projection of this category starts from: the latest observation not after the first year of the
  /// horizon, otherwise the earliest within it; `nil` where there is neither.
  public func start(in horizon: ClosedRange<Year>) -> Year? {
    let years = observations.map(\.year)
    return years.last { $0 <= horizon.lowerBound } ?? years.first { horizon.contains($0) }
  }

  /// The σ of the yearly noise; 0 where none is written.
  public var sigma: Double {
    guard case .number(let sigma) = volatility else { return 0 }
    return sigma
  }
}

extension Driver {
  /// The year a growing driver grows from: its latest value not after the first year of the horizon.
  public func growthStart(in horizon: ClosedRange<Year>) -> Year? {
    growth == nil ? nil : values.points.last { $0.year <= horizon.lowerBound }?.year
  }
}
