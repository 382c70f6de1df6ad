import ScenarioFiles
import Testing

private let keys = ["attrition", "training", "growth", "at_least", "at_most", "out_migration", "in_migration", "stock"]

@Test(arguments: [
  ("atrition", "attrition"), ("attritoin", "attrition"), ("trainings", "training"), ("atLeast", "at_least"),
  ("at-least", "at_least"), ("At Most", "at_most"), ("outmigration", "out_migration"), ("stocks", "stock"),
  ("gorwth", "growth"),
])
func `a slip finds the name that was meant`(word: String, name: String) {
  #expect(nearest(to: word, in: keys) == name)
}

@Test(arguments: ["", "x", "人才", "retirement", "stock"])
func `nothing near gives no suggestion`(word: String) {
  #expect(nearest(to: word, in: ["stock", "growth"]) == nil)
}

@Test func `one wrong letter among three finds a Chinese name`() {
  #expect(nearest(to: "高技能人材", in: ["高技能人才", "专业技术人才"]) == "高技能人才")
}

@Test func `a word of any length is answered`() {
  #expect(nearest(to: String(repeating: "a", count: 1_000_000), in: keys) == nil)
}
