import StockFlow

// What `check` says of a file and of the plan's own figures.
extension Words {
  func problems(errors: Int, warnings: Int, notes: Int) -> String {
    guard errors + warnings + notes > 0 else { return say("文件没有问题。", "No problems in the file.") }
    let parts = [
      errors > 0 ? say("\(errors) 个错误", "\(errors) \(errors == 1 ? "error" : "errors")") : nil,
      warnings > 0 ? say("\(warnings) 条警告", "\(warnings) \(warnings == 1 ? "warning" : "warnings")") : nil,
      notes > 0 ? say("\(notes) 条说明", "\(notes) \(notes == 1 ? "note" : "notes")") : nil,
    ]
    return list(parts.compactMap { $0 }) + fullStop
  }

  func statements(agree: Int, disagree: Int, explained: Int, unknown: Int) -> String {
    guard agree + disagree + unknown > 0 else { return say("没有需要核对的表述。", "No statements to recompute.") }
    let byRounding = explained > 0 ? say("（其中 \(explained) 条可由四舍五入解释）", " (\(explained) within rounding)") : ""
    let doubt = unknown > 0 ? say("，\(unknown) 条无法计算", ", \(unknown) cannot be computed") : ""
    return say(
      "规划表述：\(agree) 条相符，\(disagree) 条不符\(byRounding)\(doubt)。",
      "Statements of the plan: \(agree) agree, \(disagree) \(disagree == 1 ? "does" : "do") not\(byRounding)\(doubt).")
  }

  var statementsNotRecomputed: String {
    say("文件有错误，未核对规划表述。", "The statements were not recomputed, because the file has errors.")
  }

  func disagreement(_ statement: String) -> String {
    say("与规划其他数字不符：\(statement)", "does not agree with the plan's other figures: \(statement)")
  }

  func notComputable(_ statement: String) -> String {
    say("无法计算：\(statement)；所需的数字没有给出", "cannot be computed: \(statement); a figure it needs is not given")
  }

  func figures(stated: String, computed: String, difference: String) -> String {
    say(
      "规划写 \(stated)，按其数字算得 \(computed)，相差 \(difference)",
      "the plan says \(stated), its figures give \(computed), a difference of \(difference)")
  }

  func rounding(explains: Bool) -> String {
    explains
      ? say("所用数字的四舍五入可以解释", "the rounding of the figures could explain it")
      : say("四舍五入不能解释", "rounding does not explain it")
  }

  func sum(_ terms: String, _ year: Year?) -> String {
    let sum = say("\(terms)之和", "sum of \(terms)")
    return year.map { say("\($0) 年\(sum)", "\(sum) in \($0)") } ?? sum
  }
  func value(_ term: String, _ year: Year) -> String { say("\(year) 年\(term)", "\(term) in \(year)") }
  func ratio(_ top: String, _ bottom: String, _ year: Year?) -> String {
    let ratio = say("\(top)与\(bottom)之比", "ratio of \(top) to \(bottom)")
    return year.map { say("\($0) 年\(ratio)", "\(ratio) in \($0)") } ?? ratio
  }
  func growth(_ term: String, _ years: String) -> String {
    say("\(term) \(years) 年增长率", "growth of \(term), \(years)")
  }
  func yearlyGrowth(_ term: String, _ years: String) -> String {
    say("\(term) \(years) 年年均增长率", "yearly growth of \(term), \(years)")
  }
  func change(_ term: String, _ years: String) -> String {
    say("\(term) \(years) 年增量", "change of \(term), \(years)")
  }
  func product(_ terms: [String], _ year: Year?) -> String {
    let factors = terms.joined(separator: " × ")
    return year.map { say("\($0) 年 \(factors)", "\(factors) in \($0)") } ?? factors
  }
  func span(_ from: Year, _ to: Year) -> String { "\(from)" + say("—", "–") + "\(to)" }
}
