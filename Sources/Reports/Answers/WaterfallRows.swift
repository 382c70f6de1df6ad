import Ensembles
import Planning
import StockFlow

// Waterfalls as JSON, and as one CSV row a bar.

extension Waterfall {
  var json: JSONValue {
    .object([
      "baseline": .number(baseline),
      "projection": .number(projection),
      "target": .number(target),
      "paths": .integer(paths),
      "flows": .array(flows.map(\.json)),
      "gap": gap.map { .array($0.map(\.json)) } ?? .null,
      "gap_in_sd": JSONValue(gapInStandardDeviations),
    ])
  }
}

extension Waterfall.Bar {
  var json: JSONValue {
    .object(["flow": .string(name), "central": .number(central), "interval80": JSONValue(interval80)])
  }
}

extension Waterfall.Need {
  fileprivate var json: JSONValue {
    .object(["flow": .string(name), "needed": .number(needed), "standard_error": .number(standardError)])
  }
}

extension DifferenceWaterfall {
  var json: JSONValue {
    .object([
      "reference": .number(reference),
      "other": .number(other),
      "flows": .array(flows.map(\.json)),
      "inputs": .array(
        inputs.map {
          .object([
            "input": .string($0.name), "central": .number($0.central), "standard_error": JSONValue($0.standardError),
            "interval80": JSONValue($0.interval80),
          ])
        }),
    ])
  }
}

/// One row of a waterfall in CSV: a level, or what one flow or input adds.
private struct WaterfallRow {
  let part: String
  let name: String
  let amount: Double
  var interval80: ClosedRange<Double>?
  var standardError: Double?

  static let columns = ["part", "name", "amount", "interval80_low", "interval80_high", "standard_error", "unit"]

  func cells(unit: String) -> [String] {
    [part, name, cell(amount), cell(interval80?.lowerBound), cell(interval80?.upperBound), cell(standardError), unit]
  }
}

extension ReachReport {
  func waterfallCSV(_ glossary: Glossary) -> CSVTable {
    var table = CSVTable(header: ["of", "year"] + WaterfallRow.columns)
    for target in answer.targets {
      guard let why = target.why else { continue }
      var rows = [WaterfallRow(part: "baseline", name: "", amount: why.baseline)]
      rows += why.flows.map {
        WaterfallRow(part: "flow", name: $0.name, amount: $0.central, interval80: $0.interval80)
      }
      rows += [WaterfallRow(part: "projection", name: "", amount: why.projection)]
      rows += (why.gap ?? []).map {
        WaterfallRow(part: "gap", name: $0.name, amount: $0.needed, standardError: $0.standardError)
      }
      rows += [WaterfallRow(part: "target", name: "", amount: why.target)]
      let unit = glossary.exportedUnit(of: target.target.of)
      for row in rows { table.append([target.target.of, String(target.target.year)] + row.cells(unit: unit)) }
    }
    return table
  }
}

extension ComparisonReport {
  func waterfallCSV() -> CSVTable {
    let glossary = Glossary(answer.header.scenario, words)
    var table = CSVTable(header: ["variant", "of", "year"] + WaterfallRow.columns)
    for comparison in answer.comparisons {
      for target in comparison.targets {
        guard let why = target.why else { continue }
        let unit = glossary.exportedUnit(of: target.target.of)
        for row in rows(why) {
          table.append(
            [comparison.name ?? "", target.target.of, String(target.target.year)] + row.cells(unit: unit))
        }
      }
    }
    return table
  }

  private func rows(_ why: DifferenceWaterfall) -> [WaterfallRow] {
    let flows = why.flows.map {
      WaterfallRow(part: "flow", name: $0.name, amount: $0.central, interval80: $0.interval80)
    }
    let inputs = why.inputs.map {
      WaterfallRow(
        part: "input", name: $0.name, amount: $0.central, interval80: $0.interval80, standardError: $0.standardError)
    }
    return [WaterfallRow(part: "reference", name: "", amount: why.reference)] + flows + inputs
      + [WaterfallRow(part: "other", name: "", amount: why.other)]
  }
}
