import Ensembles
import Randomness
import StockFlow
import Testing

/// Ensembles of so many outputs that they are summarised year by year, two batches at a time.
struct ManyOutputsTests {
  /// Some blocks, and a last one that ends in the middle of a batch.
  private static let paths = 3 * 1024 + 200

  /// One that grows, one that may be held at 0, one whose exits may exceed the stock, and more like the first.
  private func categories(_ count: Int, isStockDrawn: Bool) -> [StockFlow.Category] {
    (0..<count).map { index in
      var category = category(
        "c\(index)", stock: [2020: 10],
        [
          .growth: drawn(.normal(mean: 0.02, sd: 0.02)),
          .training: drawn(.pert(min: 0.1, mode: 0.2, max: 0.5)),
          .inMigration: index == 1 ? drawn(.normal(mean: -2, sd: 2)) : number(0.1),
          .attrition: index == 2 ? drawn(.uniform(min: 0.5, max: 1.2)) : drawn(.beta(mean: 0.03, sd: 0.01)),
        ], volatility: 0.02)
      if isStockDrawn && index == 3 {
        category.observations = [.init(year: 2020, value: drawn(.normal(mean: 10, sd: 1)))]
      }
      return category
    }
  }

  private func answer(_ categories: [StockFlow.Category], threads: Int) throws -> SimulationAnswer {
    try simulated(
      scenario(2020...2026, categories, targets: [atLeast("c0", 2026, 12.4), atLeast("c1", 2024, 1)]),
      options(Self.paths, threads: threads))
  }

  @Test(arguments: [false, true], [1, 2])
  func `what else is computed changes nothing of a category`(isStockDrawn: Bool, threads: Int) throws {
    let few = try answer(categories(4, isStockDrawn: isStockDrawn), threads: threads)
    let many = try answer(categories(40, isStockDrawn: isStockDrawn), threads: threads)
    #expect(Array(many.series.prefix(4)) == few.series)
    #expect(many.probabilities == few.probabilities)
    // Paths that were held or scaled down are counted in both batches.
    #expect(Set(few.header.warnings.map(\.code)).count == 2)
    #expect(many.header.warnings == few.header.warnings)
  }
}
