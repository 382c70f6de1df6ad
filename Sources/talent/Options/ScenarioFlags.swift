import ArgumentParser

/// Which scenario.
struct ScenarioFlags: ParsableArguments {
  @Argument(help: help("场景文件（YAML）", "The scenario file (YAML)."), completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(help: help("采用 variants 中的一个方案", "One of the scenario's variants."))
  var variant: String?
}
