/// The candidate that somebody who wrote `word` most likely meant, or `nil` when none is near.
///
/// Case, hyphens, underscores and spaces do not count, so `atLeast` and `at-least` mean `at_least`; beyond that one
/// slip is allowed for every three letters, at most three. For many questions about the same names use `NameIndex`.
package func nearest(to word: String, in candidates: [String]) -> String? {
  NameIndex(candidates).nearest(to: word)
}

/// Names prepared for many questions of the kind "did you mean …?".
package struct NameIndex: Sendable {
  private struct Name: Sendable {
    let written: String
    let letters: [UInt32]
    let signature: UInt64
  }

  private let names: [Name]

  /// Longer names than this are nobody's slip of the finger.
  private static let longest = 100

  package init(_ candidates: [String]) {
    names = candidates.map { candidate in
      let letters = NameIndex.letters(of: candidate)
      return Name(written: candidate, letters: letters, signature: NameIndex.signature(of: letters))
    }
  }

  /// The nearest name by Damerau–Levenshtein distance, the first among equals.
  ///
  /// - Complexity: O(number of names), with a full comparison only for the few that share most letters.
  package func nearest(to word: String) -> String? {
    guard word.unicodeScalars.count <= NameIndex.longest else { return nil }
    let letters = NameIndex.letters(of: word)
    guard !letters.isEmpty else { return nil }
    let signature = NameIndex.signature(of: letters)
    var best: (name: String, distance: Int)?
    for name in names where name.written != word && !name.letters.isEmpty {
      let allowed = min(3, max(letters.count, name.letters.count) / 3)
      let limit = min(allowed, (best?.distance ?? .max) - (best == nil ? 0 : 1))
      guard limit >= 0, abs(letters.count - name.letters.count) <= limit,
        // Each slip changes the set of letters by at most two.
        (signature ^ name.signature).nonzeroBitCount <= 2 * limit
      else { continue }
      let distance = editDistance(letters, name.letters)
      if distance <= limit { best = (name.written, distance) }
      if distance == 0 { break }
    }
    return best?.name
  }

  private static func letters(of word: String) -> [UInt32] {
    word.lowercased().unicodeScalars.filter { !["-", "_", " ", "\u{3000}"].contains($0) }.map(\.value)
  }

  private static func signature(of letters: [UInt32]) -> UInt64 {
    letters.reduce(0) { $0 | 1 << UInt64($1 % 64) }
  }
}

/// Damerau–Levenshtein distance in its optimal string alignment form: insertions, deletions, substitutions and
/// transpositions of neighbours, no part edited twice.
func editDistance(_ first: [UInt32], _ second: [UInt32]) -> Int {
  var beforeLast = [Int](repeating: 0, count: second.count + 1)
  var last = Array(0...second.count)
  for i in first.indices {
    var current = [i + 1]
    for j in second.indices {
      let substitution = last[j] + (first[i] == second[j] ? 0 : 1)
      var cost = min(substitution, last[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}
