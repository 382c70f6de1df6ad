public import ArgumentParser
public import Randomness
public import Reports
public import StockFlow

// Options that take one of a few names; the argument parser lists them.
extension OutputFormat: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension Sampling: ExpressibleByArgument {}
