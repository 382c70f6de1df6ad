/// Which flows of persons a state keeps: all for the central projection, those somebody asks for in a batch of paths.
struct RecordedFlows: Sendable {
  let cells: [Bool]
  let transitions: [Bool]
  /// Graduates enter a stock through their flow, so that pipelines always keep theirs.
  let hasPipelines: Bool
  /// Whether every flow is kept.
  let isComplete: Bool
  let isEmpty: Bool

  /// Every flow.
  init(all model: CompiledModel) {
    cells = Array(repeating: true, count: model.cells.count)
    transitions = Array(repeating: true, count: model.transitions.count)
    hasPipelines = !model.pipelines.isEmpty
    isComplete = true
    isEmpty = false
  }

  /// The flows that are asked for, and those that measures count.
  init(_ flows: [Int], of model: CompiledModel) {
    var cells = [Bool](repeating: false, count: model.cells.count)
    var transitions = [Bool](repeating: false, count: model.transitions.count)
    for flow in flows + model.measures.flatMap(\.countedFlows) {
      switch model.flows[flow].kind {
      case .cell(let cell, _): cells[cell] = true
      case .transition(let transition): transitions[transition] = true
      case .graduates, .intake, .enrolled: break
      }
    }
    self.cells = cells
    self.transitions = transitions
    hasPipelines = !model.pipelines.isEmpty
    isComplete = false
    isEmpty = !hasPipelines && !cells.contains(true) && !transitions.contains(true)
  }
}

extension CompiledMeasure {
  fileprivate var countedFlows: [Int] {
    switch formula {
    case .cumulative(let flows, _): flows
    case .sum(let terms, _): terms.map(\.series).compactMap(\.flow)
    case .difference(let first, let second), .ratio(let first, let second, _): [first, second].compactMap(\.flow)
    case .change(let series, _, _): [series].compactMap(\.flow)
    }
  }
}

extension Series {
  fileprivate var flow: Int? {
    if case .flow(let index) = self { index } else { nil }
  }
}
