import StockFlow

extension ScenarioDecoder {
  private static let correlatable = Set(ParameterAddress.Property.allCases)

  /// A correlation with the places of its two names.
  struct PlacedCorrelation {
    let correlation: Correlation
    let places: [SourcePlace]
  }

  func correlation(_ node: MarkedNode) -> PlacedCorrelation? {
    guard let fields = EntryReader(node, .correlation, key: "correlations", at: node.place, by: self) else {
      return nil
    }
    let pair = list(fields["between"], key: "between", atLeast: 2, atMost: 2)
    let addresses = pair?.map { node in
      text(node, key: "between").flatMap { address($0, at: node.place, allowing: Self.correlatable) }
    }
    let strength = strength(fields["is"])
    _ = provenance(fields)
    _ = note(fields)
    guard let pair, let first = addresses?[0], let second = addresses?[1], let strength else { return nil }
    let correlation = Correlation(first, second, spearman: strength, place: node.place)
    return PlacedCorrelation(correlation: correlation, places: pair.map(\.place))
  }

  private func strength(_ node: MarkedNode?) -> Double? {
    guard let node, let number = plainNumber(node, key: "is") else { return nil }
    guard (-1...1).contains(number) else {
      report(ValueProblem.correlation(number), at: node.place)
      return nil
    }
    return number
  }
}
