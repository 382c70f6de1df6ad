extension KeyTable {
  static let correlation = KeyTable(
    .correlation, "Spearman's rank correlation between two uncertain parameters, or between two volatilities.",
    [
      .required("between", .pair(.reference), "The two parameters."),
      .required("is", .number, "Between -1 and 1."),
      sourceKey,
      note,
    ])

  static let lever = KeyTable(
    .lever, "Something the planner could do.",
    [
      name("lever"),
      .optional("raises", .oneOrMore(.reference), "Parameter or parameters it adds to."),
      .optional("lowers", .oneOrMore(.reference), "Parameter or parameters it takes from."),
      .required("limits", .entry(.limits), "Least and greatest amount, in the parameter's own unit."),
      .required("from", .year, "First year in which it can be decided."),
      .optional("lag", .whole(0...1000), "Years from the decision to the first effect."),
      .optional("ramp", .whole(0...1000), "Years to full effect, linear."),
      .optional("cost", .entry(.cost), "What it costs."),
      sourceKey,
      note,
    ], choices: [.exactlyOne(["raises", "lowers"])])

  static let limits = KeyTable(
    .limits, "Least and greatest amount of a lever.",
    [.optional("min", .number, "Least amount; 0 where not written."), .required("max", .number, "Greatest amount.")])

  static let cost = KeyTable(
    .cost, "What a lever costs; all parts in one currency.",
    [
      .optional("per_person", .money, "Per person (or unit) and year of effect."),
      .optional("per_person_year", .money, "Per person and year while they stay."),
      .optional("fixed", .money, "Once."),
      sourceKey,
      note,
    ])

  static let variant = KeyTable(
    .variant, "A named set of replacements.",
    [
      name("variant"), .required("set", .addressed(.value), "Parameters and the values that take the place of theirs."),
      sourceKey, note,
    ])

  static let designs = ["grid", "one_at_a_time", "latin_hypercube", "sobol", "table"]

  static let sweep = KeyTable(
    .sweep, "A design of many runs.",
    [
      name("sweep"),
      .required("design", .word(designs), "How the points are laid out."),
      .optional(
        "over", .addressed(.either([.list(.value, atLeast: 1, atMost: nil), .entry(.range), .value])),
        "Parameters, each with a list of values, a range, or a distribution."),
      .optional("points", .whole(1...1_000_000), "Number of points of latin_hypercube and sobol."),
      .optional("file", .text, "CSV file of a table design, one row a point."),
      .optional("paths", .whole(1...10_000_000), "Paths a point; the option --paths wins."),
      sourceKey,
      note,
    ])

  static let range = KeyTable(
    .range, "A range of values in equal steps.",
    [
      .required("from", .number, "First value."), .required("to", .number, "Last value."),
      .optional("count", .whole(1...100_000), "Number of values; needed by grid and one_at_a_time."),
    ])
}
