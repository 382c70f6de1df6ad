import CLanes

/// How brackets are divided into cells of 2ⁿ codes, bracket after bracket; the first and the last cell of a bracket may
/// be narrower.
struct CellLayout {
  private let brackets: Brackets
  private let shift: Int
  /// The first cell of each bracket, and from the last bracket on the number of all.
  private let firsts: InlineArray<8, Int>
  /// For the kernel.
  let cells: lanes_cells

  /// The narrowest cells of which there are no more than `most`, unless each bracket is a single one.
  init(_ brackets: Brackets, most: Int) {
    var shift = 0
    while shift < 15 && brackets.indices.reduce(0, { $0 + Self.count(brackets[$1], shift) }) > most { shift += 1 }
    var firsts = InlineArray<8, Int>(repeating: 0)
    for index in 0..<Brackets.most { firsts[index + 1] = firsts[index] + Self.count(brackets[index], shift) }
    var cells = lanes_make_cells(Int32(shift), Int32(firsts[Brackets.most]))
    for index in brackets.indices {
      cells = lanes_with_start(cells, Int32(index), Int32(firsts[index] - brackets[index].lower >> shift))
    }
    (self.brackets, self.shift, self.firsts, self.cells) = (brackets, shift, firsts, cells)
  }

  private static func count(_ bracket: Brackets.Bracket, _ shift: Int) -> Int {
    bracket.upper > bracket.lower ? (bracket.upper - 1) >> shift - bracket.lower >> shift + 1 : 0
  }

  var count: Int { firsts[Brackets.most] }

  func cells(of bracket: Int) -> Range<Int> { firsts[bracket]..<firsts[bracket + 1] }

  /// The bracket of a cell that there is.
  func bracket(of cell: Int) -> Int { brackets.indices.last { firsts[$0] <= cell } ?? 0 }

  func cell(of code: Int, in bracket: Int) -> Int {
    firsts[bracket] + code >> shift - brackets[bracket].lower >> shift
  }

  /// The codes of a cell of a bracket.
  func codes(of cell: Int, in index: Int) -> Range<Int> {
    let bracket = brackets[index]
    let start = (bracket.lower >> shift + cell - firsts[index]) << shift
    return max(start, bracket.lower)..<min(start + 1 << shift, bracket.upper)
  }
}
