import Ensembles
import Randomness
import StockFlow

// The head line over every report and the lines of warnings under it.
extension Words {
  func horizon(_ years: ClosedRange<Year>) -> String { say("\(period(years)) 年", period(years)) }

  var variantTitle: String { say("方案", "Variant") }

  func variant(_ name: String) -> String { say("方案：\(name)", "variant: \(name)") }

  func drawn(_ stamp: EnsembleStamp) -> String {
    say(
      "\(counted(stamp.paths, "条"))路径，种子 \(stamp.seed)，\(sampling(stamp.sampling))",
      "\(count(stamp.paths)) \(stamp.paths == 1 ? "path" : "paths"), seed \(stamp.seed), \(sampling(stamp.sampling))")
  }

  func sampling(_ sampling: Sampling) -> String {
    switch sampling {
    case .random: say("随机抽样", "random sampling")
    case .latin: say("拉丁超立方抽样", "Latin hypercube sampling")
    case .sobol: say("Sobol 序列抽样", "Sobol sampling")
    }
  }

  var centralProjection: String {
    say("中心预测：每个参数取均值，无年度波动", "central projection: every parameter at its mean, no yearly noise")
  }

  func warning(_ text: String) -> String { say("注意：\(text)", "Note: \(text)") }

  package func warningsOfTheFile(_ number: Int, file: String) -> String {
    say(
      "场景文件有 \(number) 条警告；查看：talent check \(file)",
      "The scenario file has \(number) \(number == 1 ? "warning" : "warnings"); to read "
        + "\(number == 1 ? "it" : "them"): talent check \(file)")
  }
}
