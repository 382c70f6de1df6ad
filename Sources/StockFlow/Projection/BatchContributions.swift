public import Randomness

/// Takes the change of some series apart in every path of a batch, by the same rules as `contributions(to:in:)`.
///
/// In every path the amounts of the sources add up to the value of the path minus the central baseline.
public struct BatchContributions: Sendable {
  /// A series, from the central projection's baseline to a year.
  public struct Question: Sendable, Equatable {
    public let series: Series
    public let baselineYear: Year
    public let baseline: Double
    public let year: Year
    /// Everything that can move it, in the order of the model; `baseline` where that is drawn.
    public let sources: [Contributions.Source]
  }

  public let questions: [Question]
  private var records: YearRecords<Lanes>

  /// - Parameter series: with the years they are asked about; each has a value there in the central projection, and a
  ///   baseline before it.
  public init(_ central: CentralProjection, _ series: [(series: Series, year: Year)]) {
    records = YearRecords(central.model)
    questions = series.map { series, year in
      let baselineYear = central.baselineYear(of: series)
      return Question(
        series: series, baselineYear: baselineYear, baseline: central.value(of: series, in: baselineYear) ?? 0,
        year: year, sources: central.model.sources(of: series))
    }
  }

  /// Before the first year of a batch.
  public mutating func begin() { records.begin() }

  /// Keeps the year the state stands at.
  public mutating func keep(_ state: borrowing BatchState) { records.append(state) }

  /// The value of each of eight paths in the question's year, and what each source adds; not a number where a path has
  /// none.
  ///
  /// - Parameter vector: 0 ..< `PathBatch.vectors`.
  /// - Complexity: O(measures + years × flows).
  public func amounts(_ question: Question, vector: Int) -> (value: Lanes, amounts: [Lanes]) {
    let none = Lanes(repeating: .nan)
    var attribution = Attribution(records, from: question.baselineYear, to: question.year, lane: vector)
    guard let value = records.value(of: question.series, in: question.year, lane: vector),
      let baseline = records.value(of: question.series, in: question.baselineYear, lane: vector),
      attribution.attribute(question.series)
    else { return (none, question.sources.map { _ in none }) }
    let amounts = question.sources.map { source in
      source == .baseline ? baseline - Lanes(repeating: question.baseline) : attribution.amount(of: source)
    }
    return (value, amounts)
  }
}

extension CompiledModel {
  /// A state for batches of paths that keeps every flow, as `BatchContributions` needs it.
  public func makeRecordingState() -> BatchState { BatchState(self, recording: RecordedFlows(all: self)) }

  /// What can move a series: the flows of its cells that are written, drivers, coverages, floor, noise and baseline.
  ///
  /// - Complexity: O(measures + flows).
  public func sources(of series: Series) -> [Contributions.Source] {
    var reached = ReachedSeries(self)
    reached.add(series)
    for step in measureSteps.steps.reversed() where reached.measures.contains(step.measure) {
      for term in measures[step.measure].terms { reached.add(term) }
    }
    let covered = reached.measures.filter { measures[$0].hasCoverage }.sorted()
    return reached.flows.sorted().map(Contributions.Source.flow)
      + reached.drivers.sorted().map(Contributions.Source.driver) + covered.map(Contributions.Source.coverage)
      + [.floor, .noise, .baseline]
  }
}

/// Everything below a series.
private struct ReachedSeries {
  private let model: CompiledModel
  private(set) var flows: Set<Int> = []
  private(set) var drivers: Set<Int> = []
  private(set) var measures: Set<Int> = []
  private var cells: Set<Int> = []

  init(_ model: CompiledModel) { self.model = model }

  mutating func add(_ series: Series) {
    switch series {
    case .flow(let flow): flows.insert(flow)
    case .driver(let driver): drivers.insert(driver)
    case .measure(let measure): measures.insert(measure)
    case .category(let cell): add(cell: cell)
    }
  }

  private mutating func add(cell index: Int) {
    guard cells.insert(index).inserted else { return }
    let cell = model.cells[index]
    let written: [(CellFlow, Int?)] = [
      (.growth, cell.growth), (.training, cell.training), (.inMigration, cell.inMigration),
      (.outMigration, cell.outMigration), (.attrition, cell.attrition),
    ]
    for (flow, parameter) in written where parameter != nil { flows.insert(cell.firstFlow + flow.rawValue) }
    for transition in model.ties.leaving[index] + model.ties.entering[index] {
      flows.insert(model.transitions[transition].flow)
    }
    flows.formUnion(model.ties.graduates[index])
  }
}

extension CompiledMeasure {
  fileprivate var hasCoverage: Bool {
    if case .sum(_, let coverage) = formula { coverage != nil } else { false }
  }

  fileprivate var terms: [Series] {
    switch formula {
    case .sum(let terms, _): terms.map(\.series)
    case .difference(let first, let second), .ratio(let first, let second, _): [first, second]
    case .cumulative(let flows, _): flows.map(Series.flow)
    case .change(let series, _, _): [series]
    }
  }
}
