import Planning
import StockFlow

/// `discover`: the corners in which a target is missed, in words.
struct DiscoveryReport: AnswerReport {
  let answer: DiscoveryAnswer
  let options: ReportOptions

  private var words: Words { options.words }
  private var targetKey: String { "\(answer.target.of)@\(answer.target.year)" }

  func json() -> JSONValue {
    commonKeys(answer.header, options).adding([
      "target": .string(targetKey), "samples": .integer(answer.samples), "misses": .integer(answer.misses),
      "seed": .unsigned(answer.seed), "boxes": .array(answer.boxes.map(object)),
    ])
  }

  private func object(of corner: DiscoveryAnswer.Corner) -> JSONValue {
    .object([
      "limits": members(
        corner.limits.map { ($0.parameter, .array([JSONValue($0.lower), JSONValue($0.upper)])) }),
      "quasi_p_values": members(corner.limits.map { ($0.parameter, .number($0.quasiPValue)) }),
      "coverage": .number(corner.coverage),
      "density": .number(corner.density),
      "mass": .number(corner.mass),
      "cases": .integer(corner.cases),
      "trade_off": .array(corner.tradeOff.map { .array([.number($0.coverage), .number($0.density)]) }),
    ])
  }

  func csv() -> CSVTable {
    var table = CSVTable(header: [
      "box", "parameter", "lower", "upper", "quasi_p_value", "coverage", "density", "mass", "cases",
    ])
    for (number, corner) in answer.boxes.enumerated() {
      for limit in corner.limits {
        table.append([
          String(number + 1), limit.parameter, cell(limit.lower), cell(limit.upper), cell(limit.quasiPValue),
          cell(corner.coverage), cell(corner.density), cell(corner.mass), String(corner.cases),
        ])
      }
    }
    return table
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let name = words.targetName(glossary.seriesName(answer.target.of), answer.target.year)
    let share = answer.samples > 0 ? Double(answer.misses) / Double(answer.samples) : 0
    var sentences = [words.missedIn(name, share: words.percent(share), of: answer.samples)]
    for (number, corner) in answer.boxes.enumerated() {
      sentences.append(
        words.corner(
          number + 1, corner.limits.map { glossary.condition($0.parameter, lower: $0.lower, upper: $0.upper) },
          density: words.percent(corner.density),
          coverage: words.percent(corner.coverage)))
    }
    if answer.boxes.isEmpty { sentences.append(words.noCorner) }
    let lines =
      glossary.head(answer.header, nil)
      + sentences.flatMap { wrapped($0, width: 100, hanging: 2, language: words.language) }
      + glossary.warningLines(answer.header)
    return lines.joined(separator: "\n")
  }
}

extension Words {
  func missedIn(_ target: String, share: String, of futures: Int) -> String {
    say(
      "\(target)：在 \(counted(futures, "个"))未来中有 \(share) 未达到。",
      "\(target) is missed in \(share) of \(count(futures)) futures.")
  }

  func corner(_ number: Int, _ conditions: [String], density: String, coverage: String) -> String {
    let all =
      conditions.isEmpty ? say("任何情况下", "always") : say(list(conditions) + "时", "when " + enumeration(conditions))
    return say(
      "\(number). \(all)，\(density) 的未来未达到；这占全部落空的 \(coverage)。",
      "\(number). It is missed in \(density) of the futures \(all); this covers \(coverage) of all misses.")
  }

  func condition(_ parameter: String, lower: String?, upper: String?) -> String {
    // An id is held apart from the words, a name is not.
    let gap = parameter.unicodeScalars.last?.isASCII == false ? "" : " "
    return switch (lower, upper) {
    case (let low?, let high?):
      say("\(parameter)\(gap)在 \(low) 与 \(high) 之间", "\(parameter) is between \(low) and \(high)")
    case (let low?, nil): say("\(parameter)\(gap)高于 \(low)", "\(parameter) is above \(low)")
    case (nil, let high?): say("\(parameter)\(gap)低于 \(high)", "\(parameter) is below \(high)")
    case (nil, nil): parameter
    }
  }

  var noCorner: String {
    say("没有找到落空明显更集中的角落。", "No corner of the assumptions was found in which misses are markedly denser.")
  }

  package func unknownTarget(_ name: String?, known: [String]) -> String {
    let others =
      known.isEmpty
      ? say("场景中没有目标，请写在 targets: 之下", "the scenario has no targets; write them under targets:")
      : say("可选：\(list(known))", "it may be one of: \(list(known))")
    guard name != nil || !known.isEmpty else { return others }
    guard let name else { return say("请用 --target 指明目标；\(others)", "name the target with --target; \(others)") }
    return say("没有唯一的目标“\(name)”；\(others)", "there is no single target “\(name)”; \(others)")
  }
}
