package import Charts
import Ensembles
import Planning
import StockFlow

extension ReportWriter {
  /// Every target in one row: baseline, intervals, promise, probability.
  package func bullets(width: Double = 720) -> BulletChart {
    BulletChart(
      frame: frame("bullets", words.bulletsTitle, words.bulletsDescription, width: width),
      words: BulletChart.Words(
        row: words.target, baseline: words.baseline, median: words.median, target: words.promised,
        note: words.chanceAndVerdict, intervals: [words.interval(ofLevel: 0.8)]),
      rows: study.reach.targets.map(bullet))
  }

  private func bullet(_ target: TargetAnswer) -> BulletChart.Row {
    let shown = shown(target)
    let name = targetName(target.target)
    let interval = target.interval80.map {
      BulletChart.Interval(
        level: 0.8,
        range: ValueInterval(lower: shown.unit.shown($0.lowerBound), upper: shown.unit.shown($0.upperBound)))
    }
    return BulletChart.Row(
      name: name, quantity: glossary.quantity(of: target.target.of, named: name, decimals: shown.decimals),
      baseline: target.baseline.map(shown.unit.shown), median: target.median.map(shown.unit.shown),
      intervals: [interval].compactMap { $0 }, target: target.target.comparison.bound(in: shown.unit),
      note: words.percent(target.probability.value) + words.say("，", ", ") + words.verdict(target.verdict))
  }

  /// How surely each target's bound is met year after year.
  package func probabilities(width: Double = 720) -> ProbabilityChart {
    let lines = study.courses.prefix(ReportWriter.mostLines).map { course in
      ProbabilityChart.Line(
        name: targetName(course.target),
        points: zip(scenario.horizon, course.probabilities).compactMap { year, estimate in
          estimate.map {
            ProbabilityChart.Point(
              year: year, probability: $0.value,
              interval: ValueInterval(lower: $0.interval.lowerBound, upper: $0.interval.upperBound))
          }
        })
    }
    return ProbabilityChart(
      frame: frame("probability", words.probabilityTitle, words.probabilityDescription, width: width),
      words: ProbabilityChart.Words(
        year: words.year, probability: words.chance, line: words.target, lower: words.lowerEnd, upper: words.upperEnd),
      lines: Array(lines), verdicts: verdictRanges)
  }

  /// Lines that a reader can still tell apart.
  static let mostLines = 8

  /// The words for probabilities with their ranges, as `Verdict` draws them.
  var verdictRanges: [ProbabilityChart.Verdict] {
    let ends: [(Verdict, Double, Double)] = [
      (.virtuallyCertain, 0.99, 1), (.veryLikely, 0.9, 0.99), (.likely, 0.66, 0.9), (.aboutAsLikelyAsNot, 0.33, 0.66),
      (.unlikely, 0.1, 0.33), (.veryUnlikely, 0.01, 0.1), (.exceptionallyUnlikely, 0, 0.01),
    ]
    return ends.map {
      ProbabilityChart.Verdict(name: words.verdict($0.0), range: ValueInterval(lower: $0.1, upper: $0.2))
    }
  }
}
