extension UnitProblem {
  var english: Phrase {
    switch self {
    case .notPeople(let unit, let key):
      Phrase(
        "`\(key)` has the unit `\(shortened(unit))`, which does not count people",
        help: "write 人, 万人, persons, thousand persons or the like")
    case .percentOnPeople(let key, let unit):
      Phrase(
        "`\(key)` counts people and cannot be in percent", help: "write the number in \(unit)")
    case .unitOnShare(let unit, let key):
      Phrase(
        "`\(key)` is a rate and cannot have the unit `\(shortened(unit))`", help: "write it in percent, as 3%")
    case .unitOnPlainNumber(let unit, let key):
      Phrase("`\(key)` is a plain number and cannot have the unit `\(shortened(unit))`", help: "remove the unit")
    case .yearlyStock(let unit, let key):
      Phrase("`\(key)` counts people, not people a year as `\(shortened(unit))` says", help: "remove `/年`")
    case .otherUnit(let found, let expected, let key):
      Phrase(
        "`\(key)` has the unit `\(shortened(found))`, its series has `\(expected)`", help: "write it in \(expected)")
    case .percentOnOther(let unit, let key):
      Phrase("`\(key)` is counted in \(unit) and cannot be in percent", help: "write the number in \(unit)")
    case .noCurrency(let key):
      Phrase("`\(key)` has no currency", help: "write the unit too, as `\(key): 0.8 万元`")
    case .unknownMoney(let unit, let key):
      Phrase(
        "`\(shortened(unit))` in `\(key)` is no currency", help: "write 元, 万元, 亿元 or an ISO code such as USD")
    case .currencies(let first, let second):
      Phrase("the parts of a cost are in \(first) and in \(second)", help: "write all parts in one currency")
    case .terms(let first, let firstUnit, let second, let secondUnit):
      Phrase(
        "`\(first)` counts \(firstUnit) and `\(second)` counts \(secondUnit); they cannot be taken together",
        help: "use what counts the same, or a ratio")
    case .measureUnit(let written, let terms):
      Phrase("the unit is \(written), but its parts count \(terms)", help: "remove `unit`, or write \(terms)")
    case .betaOfPeople(let key):
      Phrase("`\(key)` counts people; a beta distribution lies between 0 and 1", help: "write a pert distribution")
    case .bareAmongUnits(let key):
      Phrase("`\(key)` belongs to parameters with different units", help: "write the unit behind the number")
    case .scaledPercent(let scale):
      Phrase(
        "a series in percent is a share that tables show times 100; `scale: \(plain(scale))` multiplies it before",
        help: "remove `scale`, or write another unit than %")
    }
  }

  var chinese: Phrase {
    switch self {
    case .notPeople(let unit, let key):
      Phrase("`\(key)` 的单位 `\(shortened(unit))` 不是人数单位", help: "请写 人、万人、名、persons 等")
    case .percentOnPeople(let key, let unit):
      Phrase("`\(key)` 是人数，不能写成百分数", help: "请以\(unit)为单位写数字")
    case .unitOnShare(let unit, let key):
      Phrase("`\(key)` 是比率，不能带单位 `\(shortened(unit))`", help: "请写成百分数，如 3%")
    case .unitOnPlainNumber(let unit, let key):
      Phrase("`\(key)` 是纯数字，不能带单位 `\(shortened(unit))`", help: "请删去单位")
    case .yearlyStock(let unit, let key):
      Phrase("`\(key)` 是人数，不是 `\(shortened(unit))` 所说的每年人数", help: "请删去 `/年`")
    case .otherUnit(let found, let expected, let key):
      Phrase("`\(key)` 的单位是 `\(shortened(found))`，而该序列的单位是 `\(expected)`", help: "请以\(expected)为单位")
    case .percentOnOther(let unit, let key):
      Phrase("`\(key)` 以\(unit)计，不能写成百分数", help: "请以\(unit)为单位写数字")
    case .noCurrency(let key):
      Phrase("`\(key)` 没有写币种", help: "请写上单位，如 `\(key): 0.8 万元`")
    case .unknownMoney(let unit, let key):
      Phrase("`\(key)` 中的 `\(shortened(unit))` 不是货币单位", help: "请写 元、万元、亿元 或 USD 等 ISO 代码")
    case .currencies(let first, let second):
      Phrase("成本各部分的币种不同：\(first) 与 \(second)", help: "请统一币种")
    case .terms(let first, let firstUnit, let second, let secondUnit):
      Phrase(
        "`\(first)` 的单位是\(firstUnit)，`\(second)` 的单位是\(secondUnit)，不能合在一起计算", help: "请使用单位相同的项，或改用 ratio")
    case .measureUnit(let written, let terms):
      Phrase("所写单位为\(written)，而各项的单位是\(terms)", help: "请删去 `unit`，或写\(terms)")
    case .betaOfPeople(let key):
      Phrase("`\(key)` 是人数，而 beta 分布只在 0 到 1 之间", help: "请改用 pert 分布")
    case .bareAmongUnits(let key):
      Phrase("`\(key)` 涉及单位不同的参数", help: "请在数字后写上单位")
    case .scaledPercent(let scale):
      Phrase(
        "百分数序列是比例，表格中乘以 100 显示；`scale: \(plain(scale))` 会先再乘一次", help: "请删去 `scale`，或不用单位 %")
    }
  }
}
