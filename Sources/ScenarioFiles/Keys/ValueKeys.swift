extension KeyTable {
  static let distributionNames: [Name] = [
    .normal, .truncatedNormal, .lognormal, .uniform, .triangular, .pert, .beta, .gamma, .discrete, .quantiles, .rounded,
  ]
  static let valueBases = ["value", "path", "steps", "fit"] + distributionNames.map(\.rawValue)

  static let value = KeyTable(
    .value, "The full form of a value: (base × times) + plus.",
    [
      .optional("value", .number, "A certain number."),
      .optional("path", .byYear(.number), "Numbers by year, linear between them."),
      .optional("steps", .byYear(.number), "Numbers by year, constant until the next."),
      .optional("fit", .word(["auto", "drift", "panel"]), "Estimate from the history."),
    ] + distributionKeys + [
      .optional("times", part, "Factor on the base, a number or a distribution without unit."),
      .optional("plus", part, "Added at the end, a number or a distribution in the parameter's unit."),
      .optional("history", .byYear(.number), "Observed values of the parameter by year."),
      .optional("prior", .entry(.distribution), "A distribution that an estimate starts from."),
      sourceKey,
      note,
    ], choices: [.exactlyOne(valueBases)], needs: [Need("prior", beside: ["fit"])])

  /// A distribution alone, for `times`, `plus` and `prior`.
  static let distribution = KeyTable(
    .distribution, "One distribution.", distributionKeys, choices: [.exactlyOne(distributionNames.map(\.rawValue))])

  private static let distributionKeys: [Key] = distributionNames.map { name in
    .optional(name.rawValue, .entry(name), distributions[name]?.about ?? "")
  }

  private static let part = Shape.either([.number, .entry(.distribution)])

  static let distributions: [Name: KeyTable] = Dictionary(
    uniqueKeysWithValues: [
      KeyTable(.normal, "Normal distribution.", [mean, sd]),
      KeyTable(
        .truncatedNormal, "Normal distribution cut off; mean and sd are those of the parent.",
        [mean, sd, least(required: false), greatest(required: false)]),
      KeyTable(.lognormal, "Lognormal distribution; mean and sd of the variable itself.", [mean, sd]),
      KeyTable(.uniform, "Uniform distribution.", [least(), greatest()]),
      KeyTable(.triangular, "Triangular distribution.", [least(), mode, greatest()]),
      KeyTable(.pert, "PERT distribution: a beta with lambda 4.", [least(), mode, greatest()]),
      KeyTable(.beta, "Beta distribution on 0 … 1.", [mean, sd]),
      KeyTable(.gamma, "Gamma distribution.", [mean, sd]),
      KeyTable(
        .discrete, "A few values with weights.",
        [
          .required("values", .list(.number, atLeast: 1, atMost: nil), "The values."),
          .required("weights", .list(.number, atLeast: 1, atMost: nil), "A weight for each value."),
        ]),
      KeyTable(
        .quantiles, "Quantiles by level in percent, three or more; a metalog passes through them.",
        [least(required: false), greatest(required: false)], levels: .number),
      KeyTable(
        .rounded, "Uniform on value ± to/2, for a published rounded figure.",
        [.required("value", .number, "The published figure."), .required("to", .number, "What it was rounded to.")]),
    ].map { ($0.name, $0) })

  private static let mean = Key.required("mean", .number, "Mean.")
  private static let sd = Key.required("sd", .number, "Standard deviation.")
  private static let mode = Key.required("mode", .number, "Most likely value.")
  private static func least(required: Bool = true) -> Key {
    Key(name: "min", shape: .number, isRequired: required, about: "Least value.")
  }
  private static func greatest(required: Bool = true) -> Key {
    Key(name: "max", shape: .number, isRequired: required, about: "Greatest value.")
  }
}
