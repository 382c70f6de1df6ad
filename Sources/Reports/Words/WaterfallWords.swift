import StockFlow

// What leads from one level to the next.
extension Words {
  var noise: String { say("年度波动", "year-to-year noise") }
  var uncertainBaseline: String { say("基期值", "baseline") }

  func baselineLevel(_ year: Year) -> String { say("基期 \(year) 年", "Baseline \(year)") }
  var projectionLevel: String { say("中心预测", "Projection") }
  var targetLevel: String { say("目标", "Target") }
  func centralLevel(_ side: String) -> String { say("\(side)（中心预测）", "Projection: \(side)") }

  func amount(_ unit: String) -> String {
    unit.isEmpty ? say("数量", "Amount") : say("数量（\(unit)）", "Amount (\(unit))")
  }

  func toTheTarget(_ target: String) -> String {
    say(
      "恰好达到 \(target) 的未来与中心预测相比平均相差（± 为 95% 误差）：",
      "Futures that just reach \(target) differ from the projection on average by (± 95 %):")
  }

  var nothingVaries: String {
    say("没有不确定的因素：每种未来都与中心预测相同。", "Nothing is uncertain: every future is like the projection.")
  }

  func extrapolated(_ distance: String) -> String {
    say(
      "目标与中心预测相距 \(distance) 个标准差，几乎没有未来达到：到目标的各项是按其余未来外推的。",
      "The target lies \(distance) standard deviations from the projection, where hardly any future comes: "
        + "what leads to it is extrapolated from the others.")
  }

  func allOthers(_ count: Int) -> String { say("其余 \(count) 项", "all \(count) others") }
  var byFlow: String { say("按流量：", "By flow:") }
  var byInput: String {
    say("按不同的输入（Shapley 值，各种先后次序的平均）：", "By differing input (Shapley values, averaged over all orders):")
  }
  var everythingElse: String { say("文件中的其他不同", "everything else that differs") }
}

extension Glossary {
  /// An input in which two scenarios differ.
  func inputName(_ name: String) -> String {
    if name == "other" { return words.everythingElse }
    if let property = ParameterAddress.Property(rawValue: name) { return words.flow(property) }
    return flowName(name)
  }
}
