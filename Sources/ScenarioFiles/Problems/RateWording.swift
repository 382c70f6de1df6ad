/// Rates and shares out of bounds, with a guess at what was meant.
struct RateMistake {
  let key: String
  let value: Double
  let spelling: ValueProblem.Spelling
  let isYearly: Bool

  var english: Phrase {
    let bounds = isYearly ? "a yearly rate lies between 0 % and 100 %" : "a share lies between 0 % and 100 %"
    return Phrase("\(key) is \(percent(value)) %; \(bounds)", help: meant.map(\.english))
  }

  var chinese: Phrase {
    let bounds = isYearly ? "年率应在 0 % 与 100 % 之间" : "比例应在 0 % 与 100 % 之间"
    return Phrase("\(key) 为 \(percent(value)) %；\(bounds)", help: meant.map(\.chinese))
  }

  enum Meant {
    case tenth(String)
    case percentage(String)
    case positive(String)

    var english: String {
      switch self {
      case .tenth(let text): "write \(text) if a tenth was meant"
      case .percentage(let text): "write \(text) if a percentage was meant"
      case .positive(let text): "write \(text); what leaves is written without a sign"
      }
    }

    var chinese: String {
      switch self {
      case .tenth(let text): "若本意是十分之一，请写 \(text)"
      case .percentage(let text): "若本意是百分数，请写 \(text)"
      case .positive(let text): "请写 \(text)；流出不带负号"
      }
    }
  }

  /// 120% may be 12% with a digit too many, and 3 may be 3%.
  private var meant: Meant? {
    switch spelling {
    case .computed: nil
    case _ where value < 0: value >= -1 ? .positive("\(percent(-value))%") : nil
    case .percent: value <= 10 ? .tenth("\(percent(value / 10))%") : nil
    case .bare: value <= 100 ? .percentage("\(plain(value))%") : nil
    }
  }
}
