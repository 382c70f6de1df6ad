extension KeyTable {
  static let scenario = KeyTable(
    .scenario, "A scenario: what a plan says, what is assumed, and what is asked.",
    [
      .required("format", .whole(1...1), "Version of the format; 1."),
      .required("id", .text, "Short id of the scenario."),
      name("scenario"),
      .required("unit", .text, "Unit people are written and computed in, such as 人 or 万人."),
      .required("years", .entry(.years), "The horizon."),
      .optional("extends", .text, "Another scenario file to start from; the path is relative to this file."),
      .optional("sources", .named(.entry(.document)), "The documents the figures come from."),
      .optional("assumed", .text, "The reason behind every parameter that names no source."),
      note,
    ] + entries + questions)

  private static let entries: [Key] = [
    .optional("categories", .named(.entry(.category)), "Groups of people with a stock; nobody is in two of one sum."),
    .optional("pipelines", .named(.entry(.pipeline)), "Courses of study whose graduates enter categories."),
    .optional("transitions", .named(.entry(.transition)), "People who move from one category to another."),
    .optional("drivers", .named(.entry(.driver)), "Outside series such as population."),
    .optional("measures", .named(.entry(.measure)), "Series derived from others: sums, ratios, cumulated flows."),
    .optional("facts", .named(.entry(.fact)), "Figures the plan prints that are never simulated."),
  ]

  private static let questions: [Key] = [
    .optional("targets", .list(.entry(.target), atLeast: 0, atMost: nil), "What the plan promises, and by when."),
    .optional(
      "statements", .list(.entry(.statement), atLeast: 0, atMost: nil),
      "What the plan says about its own figures; recomputed by `talent check`."),
    .optional(
      "correlations", .list(.entry(.correlation), atLeast: 0, atMost: nil),
      "Rank correlations between uncertain parameters, or between noise."),
    .optional("levers", .named(.entry(.lever)), "What the planner could do."),
    .optional("variants", .named(.entry(.variant)), "Named replacements of parameters."),
    .optional("sweeps", .named(.entry(.sweep)), "Designs of many runs."),
  ]

  static let years = KeyTable(
    .years, "The horizon of the projection.",
    [
      .required("from", .year, "Year of the baseline; flows begin in the year after it."),
      .required("to", .year, "Last projected year."),
    ])

  static let localizedText = KeyTable(
    .localizedText, "One text per language; what is missing is taken from the other.",
    [.optional("zh", .text, "Chinese."), .optional("en", .text, "English.")])

  static let document = KeyTable(
    .document, "A document the figures come from.",
    [
      .required("title", .localizedText, "Title of the document."),
      .optional("publisher", .localizedText, "Who published it."),
      .optional("year", .year, "Year of publication."),
      .optional("url", .text, "Where it can be read."),
      .optional("licence", .text, "Under which terms it may be used."),
      note,
    ])

  static let source = KeyTable(
    .source, "Where a figure or an assumption comes from.",
    [
      .optional("of", .reference, "Id of an entry in `sources`; only what is assumed or fitted needs none."),
      .optional("at", .text, "Section, table or page."),
      .optional(
        "status", .word(["observed", "stated", "fitted", "assumed"]),
        "observed: counted; stated: said by the plan; fitted: estimated; assumed: chosen by the author."),
      note,
    ])
}
