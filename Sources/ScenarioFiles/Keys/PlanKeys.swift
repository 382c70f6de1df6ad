extension KeyTable {
  static let comparisons = ["at_least", "at_most", "within"]

  static let target = KeyTable(
    .target, "What the plan promises for one series.",
    [
      .required("of", .reference, "Category, measure, driver or flow."),
      .required("year", .oneOrMore(.year), "Year of the promise; a list makes one target of each."),
      .optional("at_least", .number, "The value or more."),
      .optional("at_most", .number, "The value or less."),
      .optional("within", .pair(.number), "Between two values, both included."),
      .optional("kind", .word(["expected", "binding"]), "expected 预期性, or binding 约束性."),
      .optional("joint", .truth, "false leaves the target out of the joint probability."),
      sourceKey,
      note,
    ], choices: [.exactlyOne(comparisons)])

  static let fact = KeyTable(
    .fact, "A figure the plan prints that has neither baseline nor flow; never simulated.",
    [
      name("fact"),
      .required("values", .byPeriod(.number), "Values by year, or by period such as 2016-2020."),
      .optional("unit", .text, "What the values count; people where not written."),
      .optional("kind", .word(["observed", "target", "stated"]), "Counted, planned, or merely said."),
      sourceKey,
      note,
    ])

  static let statementForms = [
    "value_of", "sum_of", "ratio_of", "product_of", "growth_of", "yearly_growth_of", "change_of",
  ]
  static let statementComparisons = ["is", "at_least", "at_most"]
  private static let term = Shape.either([.reference, .number])

  static let statement = KeyTable(
    .statement, "What the plan says about its own figures.",
    [
      .optional("value_of", term, "The value of a series in a year."),
      .optional("sum_of", .list(term, atLeast: 1, atMost: nil), "The sum of terms in a year."),
      .optional("ratio_of", .pair(term), "First over second in a year."),
      .optional("product_of", .list(term, atLeast: 1, atMost: nil), "The product of terms."),
      .optional("growth_of", term, "Growth over the whole of `from` … `to`, as a share of the first value."),
      .optional("yearly_growth_of", term, "The constant yearly growth from `from` to `to`."),
      .optional("change_of", term, "Value in `to` minus value in `from`."),
      .optional("scale", .number, "Factor on `ratio_of`; 1 where not written."),
      .optional("year", .year, "Year of the values."),
      .optional("from", .year, "First year of a growth or change."),
      .optional("to", .year, "Last year of a growth or change."),
      .optional("is", .number, "What the plan says, with the digits it prints."),
      .optional("at_least", .number, "The plan says: this or more."),
      .optional("at_most", .number, "The plan says: this or less."),
      sourceKey,
      note,
    ], choices: [.exactlyOne(statementForms), .exactlyOne(statementComparisons)],
    needs: [
      Need("scale", beside: ["ratio_of"]),
      Need("year", beside: ["value_of", "sum_of", "ratio_of", "product_of"]), Need("value_of", beside: ["year"]),
    ] + intervalForms.flatMap { [Need($0, beside: ["from"]), Need($0, beside: ["to"])] } + [
      Need("from", beside: intervalForms), Need("to", beside: intervalForms),
    ])

  static let intervalForms = ["growth_of", "yearly_growth_of", "change_of"]
}
