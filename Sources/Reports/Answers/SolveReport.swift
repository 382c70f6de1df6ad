import Ensembles
import Planning
import StockFlow

/// `solve`: what it would take, lever by lever and together.
struct SolveReport: AnswerReport {
  let answer: SolveAnswer
  let options: ReportOptions

  private func key(_ target: Target) -> JSONValue { .string("\(target.of)@\(target.year)") }

  func json() -> JSONValue {
    commonKeys(answer.header, options).adding(ensembleKeys(answer.stamp)).adding([
      "probability": .number(answer.options.probability),
      "joint": .bool(answer.options.isJoint),
      "budget": JSONValue(answer.options.budget),
      "currency": JSONValue(answer.currency),
      "targets": .array(answer.standings.map(standing)),
      "single": .array(answer.single.map(single)),
      "at_limits": .array(answer.atLimits.map(atLimits)),
      "mix": answer.mix.map(mix) ?? .null,
      "frontier": .array(answer.frontier.map(point)),
      "targets_by_budget": .array(
        answer.targetsByBudget.map {
          .object(["targets": .array($0.targets.map(key)), "cost": JSONValue($0.cost)])
        }),
      "inverse": .array(answer.inverse.map(inverse)),
      "robust": answer.robust.map(robust) ?? .null,
    ])
  }

  private func standing(_ standing: SolveAnswer.Standing) -> JSONValue {
    .object([
      "of": .string(standing.target.of), "year": .integer(standing.target.year),
      "probability": .number(standing.probability.value), "probability_interval": interval(standing.probability),
      "reached": .bool(standing.isReached),
    ])
  }

  private func interval(_ estimate: ProbabilityEstimate) -> JSONValue {
    .array([.number(estimate.interval.lowerBound), .number(estimate.interval.upperBound)])
  }

  private func single(_ single: SolveAnswer.Single) -> JSONValue {
    .object([
      "lever": .string(single.lever), "target": key(single.target), "amount": JSONValue(single.amount),
      "feasible": .bool(single.isFeasible), "probability_at_limit": .number(single.probabilityAtLimit),
      "cost": JSONValue(answer.currency == nil ? nil : single.cost),
      "last_year_to_act": JSONValue(single.lastYearToAct),
    ])
  }

  private func atLimits(_ limits: SolveAnswer.AtLimits) -> JSONValue {
    .object([
      "target": key(limits.target), "probability": .number(limits.probability.value),
      "probability_interval": interval(limits.probability), "median": JSONValue(limits.median),
      "interval80": limits.interval80.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null,
      "binding": JSONValue(limits.binding), "moved": .bool(limits.isMoved), "feasible": .bool(limits.isReachable),
    ])
  }

  private func mix(_ mix: SolveAnswer.Mix) -> JSONValue {
    .object([
      "feasible": .bool(mix.isFeasible), "targets": .array(mix.targets.map(key)),
      "given_up": .array(mix.givenUp.map(key)),
      "amounts": members(mix.amounts.map { ($0.lever, .number($0.amount)) }),
      "cost": JSONValue(answer.currency == nil ? nil : mix.cost),
      "cost_by_year": .array(mix.costByYear.map(JSONValue.number)),
      "people_by_year": members(mix.amounts.map { ($0.lever, .array($0.peopleByYear.map(JSONValue.number))) }),
      "probability": .number(mix.probability.value), "probability_interval": interval(mix.probability),
      "probabilities": members(
        zip(mix.targets, mix.probabilities).map { ("\($0.of)@\($0.year)", .number($1.value)) }),
      "verified_seed": .unsigned(mix.verifiedSeed), "tightenings": .integer(mix.tightenings),
      "falls_short": .bool(mix.fallsShort), "binding": .array(mix.binding.map { .string($0.name) }),
      "shadow_prices": members(zip(mix.targets, mix.shadowPrices).map { ("\($0.of)@\($0.year)", JSONValue($1)) }),
    ])
  }

  private func point(_ point: SolveAnswer.FrontierPoint) -> JSONValue {
    .object([
      "probability": .number(point.probability), "cost": JSONValue(answer.currency == nil ? nil : point.cost),
      "feasible": .bool(point.cost != nil),
      "amounts": point.cost == nil
        ? .null : members(zip(answer.header.scenario.levers, point.amounts).map { ($0.id, .number($1)) }),
    ])
  }

  private func inverse(_ inverse: SolveAnswer.Inverse) -> JSONValue {
    .object([
      "target": key(inverse.target), "needed_yearly_growth": JSONValue(inverse.neededGrowth),
      "bound_yearly_growth": JSONValue(inverse.boundGrowth),
      "central_yearly_growth": JSONValue(inverse.centralGrowth),
      "history": inverse.history.map { history in
        .object([
          "from": .integer(history.years.lowerBound), "to": .integer(history.years.upperBound),
          "mean": .number(history.mean), "sd": JSONValue(history.standardDeviation),
          "percentile": JSONValue(history.percentile),
        ])
      } ?? .null,
      "ways": .array(
        inverse.ways.map { way in
          .object([
            "kind": .string(way.kind.rawValue), "parameters": .array(way.parameters.map { .string($0.description) }),
            "present": .number(way.present), "needed": JSONValue(way.needed),
            "feasible": .bool(way.needed != nil), "probability_at_limit": .number(way.probabilityAtLimit),
          ])
        }),
    ])
  }

  private func robust(_ robust: RobustAnswer) -> JSONValue {
    .object([
      "variants": .array(robust.variants.map { JSONValue($0) }),
      "candidates": .array(
        robust.candidates.map { candidate in
          .object([
            "origin": .string(candidate.origin.key), "feasible": .bool(candidate.isFeasible),
            "amounts": members(
              zip(answer.header.scenario.levers, candidate.amounts).map { ($0.id, .number($1)) }),
            "cost": .number(candidate.cost), "satisfied": .number(candidate.satisfied),
            "satisfied_by_variant": .array(candidate.satisfiedByVariant.map { .number($0) }),
            "maximum_regret": .number(candidate.maximumRegret), "regret90": .number(candidate.regret90),
            "minimax_regret": .number(candidate.minimaxRegret),
          ])
        }),
    ])
  }

  func csv() -> CSVTable {
    var table = CSVTable(header: [
      "part", "lever", "target", "amount", "feasible", "probability", "cost", "last_year_to_act",
    ])
    for single in answer.single {
      table.append([
        "single", single.lever, "\(single.target.of)@\(single.target.year)", cell(single.amount),
        cell(single.isFeasible), cell(single.probabilityAtLimit), cell(answer.currency == nil ? nil : single.cost),
        cell(single.lastYearToAct),
      ])
    }
    if let mix = answer.mix {
      for amount in mix.amounts {
        table.append([
          "mix", amount.lever, "", cell(amount.amount), cell(mix.isFeasible), cell(mix.probability.value),
          cell(amount.cost), "",
        ])
      }
    }
    for inverse in answer.inverse {
      for way in inverse.ways {
        table.append([
          "inverse", way.kind.rawValue, "\(inverse.target.of)@\(inverse.target.year)", cell(way.needed),
          cell(way.needed != nil), cell(way.probabilityAtLimit), "", "",
        ])
      }
    }
    return table
  }

  func text() -> String { SolveText(answer: answer, options: options).lines.joined(separator: "\n") }
}

extension RobustAnswer.Candidate.Origin {
  var key: String {
    switch self {
    case .nothing: "none"
    case .variant(let id): "variant:\(id ?? "")"
    case .robust: "robust"
    }
  }
}
