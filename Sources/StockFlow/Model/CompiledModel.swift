public import Randomness

/// A scenario made ready to be computed: a flat list of cells, flows and series, every name resolved to an index.
///
/// It knows neither files nor paths; `CentralProjection` and the ensembles evaluate it. A class, because a value of this
/// size would be copied wherever the innermost loops hand it on; it never changes.
public final class CompiledModel: Sendable {
  /// The first year that is computed: the earliest start of a category or growing driver, not after `horizon.lowerBound`.
  public let firstYear: Year
  public let horizon: ClosedRange<Year>
  /// Every uncertain part of every parameter, in the order of the file.
  public let draws: [Draw]
  /// Every source of yearly noise, in the order of the file.
  public let noise: [NoiseSource]
  /// Rank correlations between draws, and between noise sources, as indices.
  public let drawCorrelations: [CorrelatedPair]
  public let noiseCorrelations: [CorrelatedPair]

  let parameters: ParameterTable
  let parameterIndex: [ParameterAddress: Int]
  let trends: [CompiledTrend]
  let transfers: TransferTable
  let uncertain: [UncertainParameter]
  /// The uncertain parameters with two factors, but for growth trends.
  let compound: [Int]
  let cells: [Cell]
  /// The cells whose rates are the same in every year of a path, and those of which a year may change some.
  let steadyCells: [Int]
  let unsteadyCells: [Int]
  /// Whether nothing is uncertain but flows of steady cells.
  let isUncertainInFlowsOnly: Bool
  /// By cell, its flows where they are plain.
  let plainFlows: [PlainFlows?]
  let transitions: [CompiledTransition]
  let pipelines: [CompiledPipeline]
  let drivers: [CompiledDriver]
  /// In the order of the file; evaluated in that of `measureSteps`.
  let measures: [CompiledMeasure]
  let measureSteps: MeasureSteps
  let flows: [FlowSlot]
  /// Which transitions leave and enter each cell, and which graduates.
  let ties: CellTies
  let names: SeriesNames

  /// Resolves a scenario into cells, flows and series.
  ///
  /// - Precondition: the scenario has passed the checks of `ScenarioFiles` (references resolve, measures have no
  ///   cycle, every category starts within the horizon) and every `fit` has been replaced by an estimate.
  /// - Complexity: O(entries × years).
  public init(_ scenario: Scenario) {
    var compiler = ModelCompiler(scenario)
    firstYear = compiler.firstYear
    horizon = scenario.horizon
    compiler.addCellFlows()
    transitions = compiler.compileTransitions()
    pipelines = compiler.compilePipelines()
    ties = CellTies(count: scenario.categories.count, transitions: transitions, pipelines: pipelines)
    cells = compiler.compileCells(ties: ties, transitions: transitions)
    drivers = compiler.compileDrivers()
    names = compiler.names()
    let measureOrder = MeasureOrder(scenario.measures).order
    measures = compiler.compileMeasures(order: measureOrder, names: names)
    measureSteps = MeasureSteps(measures, order: measureOrder)
    draws = compiler.parameters.draws
    noise = compiler.noise
    drawCorrelations = compiler.drawCorrelations()
    noiseCorrelations = compiler.noiseCorrelations()
    parameters = compiler.parameters.parameters
    parameterIndex = compiler.parameters.index
    uncertain = compiler.parameters.uncertain
    trends = compiler.trends
    let followed = Set(compiler.trends.map(\.draw))
    compound = uncertain.indices.filter { [uncertain] in
      uncertain[$0].secondFactor != nil && uncertain[$0].factor.map { !followed.contains($0) } == true
    }
    steadyCells = cells.indices.filter { [cells] in cells[$0].isSteady }
    unsteadyCells = cells.indices.filter { [cells] in !cells[$0].isSteady }
    let steadyFlows = Set(cells.filter(\.isSteady).flatMap(\.flows))
    isUncertainInFlowsOnly = parameters.rows.indices.allSatisfy { [parameters] in
      parameters.rows[$0].uncertain == nil || steadyFlows.contains($0)
    }
    plainFlows = cells.map { [parameters, uncertain, firstYear] in
      PlainFlows($0, parameters: parameters, uncertain: uncertain, in: firstYear)
    }
    transfers = TransferTable(
      TransferLayout(transitions, ties: ties, parameters: parameters), parameters: parameters,
      years: firstYear...horizon.upperBound)
    flows = compiler.flows
  }

