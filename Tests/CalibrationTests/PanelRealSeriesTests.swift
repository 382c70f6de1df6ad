import Calibration
import Foundation
import Testing

/// The 52 real series of the reference folder, scored as its public forecasters were: origins 5, 6 and 7 years before the
/// end with 5 years ahead (3 years, one origin, for the series of nine years: at least six are kept to learn from),
/// quantiles of the stock itself, scaled by the mean absolute yearly difference of the training part, mean over origins.
struct PanelRealSeriesTests {
  struct Series {
    let source: String
    var observations: [(year: Int, stock: Double)]

    func history(_ count: Int, grouped: Bool) -> PanelHistory {
      PanelHistory(
        observations: observations.prefix(count).map { .init(year: $0.year, level: log($0.stock)) },
        group: grouped ? source : nil)
    }
  }

  struct Scores {
    var mase = 0.0
    var pinball = 0.0
    var coverage = [0.0, 0.0, 0.0]
    var cases = 0.0
  }

  static let file: URL? = {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["TALENT_DATA"].map { [URL(filePath: $0)] } ?? []
    let folders = named + ["../shared/data", "../../shared/data"].map { package.appending(path: $0) }
    return folders.map { $0.appending(path: "workforce_series.csv") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  static func series() throws -> [Series] {
    guard let file else { return [] }
    var order: [String] = []
    var found: [String: Series] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let name = fields.prefix(3).joined(separator: ",")
      let year = try #require(Int(fields[3]))
      let stock = try #require(Double(fields[4]))
      if found[name] == nil { order.append(name) }
      found[name, default: Series(source: String(fields[0]), observations: [])].observations.append((year, stock))
    }
    return order.compactMap { found[$0] }
  }

  static let levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]

  static func score(grouped: Bool) throws -> Scores {
    let all = try series()
    var total = Scores()
    for origin in 0..<3 {
      let cases = all.compactMap { series -> (Series, Int, Int)? in
        let horizon = min(5, series.observations.count - 6)
        let training = series.observations.count - horizon - origin
        return training >= 6 ? (series, training, horizon) : nil
      }
      let estimate = PanelEstimate(cases.map { $0.0.history($0.1, grouped: grouped) })
      for (posterior, item) in zip(estimate.posteriors, cases) { add(posterior, item, &total) }
    }
    return total
  }

  static func add(
    _ posterior: PanelPosterior, _ item: (series: Series, training: Int, horizon: Int), _ total: inout Scores
  ) {
    let stocks = item.series.observations.map(\.stock)
    let known = stocks.prefix(item.training)
    let scale = zip(known, known.dropFirst()).reduce(0) { $0 + abs($1.1 - $1.0) } / Double(item.training - 1)
    let predictive = posterior.predictive(years: item.horizon)
    let share = 1 / Double(item.horizon)
    for year in 1...item.horizon {
      let truth = stocks[item.training + year - 1]
      let growth = predictive.cumulative(year: year)
      let quantiles = levels.map { exp(posterior.origin.level + growth.quantile($0)) }
      let losses = zip(levels, quantiles).map { 2 * max($0 * (truth - $1), ($0 - 1) * (truth - $1)) }
      total.pinball += share * losses.reduce(0, +) / 7 / scale
      total.mase += share * abs(truth - quantiles[3]) / scale
      for (index, pair) in [(2, 4), (1, 5), (0, 6)].enumerated() {
        if truth >= quantiles[pair.0] && truth <= quantiles[pair.1] { total.coverage[index] += share }
      }
    }
    total.cases += 1
  }

  /// The best public methods there: scaled pinball 0.965 (complex exponential smoothing), MASE 1.573 (drift). The bounds are
  /// what the method reaches, rounded up.
  @Test(.enabled(if: file != nil), arguments: [(grouped: true, pinball: 0.84), (grouped: false, pinball: 0.87)])
  func `the scaled pinball loss on real workforces is lower than that of every public method`(
    grouped: Bool, pinball: Double
  ) throws {
    let total = try Self.score(grouped: grouped)
    let coverage = total.coverage.map { $0 / total.cases }
    #expect(total.cases == 126)
    #expect(total.pinball / total.cases < pinball)
    #expect(total.mase / total.cases < 1.573)
    #expect((0.77...(grouped ? 0.87 : 0.85)).contains(coverage[1]))
    #expect((0.92...(grouped ? 0.985 : 0.97)).contains(coverage[2]))
  }
}
