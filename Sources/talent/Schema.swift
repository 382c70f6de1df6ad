import ArgumentParser
import ScenarioFiles

struct Schema: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "schema",
      abstract: said("场景文件的 JSON Schema（draft-07）", "JSON Schema (draft-07) of the scenario file."),
      discussion: said(
        "编辑器可用它补全和检查。例：talent schema -o scenario.schema.json",
        "Editors complete and check with it. Example: talent schema -o scenario.schema.json"))
  }

  @OptionGroup var output: OutputFlags

  func run() throws {
    let console = output.console
    try console.checkDestination()
    let schema = jsonSchema()
    try console.write(schema.hasSuffix("\n") ? schema : schema + "\n")
  }
}
