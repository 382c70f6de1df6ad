import StockFlow

/// Variants, and what is known of a parameter from its address.
extension ScenarioDecoder {
  /// What `set` and sweeps can replace.
  static let replaceable = Set(ParameterAddress.Property.allCases)

  func frame(of address: ParameterAddress) -> ParameterFrame {
    let owner = names[address.owner]
    var bare = unit
    if case .people(let own)? = owner?.unit { bare = own }
    return ParameterFrame(address, bare: bare).assuming(assumed).withoutSource()
  }

  /// The address a map names as a key; `nil` after a report.
  func replacedAddress(_ entry: MarkedNode.Entry) -> ParameterAddress? {
    guard let address = address(entry.key, at: entry.keyPlace, allowing: Self.replaceable) else { return nil }
    if address.property == .volatility, names[address.owner]?.kind == .driver {
      report(NameProblem.growthOnly(name: entry.key), at: entry.keyPlace)
      return nil
    }
    return address
  }

  func variant(_ entry: MarkedNode.Entry) -> Variant? {
    checkId(entry)
    guard let fields = EntryReader(entry.value, .variant, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let name = name(fields, id: entry.key)
    let note = note(fields)
    _ = provenance(fields)
    let replacements = parameterEntries(fields["set"], key: "set").compactMap(replacement)
    return Variant(id: entry.key, name: name, replacements: replacements, note: note, place: entry.keyPlace)
  }

  /// The entries of a map whose keys are parameters.
  func parameterEntries(_ node: MarkedNode?, key: String) -> [MarkedNode.Entry] {
    guard let node else { return [] }
    guard let entries = node.entries else {
      reportExpected(.parameters, key: key, found: node)
      return []
    }
    return entries
  }

  private func replacement(_ entry: MarkedNode.Entry) -> Replacement? {
    guard let address = replacedAddress(entry) else { return nil }
    return replacement(entry.value, of: address, keyPlace: entry.keyPlace).map {
      Replacement(address: address, value: $0)
    }
  }

  func replacement(_ node: MarkedNode, of address: ParameterAddress, keyPlace: SourcePlace) -> ParameterValue? {
    let frame = frame(of: address)
    if address.property == .volatility {
      switch volatility(node, keyPlace: keyPlace) {
      case .number(let sigma): return ParameterValue(.number(Figure(sigma)))
      case .fit: return ParameterValue(.fit(FitRequest(method: .auto)))
      case nil: return nil
      }
    }
    return value(node, frame, keyPlace: keyPlace)
  }
}
