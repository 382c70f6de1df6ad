/// Every key of every table, as `category.stock`, with its description; for the test that nothing is undescribed.
package func describedKeys() -> [String: String] {
  let keys = KeyTable.Name.allCases.flatMap { name in
    name.table.keys.map { ("\(name.rawValue).\($0.name)", $0.about) }
  }
  return Dictionary(keys, uniquingKeysWith: { first, _ in first })
}

/// The keys the decoder asks for while it reads a scenario; for the test that tables and decoder agree.
package func keysAskedFor(in root: MarkedNode) -> Set<String> {
  let decoder = ScenarioDecoder(files: []) { path throws(FileFailure) in
    throw .unreadable(path: path, reason: .missing)
  }
  decoder.keysRead = []
  _ = decoder.scenario(root, file: "")
  return Set((decoder.keysRead ?? []).map { "\($0.table.rawValue).\($0.key)" })
}
