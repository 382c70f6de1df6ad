package import Charts
import Planning
import StockFlow

extension ReportWriter {
  /// The scenario as stocks, pipelines and the persons who pass between them over the whole horizon.
  package func flowDiagram(width: Double = 960) -> StockFlowDiagram {
    let unit = ShownUnit(.people(scenario.unit), of: scenario)
    let categories = scenario.categories.map {
      StockFlowDiagram.Node(
        id: $0.id, name: glossary.name(of: $0.id), value: closing($0.id).map(unit.shown))
    }
    let pipelines = scenario.pipelines.map { StockFlowDiagram.Node(id: $0.id, name: glossary.name(of: $0.id)) }
    return StockFlowDiagram(
      frame: frame("flows", words.flowsTitle(scenario.horizon), words.flowsDescription, width: width),
      quantity: Quantity(
        name: words.titled(words.peopleOverHorizon, unit), abbreviates: unit.countsSinglePersons),
      words: StockFlowDiagram.Words(
        name: words.item, from: words.from, to: words.to, value: words.amount, outside: words.outside,
        stock: words.stockName, pipeline: words.pipelineName, flow: words.flowWord),
      stocks: categories, pipelines: pipelines, flows: categoryFlows + transitionFlows + pipelineFlows)
  }

  private var categoryFlows: [StockFlowDiagram.Flow] {
    let properties: [(ParameterAddress.Property, enters: Bool)] = [
      (.growth, true), (.training, true), (.inMigration, true), (.outMigration, false), (.attrition, false),
    ]
    return scenario.categories.flatMap { category in
      properties.compactMap { property, enters in
        guard let persons = persons("\(category.id).\(property.rawValue)"), persons != 0 else { return nil }
        // A growth that shrinks the stock leaves it.
        let isEntering = enters == (persons > 0)
        return StockFlowDiagram.Flow(
          name: words.flow(property), from: isEntering ? .outside : .node(category.id),
          to: isEntering ? .node(category.id) : .outside, value: abs(persons))
      }
    }
  }

  private var transitionFlows: [StockFlowDiagram.Flow] {
    scenario.transitions.map {
      StockFlowDiagram.Flow(
        name: glossary.name(of: $0.id), from: .node($0.from), to: .node($0.to), value: persons("\($0.id).rate"))
    }
  }

  private var pipelineFlows: [StockFlowDiagram.Flow] {
    scenario.pipelines.flatMap { pipeline in
      [
        StockFlowDiagram.Flow(
          name: words.intakeName, from: .outside, to: .node(pipeline.id), value: persons("\(pipeline.id).intake"))
      ]
        + pipeline.enters.map {
          StockFlowDiagram.Flow(
            name: words.graduatesName, from: .node(pipeline.id), to: .node($0.category),
            value: persons("\(pipeline.id).\($0.category)"))
        }
    }
  }

  private func closing(_ category: String) -> Double? {
    study.central.model.series(named: category).flatMap {
      study.central.value(of: $0, in: scenario.horizon.upperBound)
    }
  }

  /// Persons over the horizon in the central projection.
  private func persons(_ flow: String) -> Double? {
    guard let series = study.central.model.series(named: flow) else { return nil }
    let values = study.central.values(of: series).dropFirst().compactMap { $0 }
    let unit = ShownUnit(.people(scenario.unit), of: scenario)
    return values.isEmpty ? nil : unit.shown(values.reduce(0, +))
  }
}
