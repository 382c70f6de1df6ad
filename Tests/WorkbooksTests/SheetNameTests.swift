import Testing
import Workbooks

struct SheetNameTests {
  @Test func `good names stay what they are`() {
    let names = ["存量平衡", "Total talent, 2025", "It's", "Ürün", "👩‍👩‍👧‍👦"]
    #expect(validSheetNames(names) == names)
  }

  @Test func `characters that no sheet name may hold are replaced`() {
    #expect(validSheetNames(["a[b]c:d*e?f/g\\h"]) == ["a-b-c-d-e-f-g-h"])
    #expect(validSheetNames(["a\nb\u{0}c\u{FFFF}"]) == ["a b c\u{FFFD}"])
  }

  @Test func `apostrophes and spaces at the ends are cut`() {
    #expect(validSheetNames(["'quoted'", " ' x ' "]) == ["quoted", "x"])
  }

  @Test func `an empty name and the reserved one are replaced`() {
    #expect(validSheetNames(["", "''", "history"]) == ["Sheet", "Sheet (2)", "history_"])
  }

  @Test func `names are cut to 31 UTF-16 units between characters`() {
    let families = String(repeating: "👩‍👩‍👧‍👦", count: 3)
    // One family takes eleven units.
    #expect(validSheetNames([families]) == [String(repeating: "👩‍👩‍👧‍👦", count: 2)])
    #expect(validSheetNames([String(repeating: "人", count: 40)]) == [String(repeating: "人", count: 31)])
    #expect(validSheetNames([String(repeating: "a", count: 30) + "'b"]) == [String(repeating: "a", count: 30)])
  }

  @Test func `names that differ only in case are numbered within the limit`() {
    #expect(
      validSheetNames(["Total", "TOTAL", "total", "Total (2)"]) == ["Total", "TOTAL (2)", "total (3)", "Total (2) (2)"])
    let long = String(repeating: "x", count: 35)
    #expect(validSheetNames([long, long]).map(\.utf16.count) == [31, 31])
  }

  @Test func `ten thousand equal names become ten thousand different ones`() {
    let names = validSheetNames(Array(repeating: String(repeating: "很", count: 50), count: 10_000))
    #expect(Set(names.map { $0.lowercased() }).count == 10_000)
    #expect(names.allSatisfy { $0.utf16.count <= 31 })
  }
}
