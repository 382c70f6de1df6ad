import Calibration
import Ensembles
import StockFlow

/// `backtest`: how good the scenario's way to project would have been, beside simple methods.
struct BacktestReport: AnswerReport {
  let answer: BacktestAnswer
  let options: ReportOptions

  private var words: Words { options.words }
  private var percent: ShownUnit { ShownUnit(.percent, of: answer.header.scenario) }

  /// The program's own scores first.
  private var methods: [(key: String, score: ForecastScore)] {
    [("talent", answer.track.score)] + zip(SimpleMethod.allCases, answer.simple).map { ($0.rawValue, $1) }
  }

  private var stamp: EnsembleStamp {
    EnsembleStamp(paths: answer.draws.paths, seed: answer.draws.seed, sampling: answer.draws.sampling)
  }

  func json() -> JSONValue {
    commonKeys(answer.header, options).adding(ensembleKeys(stamp)).adding([
      "origins": .array(answer.track.origins.map(JSONValue.integer)),
      "horizon": .integer(answer.horizon),
      "scores": members(methods.map { ($0.key, object(of: $0.score)) }),
      "forecasts": .array(answer.forecasts.map(object)),
    ])
  }

  private func object(of score: ForecastScore) -> JSONValue {
    .object([
      "points": .integer(score.points),
      "mape": JSONValue(score.meanAbsolutePercentageError),
      "mase": JSONValue(score.meanAbsoluteScaledError),
      "crps": JSONValue(score.rankedProbabilityScore),
      "pinball": JSONValue(score.pinballLoss),
      "coverage50": JSONValue(score.coverage50),
      "coverage80": JSONValue(score.coverage80),
      "coverage95": JSONValue(score.coverage95),
      "pit": .array(score.transformHistogram.map(JSONValue.integer)),
    ])
  }

  private func object(of forecast: PastForecast) -> JSONValue {
    .object([
      "category": .string(forecast.category),
      "origin": .integer(forecast.origin),
      "year": .integer(forecast.year),
      "actual": .number(forecast.actual),
      "median": .number(forecast.median),
      "interval80": JSONValue(forecast.interval80),
    ])
  }

  func csv() -> CSVTable {
    var table = CSVTable(header: [
      "method", "points", "mape", "mase", "crps", "pinball", "coverage50", "coverage80", "coverage95",
    ])
    for (key, score) in methods {
      table.append([
        key, String(score.points), cell(score.meanAbsolutePercentageError), cell(score.meanAbsoluteScaledError),
        cell(score.rankedProbabilityScore), cell(score.pinballLoss), cell(score.coverage50), cell(score.coverage80),
        cell(score.coverage95),
      ])
    }
    return table
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let verdict = [words.trackRecord(answer.track), words.comparison(best: bestSimple, answer.track.score)]
    let lines =
      glossary.head(answer.header, words.drawn(stamp))
      + wrapped(
        verdict.compactMap { $0 }.joined(separator: words.say("", " ")), width: 100, hanging: 2,
        language: words.language)
      + [""] + scoreTable().lines()
      + [""]
      + wrapped(words.tenths(answer.track.score.transformHistogram), width: 100, hanging: 2, language: words.language)
      + wrapped(words.scoreNotes(horizon: answer.horizon), width: 100, hanging: 2, language: words.language)
      + [""] + forecastTable(glossary).lines() + glossary.warningLines(answer.header)
    return lines.joined(separator: "\n")
  }

  /// The simple method with the least CRPS over as many points as the program.
  private var bestSimple: (method: SimpleMethod, score: ForecastScore)? {
    zip(SimpleMethod.allCases, answer.simple).filter { $0.1.points == answer.track.score.points }
      .compactMap { method, score in score.rankedProbabilityScore.map { (method, score, $0) } }
      .min { $0.2 < $1.2 }.map { ($0.0, $0.1) }
  }

  private func scoreTable() -> TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.method, alignment: .left), TextTable.Column(words.pointsCompared),
        TextTable.Column("MAPE"), TextTable.Column("MASE"), TextTable.Column("CRPS"), TextTable.Column(words.pinball),
        TextTable.Column(words.coverage(50)), TextTable.Column(words.coverage(80)),
        TextTable.Column(words.coverage(95)),
      ], language: words.language)
    for (key, score) in methods {
      table.append([
        words.methodName(key), String(score.points), share(score.meanAbsolutePercentageError, decimals: 1),
        words.cell(score.meanAbsoluteScaledError, decimals: 3), words.cell(score.rankedProbabilityScore, decimals: 3),
        words.cell(score.pinballLoss, decimals: 3), share(score.coverage50), share(score.coverage80),
        share(score.coverage95),
      ])
    }
    return table
  }

  private func share(_ value: Double?, decimals: Int = 0) -> String {
    value.map { words.quantity(words.number(percent.shown($0), decimals: decimals), percent) } ?? "-"
  }

  private func forecastTable(_ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.forecastOf, alignment: .left), TextTable.Column(words.year),
        TextTable.Column(words.cameTrue), TextTable.Column(words.median), TextTable.Column(words.interval80),
        TextTable.Column(words.missedBy),
      ], language: words.language)
    for (category, forecasts) in grouped {
      let unit = glossary.unit(of: category)
      table.append(heading: words.titled(glossary.name(of: category), unit))
      let values = forecasts.flatMap { [$0.actual, $0.median] }.map(unit.shown)
      let decimals = decimals(for: values)
      func text(_ value: Double) -> String { words.number(unit.shown(value), decimals: decimals) }
      for forecast in forecasts {
        let isHeld = forecast.interval80.contains(forecast.actual)
        table.append([
          "  " + words.fromOrigin(forecast.origin), String(forecast.year), text(forecast.actual), text(forecast.median),
          words.interval(text(forecast.interval80.lowerBound), text(forecast.interval80.upperBound))
            + (isHeld ? " " : "*"),
          words.quantity(
            words.signed(percent.shown(forecast.median / forecast.actual - 1), decimals: 1),
            percent),
        ])
      }
    }
    return table
  }

  /// Categories in the order of the file, each with its forecasts.
  private var grouped: [(category: String, forecasts: [PastForecast])] {
    let byCategory = Dictionary(grouping: answer.forecasts, by: \.category)
    return answer.header.scenario.categories.compactMap { category in
      byCategory[category.id].map { (category.id, $0.sorted { ($0.origin, $0.year) < ($1.origin, $1.year) }) }
    }
  }
}
