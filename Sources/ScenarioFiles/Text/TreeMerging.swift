/// What `extends` makes of two files: the tree of one with the other written over it.
///
/// Mappings merge key by key; everything else, and every mapping for which `whole` is true, is replaced.
/// A key whose value is absent in `over` is removed. Keys keep the order of `base`, new ones follow.
///
/// - Parameter whole: asked with the path of keys from the root, for mappings present in both trees.
/// - Complexity: O(n) in the nodes of both trees, plus what `whole` costs.
package func merge(
  _ base: MarkedNode, _ over: MarkedNode, whole: (_ path: [String]) -> Bool
) -> MarkedNode {
  mergeNodes(base, over, path: [], whole: whole)
}

private func mergeNodes(
  _ base: MarkedNode, _ over: MarkedNode, path: [String], whole: ([String]) -> Bool
) -> MarkedNode {
  guard let lower = base.entries, let upper = over.entries, !whole(path) else {
    return withoutRemovals(over, path: path, whole: whole)
  }
  let overriding = Dictionary(upper.map { ($0.key, $0) }) { first, _ in first }
  let known = Set(lower.map(\.key))
  let kept = lower.compactMap { entry -> MarkedNode.Entry? in
    guard let replacement = overriding[entry.key] else { return entry }
    guard !replacement.value.isAbsent else { return nil }
    let value = mergeNodes(entry.value, replacement.value, path: path + [entry.key], whole: whole)
    return .init(key: entry.key, keyPlace: replacement.keyPlace, value: value)
  }
  let added = upper.filter { !known.contains($0.key) }
  return MarkedNode(.mapping(kept + prunedEntries(added, path: path, whole: whole)), at: over.place)
}

/// A tree that overrides nothing, without the keys that remove nothing either.
private func withoutRemovals(
  _ node: MarkedNode, path: [String], whole: ([String]) -> Bool
) -> MarkedNode {
  guard let entries = node.entries, !whole(path) else { return node }
  return MarkedNode(.mapping(prunedEntries(entries, path: path, whole: whole)), at: node.place)
}

private func prunedEntries(
  _ entries: [MarkedNode.Entry], path: [String], whole: ([String]) -> Bool
) -> [MarkedNode.Entry] {
  entries.filter { !$0.value.isAbsent }.map { entry in
    let value = withoutRemovals(entry.value, path: path + [entry.key], whole: whole)
    return .init(key: entry.key, keyPlace: entry.keyPlace, value: value)
  }
}
