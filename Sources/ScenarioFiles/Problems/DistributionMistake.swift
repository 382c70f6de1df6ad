import Randomness

/// A distribution that does not exist.
struct DistributionMistake: Problem {
  let problem: DistributionProblem
  let name: KeyTable.Name

  let code = "no-such-distribution"

  var english: Phrase { english(problem) }
  var chinese: Phrase { chinese(problem) }

  private func english(_ problem: DistributionProblem) -> Phrase {
    switch problem {
    case .notFinite(let x): say("needs finite numbers, not \(plain(x))")
    case .negativeStandardDeviation(let sd):
      say("has sd \(plain(sd)); a standard deviation is not negative", "write \(plain(-sd))")
    case .boundsReversed(let min, let max):
      say("has min \(plain(min)) above max \(plain(max))", "write the lesser number as min")
    case .modeOutsideBounds(let min, let mode, let max):
      say("has mode \(plain(mode)) outside \(plain(min)) … \(plain(max))", "write a mode between min and max")
    case .meanNotPositive(let mean):
      say("needs a mean above 0, not \(plain(mean))", "write normal if it may be negative")
    case .meanOutsideUnitInterval(let mean):
      say(
        "lies between 0 and 1; its mean cannot be \(plain(mean))", "write the mean in percent, or another distribution")
    case .standardDeviationTooLarge(let sd, let limit):
      say("cannot have sd \(plain(sd)) with this mean", "write less than \(plain(twoDigits(below: limit)))")
    case .noMassBetweenBounds: say("has nothing between its bounds", "move the bounds nearer to the mean")
    case .noValues: say("has no values", "add values and a weight for each")
    case .countMismatch(let values, let weights):
      say("has \(values) values and \(weights) weights", "write one weight for each value")
    case .negativeWeight(let weight): say("has the weight \(plain(weight))", "write weights from 0 on")
    case .noPositiveWeight: say("has no weight above 0", "write at least one weight above 0")
    default: englishQuantiles(problem)
    }
  }

  private func englishQuantiles(_ problem: DistributionProblem) -> Phrase {
    switch problem {
    case .tooFewLevels(let count): say("has \(count) levels; three or more are needed", "write {10: …, 50: …, 90: …}")
    case .levelOutsideUnitInterval(let level): say("has the level \(percent(level)); levels lie between 0 and 100")
    case .levelsNotIncreasing(let one, let other):
      say("has the levels \(percent(one)) and \(percent(other)) out of order")
    case .valuesNotIncreasing(let one, let other):
      say("falls from \(plain(one)) to \(plain(other))", "write values that increase with the level")
    case .valueOutsideBounds(let value, _, _): say("has \(plain(value)) outside its bounds", "widen min or max")
    case .quantileFunctionDecreases(let level):
      say(
        "cannot pass increasingly through these values (not near level \(percent(level)))",
        "use fewer levels, or values more evenly spread")
    case .meanNotFinite: say("has tails so heavy that it has no mean", "add `min` and `max`")
    case .negativeRounding(let to): say("is rounded to \(plain(to))", "write `to` above 0")
    default: say("does not exist")
    }
  }

  private func chinese(_ problem: DistributionProblem) -> Phrase {
    switch problem {
    case .notFinite(let x): sayChinese("需要有限的数，而不是 \(plain(x))")
    case .negativeStandardDeviation(let sd): sayChinese("的 sd 为 \(plain(sd))；标准差不能为负", "请写 \(plain(-sd))")
    case .boundsReversed(let min, let max): sayChinese("的 min \(plain(min)) 大于 max \(plain(max))", "请把较小的数写作 min")
    case .modeOutsideBounds(let min, let mode, let max):
      sayChinese("的 mode \(plain(mode)) 不在 \(plain(min)) … \(plain(max)) 之间", "请写 min 与 max 之间的 mode")
    case .meanNotPositive(let mean): sayChinese("的 mean 应大于 0，现为 \(plain(mean))", "若可能为负，请用 normal")
    case .meanOutsideUnitInterval(let mean):
      sayChinese("在 0 与 1 之间；mean 不能为 \(plain(mean))", "请用百分数写 mean，或换用其他分布")
    case .standardDeviationTooLarge(let sd, let limit):
      sayChinese("在此 mean 下 sd 不能为 \(plain(sd))", "请写小于 \(plain(twoDigits(below: limit))) 的数")
    case .noMassBetweenBounds: sayChinese("在上下限之间没有可能的值", "请把上下限移近 mean")
    case .noValues: sayChinese("没有取值", "请写取值及各自的权重")
    case .countMismatch(let values, let weights): sayChinese("有 \(values) 个取值、\(weights) 个权重", "请为每个取值写一个权重")
    case .negativeWeight(let weight): sayChinese("的权重为 \(plain(weight))", "请写不小于 0 的权重")
    case .noPositiveWeight: sayChinese("没有大于 0 的权重", "请至少写一个大于 0 的权重")
    default: chineseQuantiles(problem)
    }
  }

  private func chineseQuantiles(_ problem: DistributionProblem) -> Phrase {
    switch problem {
    case .tooFewLevels(let count): sayChinese("只有 \(count) 个分位；至少三个", "请写 {10: …, 50: …, 90: …}")
    case .levelOutsideUnitInterval(let level): sayChinese("的分位 \(percent(level)) 应在 0 与 100 之间")
    case .levelsNotIncreasing(let one, let other): sayChinese("的分位 \(percent(one)) 与 \(percent(other)) 次序不对")
    case .valuesNotIncreasing(let one, let other):
      sayChinese("从 \(plain(one)) 降到 \(plain(other))", "请写随分位递增的数值")
    case .valueOutsideBounds(let value, _, _): sayChinese("的 \(plain(value)) 超出上下限", "请放宽 min 或 max")
    case .quantileFunctionDecreases(let level):
      sayChinese("无法递增地通过这些数值（分位 \(percent(level)) 附近）", "请减少分位，或让数值更均匀")
    case .meanNotFinite: sayChinese("尾部过重，均值不存在", "请加 `min` 和 `max`")
    case .negativeRounding(let to): sayChinese("的 to 为 \(plain(to))", "请写大于 0 的 `to`")
    default: sayChinese("不存在")
    }
  }

  private func say(_ text: String, _ help: String? = nil) -> Phrase { Phrase("`\(name.rawValue)` \(text)", help: help) }
  private func sayChinese(_ text: String, _ help: String? = nil) -> Phrase {
    Phrase("`\(name.rawValue)` 分布\(text)", help: help)
  }
}
