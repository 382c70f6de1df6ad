import Ensembles
import TalentSupply
import Reports
import StockFlow
let path = CommandLine.arguments.dropFirst().first ?? ""
let loaded = try load(path)
for d in loaded.diagnostics { print(render(d, language: .en, color: false)) }
if let s = loaded.scenario {
  let a = try reach(s, options: EnsembleOptions(size: .paths(100000), seed: 1, threads: 2))
  for t in a.targets { print(t.target.of, t.target.year, t.baseline ?? .nan, t.central ?? .nan, t.median ?? .nan, t.probability.value, t.verdict) }
  for w in a.header.warnings { print(render(w, language: .en, color: false)) }
}
