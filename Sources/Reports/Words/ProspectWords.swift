import Planning
import StockFlow

// On what it hangs whether the plan is reached.
extension Words {
  var cornerHeading: String { say("在什么情况下落空", "Where it is missed") }
  func cornerTitle(_ name: String) -> String {
    say("\(name)：落空集中的角落", "\(name): the corner of the assumptions in which it is missed")
  }
  var cornerDescription: String {
    say(
      "每点一个未来，按两个假设的取值画出；框内的未来最常落空。下方为各假设的全部取值范围和框所取的部分。",
      "Each dot is one future by two of its assumptions; those within the box are missed most. Below, the range of every assumption and the part within the box."
    )
  }
  var missed: String { say("未达到", "Missed") }
  var met: String { say("达到", "Met") }
  var cornerName: String { say("落空集中的角落", "Corner") }
  var rangeLow: String { say("最小值", "Least") }
  var rangeHigh: String { say("最大值", "Largest") }
  var cornerLow: String { say("角落下限", "Corner from") }
  var cornerHigh: String { say("角落上限", "Corner to") }

  /// The corner in a sentence of its own.
  func cornerOf(_ kind: DiscoveryAnswer.Kind, _ conditions: [String], density: String, coverage: String) -> String {
    let when = conditions.joined(separator: "，且")
    guard kind != .missed else {
      return say(
        "\(when)时，\(density) 的未来未达到；全部落空中有 \(coverage) 属于这种情况。",
        "Of the futures in which \(enumeration(conditions)), \(density) miss it; they make up \(coverage) of all misses."
      )
    }
    return say(
      "\(when)时，\(density) 的未来\(predicate(kind))；全部此类未来中有 \(coverage) 属于这种情况。",
      "It \(predicate(kind)) in \(density) of the futures in which \(enumeration(conditions)); "
        + "they make up \(coverage) of all such futures.")
  }

  var flipHeading: String { say("什么变化会改变判断", "What would turn the verdict") }
  var watchHeading: String { say("今后两年看什么", "What to watch in the next two years") }
  var watchNote: String {
    say(
      "界限由一半路径学得，达到的比例在另一半上测得。",
      "Borders are learnt on half of the paths; how often targets are reached is measured on the other half.")
  }

  var categoriesTitle: String { say("各类人才并列", "Every category beside the others") }
  var category: String { say("类别", "Category") }
  var sameAxes: String { say("各图年份和刻度相同。", "All panels have the same years and the same scale.") }
  var sameYears: String {
    say("各图年份相同；大小相差太多，各用自己的刻度。", "All panels have the same years; as sizes differ too much, each has its own scale.")
  }
}
