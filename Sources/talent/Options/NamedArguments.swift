public import ArgumentParser
public import Ensembles
public import Planning
public import Randomness
public import Reports
public import StockFlow

// Options that take one of a few names; the argument parser lists them.
extension OutputFormat: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension Sampling: ExpressibleByArgument {}
extension QuantilePrecision: ExpressibleByArgument {}
extension SensitivityMethod: ExpressibleByArgument {}
extension SensitivityOutcome: ExpressibleByArgument {}

/// The ids of a list separated by commas.
func variantIds(_ text: String) -> [String] {
  text.split { $0 == "," || $0 == "，" }.map { String($0.filter { $0 != " " }) }
}
