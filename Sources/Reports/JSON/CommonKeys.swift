import Ensembles
import Randomness
import StockFlow

/// The keys every answer about one scenario has.
func commonKeys(_ header: AnswerHeader, _ options: ReportOptions) -> JSONValue {
  let scenario = header.scenario
  let warnings = options.loadingWarnings + header.warnings
  return .object([
    "scenario": .string(scenario.id),
    "variant": JSONValue(header.variant?.id),
    "unit": .string(scenario.unit.name),
    "years": .array(scenario.horizon.map(JSONValue.integer)),
    "warnings": .array(warnings.map { warning($0, options.language) }),
  ])
}

/// The keys of what was drawn.
func ensembleKeys(_ stamp: EnsembleStamp) -> KeyValuePairs<String, JSONValue> {
  ["paths": .integer(stamp.paths), "seed": .unsigned(stamp.seed), "sampling": .string(stamp.sampling.rawValue)]
}

/// - Parameter file: where the diagnostic names no place.
func warning(_ diagnostic: Diagnostic, _ language: Language, in file: String? = nil) -> JSONValue {
  .object([
    "code": .string(diagnostic.code),
    "message": .string(diagnostic.message(language)),
    "file": JSONValue(diagnostic.place?.file ?? file),
    "line": JSONValue(diagnostic.place?.line),
    "column": JSONValue(diagnostic.place?.column),
  ])
}

/// A problem of `check`: a warning's keys with its severity and help.
func problem(_ diagnostic: Diagnostic, _ language: Language, in file: String) -> JSONValue {
  warning(diagnostic, language, in: file).adding([
    "severity": .string(diagnostic.severity.rawValue),
    "help": JSONValue(diagnostic.help?(language)),
  ])
}

/// An object with one member per name, in any order.
func members(_ pairs: [(String, JSONValue)]) -> JSONValue {
  .object(pairs.map { JSONValue.Member(key: $0.0, value: $0.1) })
}
