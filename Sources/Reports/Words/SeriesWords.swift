import StockFlow

// Flows, parameters and statistics by name.
extension Words {
  func flow(_ property: ParameterAddress.Property, of owner: String) -> String {
    switch property {
    case .stock: say("\(owner)的基期存量", "baseline stock of \(owner)")
    case .growth: say("\(owner)的净增长", "growth of \(owner)")
    case .training: say("\(owner)的培养", "training of \(owner)")
    case .inMigration: say("\(owner)的外来流入", "in-migration of \(owner)")
    case .outMigration: say("\(owner)的外流", "out-migration of \(owner)")
    case .attrition: say("\(owner)的退休与离职", "retirement and leaving of \(owner)")
    case .volatility: say("\(owner)的年度波动", "year-to-year noise of \(owner)")
    case .intake: say("\(owner)的招生", "intake of \(owner)")
    case .completion: say("\(owner)的毕业率", "completion of \(owner)")
    case .rate: say("\(owner)的比率", "rate of \(owner)")
    case .coverage: say("\(owner)的覆盖系数", "coverage of \(owner)")
    }
  }

  /// The flow as a line of a category's balance, where the category itself is the heading.
  func flow(_ property: ParameterAddress.Property) -> String {
    switch property {
    case .growth: say("净增长", "growth")
    case .training: say("培养", "training")
    case .inMigration: say("外来流入", "in-migration")
    case .outMigration: say("外流", "out-migration")
    case .attrition: say("退休与离职", "retirement and leaving")
    default: property.rawValue
    }
  }

  func enrolled(_ pipeline: String) -> String { say("\(pipeline)的在读人数", "enrolment of \(pipeline)") }

  func graduates(_ pipeline: String, into category: String) -> String {
    say(
      "\(pipeline)\(pipeline.hasSuffix("毕业生") ? "" : "毕业生")进入\(category)",
      "\(ofGraduates(pipeline)) entering \(category)")
  }

  func graduates(_ pipeline: String) -> String {
    say(pipeline.hasSuffix("毕业生") ? pipeline : "\(pipeline)的毕业生", ofGraduates(pipeline))
  }

  /// A pipeline that is already called after its graduates does not name them twice.
  private func ofGraduates(_ pipeline: String) -> String {
    pipeline.lowercased().contains("graduates") ? pipeline : "graduates of \(pipeline)"
  }

  func transition(_ name: String, from: String, to: String) -> String {
    say("\(name)（\(from)转为\(to)）", "\(name) (\(from) to \(to))")
  }

  func leaving(_ transition: String, to: String) -> String {
    say("\(transition)：转为\(to)", "\(transition) to \(to)")
  }

  func entering(_ transition: String, from: String) -> String {
    say("\(transition)：来自\(from)", "\(transition) from \(from)")
  }

  var floor: String { say("存量不低于 0 的限制", "holding stocks at 0") }
  var opening: String { say("年初存量", "opening stock") }
  var closing: String { say("年末存量", "closing stock") }
  var drivers: String { say("外部序列", "Drivers") }
  var measures: String { say("指标", "Measures") }
  var mean: String { say("均值", "Mean") }
  var standardDeviation: String { say("标准差", "Sd") }
  func level(_ level: Double) -> String {
    let percent = fixed(level * 100, decimals: decimals(for: [level * 100]))
    return say(percent + "%", percent + " %")
  }
}
