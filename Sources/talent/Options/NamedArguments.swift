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
