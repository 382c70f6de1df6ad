extension KeyTable {
  static let category = KeyTable(
    .category, "A group of people with a stock.",
    [
      name("category"),
      .optional("unit", .text, "Unit of people that governs the bare numbers in this entry."),
      .required(
        "stock", .either([.byYear(.value), .entry(.csv)]),
        "Headcount at the end of each observed year, by year or from a CSV file; the baseline is one of them."),
      breaks,
      .optional("source", .entry(.source), "Where the stock comes from."),
      .optional("assumed", .text, "The reason behind every parameter of this category that names no source."),
      .optional(
        "growth", .value, "Net growth a year that no other parameter names; `fit` estimates it from the history."),
      .optional("training", .value, "People a year who complete training and enter."),
      .optional("in_migration", .value, "People a year who arrive from outside the region."),
      .optional("out_migration", .value, "Share a year who leave the region."),
      .optional("attrition", .value, "Share a year who retire, die or leave the occupation."),
      .optional(
        "volatility", .either([.number, .word(["fit"]), .entry(.value)]),
        "Year-to-year noise on the log scale, a plain number; or `fit`."),
      note,
    ])

  private static let breaks = Key.optional(
    "breaks", .oneOrMore(.year),
    "Years in which the definition changes: the value of such a year is the first on a new level.")

  static let csv = KeyTable(
    .csv, "A CSV file as the history: one row a year, its first line names the columns year and stock.",
    [
      .required("csv", .text, "The file; its path is relative to this file."),
      .optional("region", .text, "Takes the rows with this text in the column region."),
      .optional("occupation", .text, "Takes the rows with this text in the column occupation."),
      .optional("source", .text, "Takes the rows with this text in the column source."),
      .optional("unit", .text, "Unit of people of the column stock; persons where not written."),
      .optional("from", .year, "First year taken from the file."),
      .optional("to", .year, "Last year taken from the file."),
      note,
    ])

  static let pipeline = KeyTable(
    .pipeline, "A course of study: entrants leave after `duration` years as graduates.",
    [
      name("pipeline"),
      .optional("unit", .text, "Unit of people that governs the bare numbers in this entry."),
      .required("intake", .value, "Entrants a year."),
      .required("duration", .whole(0...100), "Whole years from entry to graduation."),
      .optional("completion", .value, "Share who graduate; 100 % where not written."),
      .required("enters", .named(.number), "Share of the graduates who enter each category."),
      sourceKey,
      .optional("assumed", .text, "The reason behind every parameter of this pipeline that names no source."),
      note,
    ])

  static let transition = KeyTable(
    .transition, "People who move from one category to another.",
    [
      name("transition"),
      .required("from", .reference, "Category they leave."),
      .required("to", .reference, "Category they enter."),
      .required("rate", .value, "Share a year of the opening stock of `from`."),
      sourceKey,
      note,
    ])

  static let driver = KeyTable(
    .driver, "A series from outside, such as population.",
    [
      name("driver"),
      .optional("unit", .text, "What the values count; people where not written."),
      .required(
        "values", .either([.byYear(.number), .entry(.csv)]),
        "Values by year, or from a CSV file; linear between them and constant outside."),
      breaks,
      .optional("growth", .value, "Growth a year from the latest value not after the first year of the horizon."),
      .optional("volatility", .number, "Year-to-year noise on the log scale, a plain number."),
      sourceKey,
      note,
    ])

  static let measureKinds = ["sum", "difference", "ratio", "cumulative", "change"]

  static let measure = KeyTable(
    .measure, "A series derived from others.",
    [
      name("measure"),
      .optional("unit", .text, "What the measure counts; shown beside it and accepted on its targets."),
      .optional("percent", .truth, "Show the measure in percent."),
      .optional(
        "sum", .either([.list(.reference, atLeast: 1, atMost: nil), .named(.number)]),
        "Categories or measures to add; a map gives each a weight."),
      .optional("coverage", .value, "Factor on a sum, for totals that count people in two categories once."),
      .optional("difference", .pair(.reference), "First minus second."),
      .optional("ratio", .pair(.reference), "First over second."),
      .optional("scale", .number, "Factor on a ratio; 1 where not written."),
      .optional("cumulative", .oneOrMore(.reference), "Flow or flows to add up from a year on."),
      .optional("change", .reference, "Series to subtract its value in a year from."),
      .optional("from", .year, "First year of `cumulative`, or year of reference of `change`."),
      sourceKey,
      note,
    ], choices: [.exactlyOne(measureKinds), .atMostOne(["unit", "percent"])],
    needs: [
      Need("coverage", beside: ["sum"]), Need("scale", beside: ["ratio"]),
      Need("from", beside: ["cumulative", "change"]), Need("cumulative", beside: ["from"]),
      Need("change", beside: ["from"]),
    ])
}