  /// The same model with a number added to one parameter in all years: draws, noise and series stay as they are.
  ///
  /// - Precondition: the parameter is written in the scenario.
  /// - Complexity: O(parameters × years), for a rate of transition O(transitions × years).
  public convenience init(_ model: CompiledModel, shift: ParameterShift) {
    guard let index = model.parameterIndex[shift.address] else {
      preconditionFailure("the parameter \(shift.address) is written")
    }
    var (parameters, uncertain) = (model.parameters, model.uncertain)
    if let place = parameters.rows[index].uncertain {
      uncertain[place] = uncertain[place].shifted(by: shift.amount)
    } else {
      parameters.shift(index, by: shift.amount)
    }
    self.init(model, parameters: parameters, uncertain: uncertain, changesRates: shift.address.property == .rate)
  }

  private init(
    _ model: CompiledModel, parameters: ParameterTable, uncertain: [UncertainParameter], changesRates: Bool
  ) {
    (firstYear, horizon, names) = (model.firstYear, model.horizon, model.names)
    (draws, noise) = (model.draws, model.noise)
    (drawCorrelations, noiseCorrelations) = (model.drawCorrelations, model.noiseCorrelations)
    (trends, compound, cells, ties) = (model.trends, model.compound, model.cells, model.ties)
    (steadyCells, unsteadyCells) = (model.steadyCells, model.unsteadyCells)
    isUncertainInFlowsOnly = model.isUncertainInFlowsOnly
    (transitions, pipelines, drivers, flows) = (model.transitions, model.pipelines, model.drivers, model.flows)
    (measures, measureSteps) = (model.measures, model.measureSteps)
    parameterIndex = model.parameterIndex
    self.parameters = parameters
    self.uncertain = uncertain
    plainFlows = model.cells.map {
      PlainFlows($0, parameters: parameters, uncertain: uncertain, in: model.firstYear)
    }
    transfers =
      changesRates
      ? TransferTable(
        model.transfers.layout, parameters: parameters, years: model.firstYear...model.horizon.upperBound)
      : model.transfers
  }

  /// Draws that choose the course of a growth trend, with the year after which it grows. Their numbers have no unit; in a
  /// state, the growth of the year takes their place.
  public var coursesDrawn: [Int: Year] {
    Dictionary(trends.map { ($0.draw, $0.start) }, uniquingKeysWith: { first, _ in first })
  }

  public var lastYear: Year { horizon.upperBound }
  /// Years that are computed, `firstYear … lastYear`.
  public var yearCount: Int { lastYear - firstYear + 1 }
}

/// One uncertain part of one parameter: drawn once a path and kept for the whole horizon.
public struct Draw: Sendable, Equatable {
  /// `skilled.training`, `skilled.training.times` or `skilled.training.plus`.
  public let name: String
  public let distribution: Distribution
  /// The value in the central projection: the mean, but for a choice of courses.
  public let central: Double
}

/// The yearly noise of a category or driver.
public struct NoiseSource: Sendable, Equatable {
  public enum Effect: Sendable, Equatable {
    /// The factor exp(σz − σ²/2).
    case factor(sigma: Double)
    /// The score z itself, which drives a growth trend.
    case score
  }
  /// `skilled.volatility`.
  public let name: String
  public let effect: Effect
  /// The first year in which it acts.
  public let firstYear: Year
}

