import Randomness

extension ValueProblem {
  var english: Phrase {
    switch self {
    case .shareOutOfBounds(let key, let value, let spelling, let isYearly):
      RateMistake(key: key, value: value, spelling: spelling, isYearly: isYearly).english
    case .growthTooLow(let key, let value):
      Phrase("\(key) is \(percent(value)) %; nobody is left at -100 %", help: "write a rate above -100 %")
    case .negative(let key, let value):
      Phrase("\(key) is \(plain(value)); it cannot be below zero", help: "write a number from 0 on")
    case .negativeFlow(let key, let value):
      Phrase(
        "\(key) is \(plain(value)): people below zero leave instead of entering",
        help: "write out_migration for people who leave; net migration may be below zero")
    case .correlation(let value):
      Phrase("the correlation is \(plain(value)); it lies between -1 and 1", help: "write a number from -1 to 1")
    case .entersAboveOne(let total):
      Phrase(
        "the shares of the graduates add up to \(percent(total)) %", help: "lower them to 100 % or less in all")
    case .exitsAboveOne(let category, let year, let total):
      Phrase(
        "attrition, out-migration and transitions take \(percent(total)) % of \(category)"
          + (year.map { " in \($0)" } ?? " a year"), help: "lower them to 100 % or less in all")
    case .reversed(let key, let low, let high):
      Phrase("`\(key)` runs from \(plain(low)) down to \(plain(high))", help: "write the lesser number first")
    case .tooManyPoints(let points):
      Phrase(
        "the design has \(points == .max ? "far too many" : "\(points)") points; at most 1000000 are run",
        help: "use fewer values, or the design latin_hypercube with `points`")
    default: DesignMistake(self)?.english ?? englishForm
    }
  }

  private var englishForm: Phrase {
    switch self {
    case .bareStock(let text, let year):
      Phrase("the stock is `\(shortened(text))` without a year", help: "write `stock: {\(year ?? 2020): \(text)}`")
    case .baselineForm(let name):
      Phrase("`\(name)` is one number or distribution, not a path", help: "write the number of that year alone")
    case .fitNotAllowed(let key):
      Phrase("`\(key)` cannot be fitted", help: "write a number or a distribution")
    case .driftOnFlow(let key):
      Phrase("the method drift estimates growth, not `\(key)`", help: "write `fit: auto`")
    case .yearsBesideKeys(let key):
      Phrase("`\(key)` mixes years with other keys", help: "put the years under `path:` or `steps:`")
    case .plainOnly(let key): Phrase("`\(key)` is a plain number or `fit`", help: "write one number, as 0.02")
    case .axisWithoutCount(let address):
      Phrase("the range of `\(address)` has no `count`", help: "add `count: 5`, or write the values as a list")
    case .axisDistribution(let address, let design):
      Phrase(
        "`\(address)` is a distribution; the design \(design) needs values",
        help: "write a list or {from: …, to: …, count: …}")
    case .quantileLevel(let text):
      Phrase("`\(shortened(text))` is no level; levels are percentages between 0 and 100", help: "write 10, 50, 90")
    default: Phrase("")
    }
  }

  var chinese: Phrase {
    switch self {
    case .shareOutOfBounds(let key, let value, let spelling, let isYearly):
      RateMistake(key: key, value: value, spelling: spelling, isYearly: isYearly).chinese
    case .growthTooLow(let key, let value):
      Phrase("\(key) 为 \(percent(value)) %；-100 % 时已无人", help: "请写高于 -100 % 的增长率")
    case .negative(let key, let value): Phrase("\(key) 为 \(plain(value))；不能小于零", help: "请写不小于 0 的数")
    case .negativeFlow(let key, let value):
      Phrase(
        "\(key) 为 \(plain(value))：负数表示离开而不是进入", help: "离开的人请写 out_migration；净迁移可以为负")
    case .correlation(let value): Phrase("相关系数为 \(plain(value))；应在 -1 与 1 之间", help: "请写 -1 到 1 之间的数")
    case .entersAboveOne(let total): Phrase("毕业生去向比例合计 \(percent(total)) %", help: "请调低到合计不超过 100 %")
    case .exitsAboveOne(let category, let year, let total):
      Phrase(
        (year.map { "\($0) 年" } ?? "每年") + "\(category) 的减员、外流与流转合计 \(percent(total)) %", help: "请调低到合计不超过 100 %")
    case .reversed(let key, let low, let high):
      Phrase("`\(key)` 的下限 \(plain(low)) 大于上限 \(plain(high))", help: "请先写较小的数")
    case .tooManyPoints(let points):
      Phrase(
        "设计共有\(points == .max ? "过多" : " \(points) ")个点；最多 1000000 个", help: "请减少取值，或用 latin_hypercube 并写 `points`")
    default: DesignMistake(self)?.chinese ?? chineseForm
    }
  }

  private var chineseForm: Phrase {
    switch self {
    case .bareStock(let text, let year):
      Phrase("存量 `\(shortened(text))` 没有年份", help: "请写 `stock: {\(year ?? 2020): \(text)}`")
    case .baselineForm(let name):
      Phrase("`\(name)` 是一个数或分布，不是路径", help: "请只写该年的数")
    case .fitNotAllowed(let key): Phrase("`\(key)` 不能用 fit 估计", help: "请写数字或分布")
    case .driftOnFlow(let key): Phrase("drift 方法只用于 growth，不用于 `\(key)`", help: "请写 `fit: auto`")
    case .yearsBesideKeys(let key): Phrase("`\(key)` 中年份与其他键混在一起", help: "请把年份写在 `path:` 或 `steps:` 之下")
    case .plainOnly(let key): Phrase("`\(key)` 只能是一个数字或 `fit`", help: "请写一个数字，如 0.02")
    case .axisWithoutCount(let address): Phrase("`\(address)` 的范围缺少 `count`", help: "请加 `count: 5`，或直接列出取值")
    case .axisDistribution(let address, let design):
      Phrase("`\(address)` 是分布；\(design) 设计需要具体取值", help: "请写列表或 {from: …, to: …, count: …}")
    case .quantileLevel(let text):
      Phrase("`\(shortened(text))` 不是分位水平；应为 0 与 100 之间的百分数", help: "请写 10、50、90 等")
    default: Phrase("")
    }
  }
}
