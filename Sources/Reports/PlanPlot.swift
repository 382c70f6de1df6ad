package import Charts
import Ensembles
public import Planning
public import StockFlow

/// One chart of a study by its name: `fan:total`, `bullets`, `waterfall:total@2025`, `tornado:total`, `probability`,
/// `flows`, `frontier`, `categories`, `corner`.
public struct PlanPlot: Sendable {
  private let writer: ReportWriter
  private let width: Double

  public init(_ study: PlanStudy, language: Language, width: Double) {
    let origin = ReportOrigin(command: "", version: "", files: [])
    writer = ReportWriter(study, origin, language: language, drawsTitles: true)
    self.width = width
  }

  /// What can be drawn.
  public var names: [String] {
    let targets = writer.study.reach.targets.filter { !($0.why?.flows.isEmpty ?? true) }.map(targetKey)
    let fans = writer.study.simulation.series.map { "fan:" + $0.id }
    return fans + (writer.scenario.targets.isEmpty ? [] : ["bullets", "probability"]) + ["flows"]
      + (writer.categories() == nil ? [] : ["categories"]) + (writer.corner() == nil ? [] : ["corner"])
      + (writer.frontier() == nil ? [] : ["frontier"])
      + targets.map { "waterfall:" + $0 } + targets.filter { tornado($0) != nil }.map { "tornado:" + $0 }
  }

  /// SVG text, or `nil` for a name that is not among `names`.
  public func svg(_ name: String) -> String? { chart(name)?.svg() }

  /// The Vega-Lite specification with its data.
  public func vegaLite(_ name: String) -> String? { chart(name)?.vegaLite() }

  package func chart(_ name: String) -> (any Chart)? {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count > 1 ? parts[1] : nil) {
    case ("fan", let series?): return writer.fan(of: series, width: width)
    case ("bullets", nil): return writer.scenario.targets.isEmpty ? nil : writer.bullets(width: width)
    case ("probability", nil): return writer.scenario.targets.isEmpty ? nil : writer.probabilities(width: width)
    case ("frontier", nil): return writer.frontier(width: width)
    case ("categories", nil): return writer.categories(width: width)
    case ("corner", nil): return writer.corner(width: width)
    case ("flows", nil): return writer.flowDiagram(width: width)
    case ("waterfall", let target?): return answer(target).flatMap { writer.waterfall(of: $0, width: width) }
    case ("tornado", let target?): return tornado(target)
    default: return nil
    }
  }

  private func tornado(_ target: String) -> TornadoChart? {
    answer(target).flatMap { writer.tornado(of: $0, width: width) }
  }

  private func answer(_ name: String) -> TargetAnswer? {
    let named = writer.study.reach.targets.filter {
      $0.target.of == name || "\($0.target.of)@\($0.target.year)" == name
    }
    return named.count == 1 ? named[0] : nil
  }

  /// `of`, or `of@year` where there are several.
  private func targetKey(_ answer: TargetAnswer) -> String {
    let same = writer.scenario.targets.filter { $0.of == answer.target.of }
    return same.count == 1 ? answer.target.of : "\(answer.target.of)@\(answer.target.year)"
  }
}
