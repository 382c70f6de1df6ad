import Foundation
import Testing

private let verbs = [
  "check", "project", "simulate", "reach", "fit", "backtest", "sweep", "sensitivity", "discover", "compare", "schema",
  "report", "plot",
]

@Test(arguments: verbs)
func `every command explains itself`(verb: String) throws {
  let help = try talent([verb, "--help"])
  #expect(help.status == 0)
  #expect(help.output.contains("USAGE: talent \(verb)"))
  #expect(help.errors.isEmpty)
  let chinese = try talent([verb, "--help"], environment: ["LANG": "zh_CN.UTF-8"])
  #expect(chinese.output.contains("语言"))
  let asked = try talent([verb, "--help", "--lang", "zh"])
  #expect(asked.output == chinese.output)
}

@Test func `the program lists its commands and its version`() throws {
  let help = try talent(["--help"])
  #expect(help.status == 0)
  #expect(verbs.allSatisfy(help.output.contains))
  let version = try talent(["--version"])
  #expect(version.status == 0)
  #expect(version.output.split(separator: ".").count == 3)
}

@Test(arguments: [
  ["reach", "x.yaml", "--seed", "-1"], ["reach", "x.yaml", "--seed", "1.5"],
  ["reach", "x.yaml", "--seed", "18446744073709551616"], ["reach", "x.yaml", "--paths", "0"],
  ["reach", "x.yaml", "--paths", "-5"], ["reach", "x.yaml", "--paths", "99999999999999999999"],
  ["reach", "x.yaml", "--paths", "many"], ["reach", "x.yaml", "--threads", "0"],
  ["reach", "x.yaml", "--threads", "-2"],
  ["reach", "x.yaml", "--threads", "1000000"], ["reach", "x.yaml", "--precision", "0"],
  ["reach", "x.yaml", "--precision", "nan"], ["reach", "x.yaml", "--paths", "10", "--precision", "0.1"],
  ["simulate", "x.yaml", "--levels", "0.1,2"], ["simulate", "x.yaml", "--levels", ""],
  ["simulate", "x.yaml", "--levels", "nan"], ["simulate", "x.yaml", "--sampling", "halton"],
  ["reach", "x.yaml", "--require", "80"], ["reach", "x.yaml", "--format", "xml"], ["reach", "x.yaml", "--lang", "fr"],
  ["reach", "x.yaml", "--excel"], ["reach", "x.yaml", "--unknown"], ["reach"], ["check"], ["dance"],
  ["reach", "x.yaml", "y.yaml"],
])
func `wrong usage ends with 64 and a sentence`(arguments: [String]) throws {
  let run = try talent(arguments)
  #expect(run.status == 64)
  #expect(run.output.isEmpty)
  #expect(run.errors.hasPrefix("Error: "))
  #expect(run.errors.contains("Usage: talent"))
}

@Test(arguments: verbs.filter { $0 != "schema" })
func `a file that cannot be read ends with 66`(verb: String) throws {
  let needed = [
    "compare": ["--variants", "any"], "report": ["-o", "report.html"], "plot": ["--chart", "flows"],
  ]
  let run = try talent([verb, "/no/such/file.yaml"] + (needed[verb] ?? []))
  #expect(run.status == 66)
  #expect(run.output.isEmpty)
  #expect(run.errors.contains("/no/such/file.yaml"))
}

@Test func `the schema is one JSON object`() throws {
  let run = try talent(["schema"])
  #expect(run.status == 0)
  let schema = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
  #expect(schema is [String: Any])
}

@Test func `a file takes its name only when it is complete`() throws {
  try withTemporaryDirectory { directory in
    let file = directory.appendingPathComponent("schema.json").path
    let status = try talent(["schema", "-o", file]).status
    let printed = try talent(["schema"]).output
    let written = try String(contentsOfFile: file, encoding: .utf8)
    let present = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(status == 0)
    #expect(written == printed)
    #expect(present == ["schema.json"])
  }
}

@Test(arguments: ["/no/such/directory/x.json", "/tmp", "/dev/full"])
func `an output that cannot be written ends with 73`(path: String) throws {
  let run = try talent(["schema", "-o", path])
  #expect(run.status == 73)
  #expect(run.errors.contains(path))
}

@Test func `a full disk under standard output ends with 73`() throws {
  let run = try shell("\"$TALENT\" schema > /dev/full")
  #expect(run.status == 73)
  #expect(run.errors.contains("no space left"))
}

@Test func `a device is written to and stays a device`() throws {
  let run = try talent(["schema", "-o", "/dev/null"])
  #expect(run.status == 0)
  let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
  #expect(type == .typeCharacterSpecial)
}

@Test func `a closed pipe ends quietly`() throws {
  let run = try shell("{ \"$TALENT\" schema; echo \"status $?\" >&2; } | true")
  #expect(run.errors == "status 0\n")
}

/// A plan whose numbers are valid and as large or as small as numbers get.
private func extremes(scale: String = "1", training: String = "3") -> String {
  """
  format: 1
  id: extremes
  unit: 人
  years: {from: 2020, to: 2023}
  assumed: test
  categories:
    a: {stock: {2020: 100}, training: \(training), attrition: {beta: {mean: 3%, sd: 1%}}}
    b: {stock: {2020: 50}, growth: {normal: {mean: 1%, sd: 1%}}}
  measures:
    quotient: {ratio: [a, b], scale: \(scale)}
  targets:
    - {of: a, year: 2023, at_least: 90}
  variants:
    other: {set: {b.growth: 2%}}
  """
}

@Test func `extreme numbers end no command by a signal`() throws {
  try withTemporaryDirectory { folder in
    let (large, small) = (folder.path + "/large.yaml", folder.path + "/small.yaml")
    try extremes(scale: "1e308").write(toFile: large, atomically: true, encoding: .utf8)
    try extremes(training: "1.4e-323").write(toFile: small, atomically: true, encoding: .utf8)
    for file in [large, small] {
      for command in [["compare", file, "--variants", "other"], ["flip", file], ["reach", file], ["report", file]] {
        let output = command[0] == "report" ? ["-o", folder.path + "/x.html"] : []
        let run = try talent(command + ["--paths", "300"] + output)
        #expect(run.status == 0 && !run.isKilled, "\(command): \(run.errors)")
      }
    }
  }
}

@Test func `no result replaces a file it is computed from`() throws {
  try withTemporaryDirectory { folder in
    let (base, plan, link) = (folder.path + "/base.yaml", folder.path + "/plan.yaml", folder.path + "/link.yaml")
    try extremes().write(toFile: base, atomically: true, encoding: .utf8)
    let text = "format: 1\nid: more\nextends: base.yaml\n"
    try text.write(toFile: plan, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: plan)
    for output in [plan, link, base, folder.path + "/./plan.yaml"] {
      for command in ["project", "check"] where command == "project" || output == plan {
        let run = try talent([command, plan, "-o", output])
        #expect(run.status == 73 && run.output.isEmpty, "\(command) \(output)")
      }
    }
    #expect(try String(contentsOfFile: plan, encoding: .utf8) == text)
    #expect(try String(contentsOfFile: base, encoding: .utf8) == extremes())
    #expect(try talent(["project", plan, "-o", folder.path + "/other.txt"]).status == 0)
    #expect(try talent(["project", plan, "-o", folder.path + "/other.txt"]).status == 0)
  }
}
