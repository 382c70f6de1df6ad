import Ensembles
import Foundation
public import Planning
import Randomness
import StockFlow

/// `sweep` written point by point: what comes before the points, each point, and what comes after the last.
public struct SweepReport: Sendable {
  fileprivate let run: SweepRun
  fileprivate let options: ReportOptions

  public init(_ run: SweepRun, as options: ReportOptions) {
    self.run = run
    self.options = options
  }

  public var head: String {
    switch options.format {
    case .json: halves.head
    case .jsonl: ""
    case .csv: CSVTable(header: columns).written(byteOrderMark: options.hasByteOrderMark)
    case .table: tableHead
    }
  }

  /// The text of some neighbouring points.
  public func text(of points: [SweepPoint]) -> String {
    switch options.format {
    case .json: points.map { ($0.index == 0 ? "\n" : ",\n") + "    " + object(of: $0).written(indent: 2) }.joined()
    case .jsonl: points.map { object(of: $0).compact() + "\n" }.joined()
    case .csv: points.flatMap(rows).map(CSVTable.record).joined()
    case .table: points.flatMap(tableRows).map { $0 + "\n" }.joined()
    }
  }

  /// Ends a result of so many points, so that it can be read though more were to come.
  public func tail(after points: Int) -> String {
    guard options.format == .json else { return "" }
    return (points > 0 ? "\n  " : "") + halves.tail + "\n"
  }

  // MARK: JSON

  /// The object around the points, cut where they stand.
  private var halves: (head: String, tail: String) {
    let whole = commonKeys(run.header, options).adding([
      "sampling": .string(run.stamp.sampling.rawValue), "seed": .unsigned(run.stamp.seed),
      "paths": .integer(run.stamp.paths), "design": .string(run.sweep.design.key), "sweep": .string(run.sweep.id),
      "points": .array([]),
    ]).written()
    let mark = "\"points\": ["
    guard let place = whole.range(of: mark) else { return (whole, "") }
    return (String(whole[..<place.upperBound]), String(whole[place.upperBound...]))
  }

  private func object(of point: SweepPoint) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("index", .integer(point.index)), ("set", set(of: point)), ("targets", .array(point.targets.map(object))),
    ]
    if run.variants.count > 1 { members.append(("variant", JSONValue(point.variant?.id))) }
    if let problem = point.problem { members.append(("problem", .string(problem.message(options.language)))) }
    return Reports.members(members)
  }

  private func set(of point: SweepPoint) -> JSONValue {
    members(
      zip(run.parameters, point.settings).compactMap { address, setting in
        setting.map {
          (address.description, $0.number.map(JSONValue.number) ?? .object(["level": JSONValue($0.level)]))
        }
      })
  }

  private func object(of target: TargetAnswer) -> JSONValue {
    .object([
      "of": .string(target.target.of),
      "year": .integer(target.target.year),
      "mean": JSONValue(target.mean),
      "median": JSONValue(target.median),
      "sd": JSONValue(target.standardDeviation),
      "probability": .number(target.probability.value),
      "standard_error": .number(target.probability.standardError(run.stamp)),
    ])
  }

  // MARK: CSV

  private var columns: [String] {
    ["index"] + (run.variants.count > 1 ? ["variant"] : []) + run.parameters.map(\.description)
      + ["of", "year", "mean", "median", "sd", "probability", "standard_error"]
  }

  private func rows(of point: SweepPoint) -> [[String]] {
    let head =
      [String(point.index)] + (run.variants.count > 1 ? [point.variant?.id ?? ""] : []) + point.settings.map(cell)
    guard point.problem == nil else {
      return run.header.scenario.targets.map { head + [$0.of, String($0.year), "", "", "", "", ""] }
    }
    return point.targets.map { target in
      head + [target.target.of, String(target.target.year), Reports.cell(target.mean), Reports.cell(target.median)]
        + [Reports.cell(target.standardDeviation), Reports.cell(target.probability.value)]
        + [Reports.cell(target.probability.standardError(run.stamp))]
    }
  }

  private func cell(_ setting: SweepSetting?) -> String {
    guard let setting else { return "" }
    return setting.number.map { Reports.cell($0) } ?? "level \(setting.level ?? 0)"
  }

  // MARK: Table

  private static let width = 14

  private var tableHead: String {
    let words = options.words
    let glossary = Glossary(run.header.scenario, words)
    let names = run.parameters.map(\.description)
    let cells = names + [words.target, words.median, words.probability]
    let lines = glossary.head(run.header, words.drawn(run.stamp))
    return (lines + [padded(["#"] + cells)]).joined(separator: "\n") + "\n"
  }

  private func tableRows(of point: SweepPoint) -> [String] {
    let words = options.words
    let settings = zip(run.parameters, point.settings).map { address, setting in
      setting.map { $0.number.map { shortest($0) } ?? "#\($0.level ?? 0)" } ?? "-"
    }
    if let problem = point.problem {
      return [padded([String(point.index)] + settings) + "  " + visible(problem.message(options.language))]
    }
    let glossary = Glossary(run.header.scenario, words)
    return point.targets.map { target in
      let unit = glossary.unit(of: target.target.of)
      let median = target.median.map { unit.shown($0) }
      return padded(
        [String(point.index)] + settings + [
          "\(target.target.of)@\(target.target.year)", words.cell(median, decimals: decimals(for: [median ?? 0])),
          words.percent(target.probability.value),
        ])
    }
  }

  private func padded(_ cells: [String]) -> String {
    let columns =
      ["#".count + 5] + run.parameters.map { max(Self.width, $0.description.count) } + [28, Self.width, Self.width]
    return withoutTrailingSpaces(
      zip(cells, columns).map { cell, width in
        cell + String(repeating: " ", count: max(1, width - displayWidth(cell)))
      }.joined(separator: " "))
  }
}

extension Sweep.Design {
  var key: String {
    switch self {
    case .grid: "grid"
    case .oneAtATime: "one_at_a_time"
    case .latinHypercube: "latin_hypercube"
    case .sobol: "sobol"
    case .table: "table"
    }
  }
}

extension SweepReport {
  /// Finds the complete points of a half-written result, read piece by piece after its head.
  public func makeScanner() -> SweepScanner {
    SweepScanner(options.format, rowsPerPoint: max(1, run.header.scenario.targets.count))
  }
}
