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
    if hasVariants { members.append(("variant", JSONValue(point.variant?.id))) }
    if let problem = point.problem { members.append(("problem", .string(problem.message(options.language)))) }
    return Reports.members(members)
  }

  private func set(of point: SweepPoint) -> JSONValue {
    members(
      zip(run.parameters, point.settings).compactMap { address, setting in
        setting.map {
          (address.description, $0.number.map(JSONValue.number) ?? .string(level($0)))
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
    ["index"] + (hasVariants ? ["variant"] : []) + run.parameters.map(\.description)
      + ["of", "year", "mean", "median", "sd", "probability", "standard_error"]
  }

  private func rows(of point: SweepPoint) -> [[String]] {
    let head = rowHead(of: point)
    guard point.problem == nil else {
      return run.header.scenario.targets.map { head + [$0.of, String($0.year), "", "", "", "", ""] }
    }
    return point.targets.map { target in
      head + [target.target.of, String(target.target.year), Reports.cell(target.mean), Reports.cell(target.median)]
        + [Reports.cell(target.standardDeviation), Reports.cell(target.probability.value)]
        + [Reports.cell(target.probability.standardError(run.stamp))]
    }
  }

  private func rowHead(of point: SweepPoint) -> [String] {
    [String(point.index)] + (hasVariants ? [point.variant?.id ?? ""] : []) + point.settings.map(cell)
  }

  /// Whether every row tells its variant.
  private var hasVariants: Bool { run.variants.contains { $0 != nil } }

  private func cell(_ setting: SweepSetting?) -> String {
    guard let setting else { return "" }
    return setting.number.map { Reports.cell($0) } ?? level(setting)
  }

  /// A path or distribution, by its place in the list.
  private func level(_ setting: SweepSetting) -> String { "level \(setting.level ?? 0)" }

  // MARK: Table

  private static let width = 14

  private var tableHead: String {
    let words = options.words
    let glossary = Glossary(run.header.scenario, words)
    let cells =
      (hasVariants ? [words.variantTitle] : []) + run.parameters.map(\.description) + [
        words.target, words.median, words.probability,
      ]
    let lines = glossary.head(run.header, words.drawn(run.stamp))
    return (lines + [padded(["#"] + cells)]).joined(separator: "\n") + "\n"
  }

  private func tableRows(of point: SweepPoint) -> [String] {
    let words = options.words
    let glossary = Glossary(run.header.scenario, words)
    let settings = zip(run.parameters, point.settings).map { text(of: $0, $1, glossary) }
    let head =
      [String(point.index)] + (hasVariants ? [point.variant.map { visible($0.id) } ?? words.asItIs] : []) + settings
    if let problem = point.problem { return [padded(head) + "  " + visible(problem.message(options.language))] }
    return point.targets.map { target in
      let unit = glossary.unit(of: target.target.of)
      let median = target.median.map { unit.shown($0) }
      return padded(
        head + [
          words.targetName(glossary.seriesName(target.target.of), target.target.year),
          words.cell(median, decimals: decimals(for: [median ?? 0])), words.percentWithInterval(target.probability),
        ])
    }
  }

  private func text(of address: ParameterAddress, _ setting: SweepSetting?, _ glossary: Glossary) -> String {
    guard let setting else { return "-" }
    guard let number = setting.number else { return level(setting) }
    let unit = glossary.unit(of: address)
    return options.words.quantity(options.words.trimmed(unit.shown(number), digits: 6), unit)
  }

  private func padded(_ cells: [String]) -> String {
    let columns =
      ["#".count + 5] + (hasVariants ? [Self.width] : [])
      + run.parameters.map { max(Self.width, $0.description.count) } + [28, Self.width, 24]
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
    SweepScanner(options.format, rowsPerPoint: max(1, run.header.scenario.targets.count)) { isOwn($0, $1) }
  }

  /// Whether the bytes of a point set what the design's point of that index sets; nothing is computed.
  private func isOwn(_ index: Int, _ bytes: [UInt8]) -> Bool {
    guard index < run.count else { return false }
    let (variant, settings) = run.settings(of: index)
    let point = SweepPoint(index: index, variant: variant, settings: settings, targets: [], problem: nil)
    let text = String(decoding: bytes, as: UTF8.self)
    switch options.format {
    case .table: return true
    case .csv:
      let beginning = rowHead(of: point).map(CSVTable.field).joined(separator: ",") + ","
      return text.components(separatedBy: "\r\n").dropLast().allSatisfy { $0.hasPrefix(beginning) }
    case .json, .jsonl:
      let written = options.format == .jsonl ? object(of: point).compact() : object(of: point).written(indent: 2)
      // What stands before the targets, and a problem may stand within it.
      guard let targets = written.range(of: "\"targets\""), let set = written.range(of: "\"set\"") else { return false }
      return text.contains(written[..<set.lowerBound])
        && text.contains(written[set.lowerBound..<targets.lowerBound])
    }
  }
}
