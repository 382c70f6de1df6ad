import StockFlow

/// `project`: every series and flow of the central projection.
struct ProjectionReport: AnswerReport {
  let answer: ProjectionAnswer
  let options: ReportOptions

  var central: CentralProjection { answer.central }
  var model: CompiledModel { central.model }
  var words: Words { options.words }

  func json() -> JSONValue {
    let series = model.series.map { (model.name(of: $0), JSONValue(central.values(of: $0))) }
    let flows = nonzeroFlows().map { (model.name(of: $0), JSONValue(flowValues($0))) }
    return commonKeys(answer.header, options).adding(["series": members(series), "flows": members(flows)])
  }

  func csv() -> CSVTable {
    let glossary = Glossary(answer.header.scenario, words)
    var table = CSVTable(header: ["series", "kind", "year", "value", "unit"])
    for series in model.series + nonzeroFlows() {
      let name = model.name(of: series)
      for (year, value) in zip(model.horizon, isFlow(series) ? flowValues(series) : central.values(of: series)) {
        table.append([name, kind(of: series), String(year), cell(value), glossary.exportedUnit(of: name)])
      }
    }
    return table
  }

  /// Flows in persons a year; none in the baseline year.
  func flowValues(_ flow: Series) -> [Double?] {
    model.horizon.map { $0 == model.horizon.lowerBound ? nil : central.value(of: flow, in: $0) }
  }

  func nonzeroFlows() -> [Series] {
    model.flowSeries.filter { flow in flowValues(flow).contains { ($0 ?? 0) != 0 } }
  }

  private func isFlow(_ series: Series) -> Bool {
    if case .flow = series { true } else { false }
  }

  private func kind(of series: Series) -> String {
    switch series {
    case .category: "category"
    case .driver: "driver"
    case .measure: "measure"
    case .flow: "flow"
    }
  }
}
