public import Ensembles

/// Why a target stands elsewhere in another variant or file: by the flows that bring more or less, and by the inputs that
/// differ. Both add up exactly to `other` − `reference`, but for rounding.
public struct DifferenceWaterfall: Sendable, Equatable {
  /// One input in which the two differ.
  public struct Input: Sendable, Equatable {
    /// `skilled.training`; a property such as `training` where very many inputs differ; `other` for all that is no
    /// value of a parameter.
    public let name: String
    /// Shapley value in the central projection: what the input's change brings, averaged over the orders in which the
    /// inputs could change.
    public let central: Double
    /// Of `central`, from random orders; `nil` where all sets of inputs were computed.
    public let standardError: Double?
    /// The 10th and the 90th percentile of the Shapley values of every path, with the same draws.
    public let interval80: ClosedRange<Double>?

    public init(name: String, central: Double, standardError: Double?, interval80: ClosedRange<Double>?) {
      (self.name, self.central) = (name, central)
      (self.standardError, self.interval80) = (standardError, interval80)
    }
  }

  /// Central values.
  public let reference: Double
  public let other: Double
  /// The largest first; `baseline` is the difference of the baselines.
  public let flows: [Waterfall.Bar]
  /// The largest first.
  public let inputs: [Input]

  public init(reference: Double, other: Double, flows: [Waterfall.Bar], inputs: [Input]) {
    (self.reference, self.other, self.flows, self.inputs) = (reference, other, flows, inputs)
  }
}
