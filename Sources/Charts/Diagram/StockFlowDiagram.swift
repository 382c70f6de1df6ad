/// Stocks as boxes, flows as arrows with valves, the outside world as clouds.
public struct StockFlowDiagram: Chart {
  /// A stock or a pipeline.
  public struct Node: Sendable, Equatable {
    /// By which flows name it; unique among stocks and pipelines.
    public let id: String
    public let name: String
    public let value: Double?

    public init(id: String, name: String, value: Double? = nil) {
      self.id = id
      self.name = name
      self.value = value
    }
  }

  /// Where a flow starts or ends.
  public enum End: Sendable, Equatable {
    case outside
    /// A stock or pipeline by its id; one that does not exist counts as outside.
    case node(String)
  }

  public struct Flow: Sendable, Equatable {
    public let name: String
    public let from: End
    public let to: End
    public let value: Double?

    public init(name: String, from: End, to: End, value: Double? = nil) {
      self.name = name
      self.from = from
      self.to = to
      self.value = value
    }
  }

  public struct Words: Sendable, Equatable {
    /// Heads of the table: what it is, from where, to where, how much.
    public let name: String
    public let from: String
    public let to: String
    public let value: String
    /// The world outside the scenario.
    public let outside: String
    public let stock: String
    public let pipeline: String
    public let flow: String

    public init(
      name: String, from: String, to: String, value: String, outside: String, stock: String, pipeline: String,
      flow: String
    ) {
      self.name = name
      self.from = from
      self.to = to
      self.value = value
      self.outside = outside
      self.stock = stock
      self.pipeline = pipeline
      self.flow = flow
    }
  }

  public let frame: ChartFrame
  public let quantity: Quantity
  public let words: Words
  public let stocks: [Node]
  public let pipelines: [Node]
  public let flows: [Flow]

  public init(
    frame: ChartFrame, quantity: Quantity, words: Words, stocks: [Node], pipelines: [Node] = [], flows: [Flow]
  ) {
    self.frame = frame
    self.quantity = quantity
    self.words = words
    self.stocks = stocks
    self.pipelines = pipelines
    self.flows = flows
  }
}
