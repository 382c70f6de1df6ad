import Ensembles
import Planning
import SensitivityAnalysis
import StockFlow

/// `signposts`: what can be observed soon that warns of a later miss.
struct SignpostReport: AnswerReport {
  let answer: SignpostAnswer
  let options: ReportOptions

  private var words: Words { options.words }

  func json() -> JSONValue {
    commonKeys(answer.header, options).adding(ensembleKeys(answer.stamp)).adding([
      "observed_years": .array(answer.years.map(JSONValue.integer)), "targets": .array(answer.targets.map(object)),
    ])
  }

  private func object(of target: TargetSignposts) -> JSONValue {
    .object([
      "of": .string(target.target.of),
      "year": .integer(target.target.year),
      "probability": .number(target.probability.value),
      "interval": JSONValue(target.probability.interval),
      "reason": JSONValue(target.reason?.rawValue),
      "signposts": .array(target.signposts.map(object)),
    ])
  }

  private func object(of signpost: Signpost) -> JSONValue {
    .object([
      "of": .string(signpost.of),
      "year": .integer(signpost.year),
      "reading": .string(signpost.reading.rawValue),
      "baseline_year": .integer(signpost.baseline),
      "threshold": .number(signpost.threshold),
      "alarm": .string(signpost.isAlarmBelow ? "below" : "above"),
      "alarm_share": .number(signpost.alarms),
      "false_alarm_rate": .number(signpost.falseAlarms.value),
      "false_alarm_interval": JSONValue(signpost.falseAlarms.interval),
      "missed_alarm_rate": .number(signpost.missedAlarms.value),
      "missed_alarm_interval": JSONValue(signpost.missedAlarms.interval),
      "youden": .number(signpost.youden),
      "area_under_curve": .number(signpost.area.value),
      "area_under_curve_interval": JSONValue(signpost.area.interval),
      "probability_with_alarm": JSONValue(signpost.probabilityWithAlarm?.value),
      "probability_with_alarm_interval": JSONValue(signpost.probabilityWithAlarm?.interval),
      "probability_without_alarm": JSONValue(signpost.probabilityWithout?.value),
      "probability_without_alarm_interval": JSONValue(signpost.probabilityWithout?.interval),
    ])
  }

  func csv() -> CSVTable {
    var table = CSVTable(header: [
      "target", "target_year", "probability", "of", "year", "reading", "alarm", "threshold", "alarm_share",
      "false_alarm_rate", "false_alarm_low", "false_alarm_high", "missed_alarm_rate", "missed_alarm_low",
      "missed_alarm_high", "youden", "area_under_curve", "area_low", "area_high", "probability_with_alarm",
      "probability_without_alarm",
    ])
    for target in answer.targets {
      for found in target.signposts {
        table.append(
          [target.target.of, String(target.target.year), cell(target.probability.value)]
            + [found.of, String(found.year), found.reading.rawValue, found.isAlarmBelow ? "below" : "above"]
            + [cell(found.threshold), cell(found.alarms)]
            + cells(found.falseAlarms) + cells(found.missedAlarms)
            + [cell(found.youden), cell(found.area.value)]
            + [cell(found.area.interval.lowerBound), cell(found.area.interval.upperBound)]
            + [cell(found.probabilityWithAlarm?.value), cell(found.probabilityWithout?.value)])
      }
    }
    return table
  }

  private func cells(_ rate: ProbabilityEstimate) -> [String] {
    [cell(rate.value), cell(rate.interval.lowerBound), cell(rate.interval.upperBound)]
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let head = glossary.head(answer.header, words.drawn(answer.stamp))
    guard !answer.targets.isEmpty else { return (head + [words.noTargets]).joined(separator: "\n") }
    let sentences = answer.targets.flatMap {
      wrapped(sentence(on: $0, glossary), width: 100, hanging: 2, language: words.language)
    }
    let isFound = answer.targets.contains { !$0.signposts.isEmpty }
    let rows = isFound ? [""] + table(glossary).lines() : []
    let explained =
      isFound ? [""] + wrapped(words.howSignpostsWork, width: 100, hanging: 2, language: words.language) : []
    return (head + sentences + rows + explained + glossary.warningLines(answer.header)).joined(separator: "\n")
  }

  func sentence(on target: TargetSignposts, _ glossary: Glossary) -> String {
    let name = words.targetInYear(glossary.seriesName(target.target.of), target.target.year)
    guard let best = target.signposts.first, let alarm = best.probabilityWithAlarm,
      let otherwise = best.probabilityWithout
    else {
      return words.noSignpost(
        name, target.reason ?? .nothingSeparates, probability: words.percent(target.probability.value),
        years: answer.years)
    }
    let paths = answer.stamp.paths / 2
    return words.signpost(
      name, if: condition(best, glossary), alarm: words.frequency(alarm.value, paths: paths),
      otherwise: words.frequency(otherwise.value, paths: paths))
  }

  private func condition(_ signpost: Signpost, _ glossary: Glossary) -> String {
    words.alarm(reading(signpost, glossary), border(signpost, glossary), isBelow: signpost.isAlarmBelow)
  }

  private func reading(_ signpost: Signpost, _ glossary: Glossary) -> String {
    let name = glossary.seriesName(signpost.of)
    return signpost.reading == .change
      ? words.changeOf(name, from: signpost.baseline, to: signpost.year) : words.observed(name, signpost.year)
  }

  private func border(_ signpost: Signpost, _ glossary: Glossary) -> String {
    let unit = glossary.unit(of: signpost.of)
    let shown = (unit.shown(signpost.threshold) * 1e9).rounded() / 1e9
    let decimals = min(9, DecimalDigits(shown).decimals)
    guard signpost.reading == .change else { return words.quantity(words.number(shown, decimals: decimals), unit) }
    return words.difference(words.signed(shown, decimals: decimals), unit)
  }

  private func table(_ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.signpostTitle, alignment: .left), TextTable.Column(words.alarmTitle),
        TextTable.Column(words.falseAlarmTitle), TextTable.Column(words.missedAlarmTitle),
        TextTable.Column(words.withAlarmTitle), TextTable.Column(words.areaTitle),
      ], language: words.language)
    for target in answer.targets where !target.signposts.isEmpty {
      table.append(heading: words.targetInYear(glossary.seriesName(target.target.of), target.target.year))
      for found in target.signposts { table.append(row(of: found, glossary)) }
    }
    return table
  }

  private func row(of found: Signpost, _ glossary: Glossary) -> [String] {
    func text(_ estimate: ProbabilityEstimate?) -> String { estimate.map { words.percent($0.value) } ?? "-" }
    return [
      "  " + reading(found, glossary), (found.isAlarmBelow ? "< " : "> ") + border(found, glossary),
      words.percentWithInterval(found.falseAlarms), words.percentWithInterval(found.missedAlarms),
      "\(text(found.probabilityWithAlarm)) / \(text(found.probabilityWithout))",
      words.number(found.area.value, decimals: 2),
    ]
  }
}
