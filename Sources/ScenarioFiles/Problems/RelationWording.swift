extension RelationProblem {
  var english: Phrase {
    switch self {
    case .cycle(let ids): Phrase("measures depend on each other: \(listed(ids, " → "))", help: "break the circle")
    case .fromIsTo(let id): Phrase("the transition leads from `\(id)` to itself", help: "name another category")
    case .correlatedWithItself(let name): Phrase("`\(name)` is correlated with itself", help: "name two parameters")
    case .correlatedTwice(let first, let second):
      Phrase("the correlation of `\(first)` and `\(second)` stands twice", help: "remove one of them")
    case .certain(let parameter):
      Phrase(
        "`\(parameter)` is certain; only what is drawn can be correlated",
        help: "give it a distribution, or remove the correlation")
    case .noiseWithParameter(let noise, let parameter):
      Phrase(
        "`\(noise)` is noise and `\(parameter)` is not; noise correlates with noise only",
        help: "name two volatilities, or two parameters")
    case .noVolatility(let id):
      Phrase("`\(id)` has no volatility, so it has no noise", help: "add `volatility: 0.02`, or remove the correlation")
    case .targetTwice(let of, let year):
      Phrase("`\(of)` has the same kind of target in \(year) twice", help: "remove one of them")
    case .unsourced(let count, let first):
      Phrase(
        count == 1 ? "`\(first)` has no source" : "\(count) parameters have no source, the first is `\(first)`",
        help: "add `source: {…}` to each, or `assumed: …` for all")
    case .noDocument:
      Phrase("the source names no document", help: "add `of: …`, or `status: assumed` with a note")
    }
  }

  var chinese: Phrase {
    switch self {
    case .cycle(let ids): Phrase("指标循环引用：\(listed(ids, " → "))", help: "请断开循环")
    case .fromIsTo(let id): Phrase("流转的起点与终点都是 `\(id)`", help: "请写不同的类别")
    case .correlatedWithItself(let name): Phrase("`\(name)` 与自身相关", help: "请写两个不同的参数")
    case .correlatedTwice(let first, let second):
      Phrase("`\(first)` 与 `\(second)` 的相关关系出现两次", help: "请删去一个")
    case .certain(let parameter): Phrase("`\(parameter)` 是确定值；只有不确定的参数才能相关", help: "请写成分布，或删去这条相关")
    case .noiseWithParameter(let noise, let parameter):
      Phrase("`\(noise)` 是波动，`\(parameter)` 不是；波动只能与波动相关", help: "请写两个 volatility，或两个参数")
    case .noVolatility(let id): Phrase("`\(id)` 没有 volatility，也就没有波动", help: "请加 `volatility: 0.02`，或删去这条相关")
    case .targetTwice(let of, let year): Phrase("`\(of)` 在 \(year) 年有两个同类目标", help: "请删去一个")
    case .unsourced(let count, let first):
      Phrase(
        count == 1 ? "`\(first)` 没有来源" : "\(count) 个参数没有来源，第一个是 `\(first)`",
        help: "请逐个添加 `source: {…}`，或统一写 `assumed: …`")
    case .noDocument: Phrase("来源没有指明文件", help: "请加 `of: …`，或写 `status: assumed` 并附 note")
    }
  }
}
