import Ensembles
import Planning
import StockFlow

/// On what it hangs whether the plan is reached: corner and flips of the first target that is in doubt, signposts of all.
///
/// All from fewer draws than the probabilities, as they name assumptions and rounded borders.
func prospects(
  of scenario: Scenario, _ variant: String?, _ reached: ReachAnswer, _ parts: StudyParts, _ options: EnsembleOptions
) -> Prospects {
  let doubtful = reached.targets.first { (0.01...0.99).contains($0.probability.value) }?.target
  let name = doubtful.map { "\($0.of)@\($0.year)" }
  let asked = SignpostOptions(best: 1, paths: 10_000, seed: options.seed, threads: options.threads)
  return Prospects(
    corner: parts.contains(.corner) ? name.flatMap { corner(of: $0, scenario, variant, options) } : nil,
    flips: parts.contains(.flips) ? name.flatMap { flips(of: $0, scenario, variant, options) } : nil,
    signposts: parts.contains(.signposts) && doubtful != nil
      ? try? signposts(scenario, variant: variant, options: asked) : nil)
}

private func corner(
  of target: String, _ scenario: Scenario, _ variant: String?, _ options: EnsembleOptions
) -> DiscoveryAnswer? {
  let asked = DiscoveryOptions(samples: 2_000, boxes: 1, seed: options.seed, threads: options.threads)
  return try? discover(scenario, target: target, variant: variant, options: asked)
}

private func flips(
  of target: String, _ scenario: Scenario, _ variant: String?, _ options: EnsembleOptions
) -> FlipAnswer? {
  let asked = FlipOptions(best: 1, paths: 5_000, seed: options.seed, threads: options.threads)
  return try? flip(scenario, target: target, variant: variant, options: asked)
}