/// Spearman's ρ between two draws or two noise sources, named by their index.
public struct CorrelatedPair: Sendable, Equatable {
  public let first: Int
  public let second: Int
  public let spearman: Double
  public let place: SourcePlace?
}

/// What a path draws for one parameter.
struct UncertainParameter: Sendable {
  /// Draws multiplied with the coefficient, at most two. Every draw belongs to one parameter.
  let factor: Int?
  let secondFactor: Int?
  /// A draw added.
  let addend: Int?
  /// A number added.
  let constant: Double

  func shifted(by amount: Double) -> UncertainParameter {
    UncertainParameter(factor: factor, secondFactor: secondFactor, addend: addend, constant: constant + amount)
  }
}

/// One stock that the balance equation moves on.
struct Cell: Sendable {
  let start: Year
  let baseline: Int
  /// Indices of parameters; `nil` where 0.
  let growth: Int?
  let training: Int?
  let inMigration: Int?
  let outMigration: Int?
  let attrition: Int?
  /// Index of the noise source; `nil` where there is none.
  let noise: Int?
  /// Whether any transition leaves or enters it, and whether graduates enter it.
  let hasLeavers: Bool
  let hasEntrants: Bool
  let hasGraduates: Bool
  /// Whether growth, flows and all rates of leaving are the same in every year of a path.
  let isSteady: Bool
  /// The first of the five flow slots of the cell, in the order of `CellFlow`.
  let firstFlow: Int

  /// The parameters of its flows, in the order of `CellFlow`.
  var flows: [Int?] { [growth, training, inMigration, outMigration, attrition] }
}

/// The flows every cell has, in the order of their slots.
enum CellFlow: Int, CaseIterable {
  case growth, training, inMigration, outMigration, attrition

  var property: ParameterAddress.Property {
    switch self {
    case .growth: .growth
    case .training: .training
    case .inMigration: .inMigration
    case .outMigration: .outMigration
    case .attrition: .attrition
    }
  }

  /// +1 where the flow adds to the stock, −1 where it takes away.
  var sign: Double {
    switch self {
    case .growth, .training, .inMigration: 1
    case .outMigration, .attrition: -1
    }
  }
}

struct CompiledTransition: Sendable {
  let from: Int
  let to: Int
  let rate: Int
  let flow: Int
}

struct CompiledPipeline: Sendable {
  struct Entry: Sendable {
    let cell: Int
    let share: Double
    let flow: Int
  }
  let intake: Int
  let completion: Int?
  let duration: Int
  let entries: [Entry]
  let intakeFlow: Int
  let enrolledFlow: Int
}

struct CompiledDriver: Sendable {
  enum Motion: Sendable {
    /// Follows the given values, times all noise since the first year of the horizon.
    case given
    /// Grows from a year and value on.
    case growing(parameter: Int, from: Year, value: Double)
  }
  /// Index of the parameter that holds the given values.
  let values: Int
  let motion: Motion
  let noise: Int?
}

/// A derived series with the first year in which it has a value.
struct CompiledMeasure: Sendable {
  enum Formula: Sendable {
    case sum([WeightedSeries], coverage: Int?)
    case difference(Series, Series)
    case ratio(Series, Series, scale: Double)
    case cumulative(flows: [Int], from: Year)
    /// `observed` is the value in `from` where that year is not computed.
    case change(Series, from: Year, observed: Double?)
  }
  let formula: Formula
  let availableFrom: Year
}

struct WeightedSeries: Sendable {
  let series: Series
  let weight: Double
}

/// One flow of persons a year and whose it is.
struct FlowSlot: Sendable {
  let name: String
  let kind: Kind
  enum Kind: Sendable {
    case cell(Int, CellFlow)
    case transition(Int)
    case graduates(pipeline: Int, cell: Int)
    case intake(Int)
    case enrolled(Int)
  }
}

/// A series of the model: one value a year.
public enum Series: Sendable, Hashable {
  case category(Int)
  case driver(Int)
  case measure(Int)
  /// Persons a year.
  case flow(Int)
}
