import CLanes

/// How brackets are divided into cells of 2ⁿ codes, bracket after bracket; the first and the last cell of a bracket may
/// be narrower.
struct CellLayout {
  private let brackets: [Brackets.Bracket]
  private let shift: Int
  /// The first cell of each bracket, and the number of all.
  private let firsts: [Int]
  /// For the kernel.
  let cells: lanes_cells

  /// The narrowest cells of which there are no more than `most`, unless each bracket is a single one.
  init(_ brackets: Brackets, most: Int) {
    self.brackets = brackets.all
    var shift = 0
    while shift < 15 && brackets.all.reduce(0, { $0 + Self.count($1, shift) }) > most { shift += 1 }
    var firsts = [0]
    for bracket in brackets.all { firsts.append(firsts[firsts.count - 1] + Self.count(bracket, shift)) }
    (self.shift, self.firsts) = (shift, firsts)
    let starts = zip(brackets.all, firsts).map { Int32($1 - $0.lower >> shift) }
    cells = unsafe lanes_make_cells(Int32(shift), starts, starts.count, Int32(firsts[firsts.count - 1]))
  }

  private static func count(_ bracket: Brackets.Bracket, _ shift: Int) -> Int {
    bracket.upper > bracket.lower ? (bracket.upper - 1) >> shift - bracket.lower >> shift + 1 : 0
  }

  var count: Int { firsts[firsts.count - 1] }

  func cells(of bracket: Int) -> Range<Int> { firsts[bracket]..<firsts[bracket + 1] }

  func bracket(of cell: Int) -> Int { (firsts.firstIndex { cell < $0 } ?? firsts.count) - 1 }

  func cell(of code: Int, in bracket: Int) -> Int {
    firsts[bracket] + code >> shift - brackets[bracket].lower >> shift
  }

  /// The codes of a cell.
  func codes(of cell: Int) -> Range<Int> {
    let bracket = bracket(of: cell)
    let start = (brackets[bracket].lower >> shift + cell - firsts[bracket]) << shift
    return max(start, brackets[bracket].lower)..<min(start + 1 << shift, brackets[bracket].upper)
  }
}
