import Randomness
import StockFlow

/// The forms a parameter's value may take.
extension ScenarioDecoder {
  func value(_ node: MarkedNode?, _ frame: ParameterFrame, keyPlace: SourcePlace) -> ParameterValue? {
    guard let node else { return nil }
    switch node.content {
    case .scalar(let text, _):
      let base = scalarBase(node, text, frame)
      return finish(base, frame, keyPlace: keyPlace)
    case .mapping(let entries) where !entries.isEmpty && entries.allSatisfy { startsLikeANumber($0.key) }:
      let base = path(node, .linear, frame)
      return finish(base, frame, keyPlace: keyPlace)
    case .mapping: return fullForm(node, frame, keyPlace: keyPlace)
    case .sequence, .absent:
      reportExpected(.value, key: frame.key, found: node)
      return nil
    }
  }

  /// A base with the nodes of its numbers, for what is out of bounds.
  private struct Written {
    let base: ParameterValue.Base
    let nodes: [MarkedNode]
  }

  private func scalarBase(_ node: MarkedNode, _ text: String, _ frame: ParameterFrame) -> Written? {
    if text == "fit" { return fit(FitRequest(method: .auto), frame, node) }
    guard startsLikeANumber(text) || numberMayBeMeant(text) else {
      reportExpected(.value, key: frame.key, found: node)
      return nil
    }
    return figure(node, key: frame.key, as: frame.quantity).map {
      Written(base: .number($0), nodes: [node])
    }
  }

  private func fullForm(_ node: MarkedNode, _ frame: ParameterFrame, keyPlace: SourcePlace) -> ParameterValue? {
    let years = (node.entries ?? []).filter { plausibleYear($0.key) != nil }
    if let first = years.first {
      report(ValueProblem.yearsBesideKeys(key: frame.key), at: first.keyPlace)
      return nil
    }
    guard let form = EntryReader(node, .value, key: frame.key, at: keyPlace, by: self) else { return nil }
    let base = base(form, frame)
    let times = part(form["times"], key: "times", as: .factor)
    let plus = part(form["plus"], key: "plus", as: frame.quantity)
    let history = points(form["history"], key: "history", as: frame.quantity)
    if let history { checkBounds(history.points.map(\.figure.value), history.nodes, frame) }
    let source = provenance(form).noting(note(form))
    let extras = Extras(times: times, plus: plus, history: history?.points ?? [], provenance: source)
    return finish(base, frame, extras, keyPlace: keyPlace)
  }

  private struct Extras {
    var times: ParameterValue.Part?
    var plus: ParameterValue.Part?
    var history: [TimePath.Point] = []
    var provenance = Provenance.none
  }

  private func finish(
    _ written: Written?, _ frame: ParameterFrame, _ extras: Extras = Extras(), keyPlace: SourcePlace
  ) -> ParameterValue? {
    guard let written else { return nil }
    checkBounds(written, extras, frame)
    let provenance = source(extras.provenance, written.base, frame, at: keyPlace)
    return ParameterValue(
      written.base, times: extras.times, plus: extras.plus, history: extras.history, provenance: provenance,
      place: written.nodes.first?.place ?? keyPlace)
  }

  /// The source of a parameter: its own, else what is assumed, else none, which is counted.
  private func source(
    _ own: Provenance, _ base: ParameterValue.Base, _ frame: ParameterFrame, at place: SourcePlace
  ) -> Provenance {
    if own.isNamed { return own }
    if case .fit = base { return Provenance(status: .fitted, note: own.note, place: own.place) }
    if let fallback = frame.fallback { return fallback.noted(own.note) }
    if frame.wantsSource { unsourced.append((frame.name, place)) }
    return own
  }
}

extension ScenarioDecoder {
  private func base(_ form: EntryReader, _ frame: ParameterFrame) -> Written? {
    let nodes = KeyTable.valueBases.compactMap { key in form[key].map { (key, $0) } }
    guard let (key, node) = nodes.first, nodes.count == 1 else { return nil }
    switch key {
    case "value":
      return figure(node, key: frame.key, as: frame.quantity).map {
        Written(base: .number($0), nodes: [node])
      }
    case "path": return path(node, .linear, frame)
    case "steps": return path(node, .steps, frame)
    case "fit": return fit(form, node, frame)
    default:
      guard let name = KeyTable.Name(rawValue: key) else { return nil }
      return distribution(name, node, key: key, as: frame.quantity).map {
        Written(base: .distribution($0), nodes: [node])
      }
    }
  }

  private func fit(_ form: EntryReader, _ node: MarkedNode, _ frame: ParameterFrame) -> Written? {
    let prior = form["prior"].flatMap { distributionAlone($0, key: "prior", as: frame.quantity) }
    let method: FitRequest.Method? = word(node, key: "fit", FitRequest.Method.allCases)
    return method.flatMap { fit(FitRequest(method: $0, prior: prior), frame, node) }
  }

  private func fit(_ request: FitRequest, _ frame: ParameterFrame, _ node: MarkedNode) -> Written? {
    let place = node.place
    switch frame.fit {
    case .fromStocks: break
    case .fromBalance where request.method == .drift:
      report(ValueProblem.driftOnFlow(key: frame.key), at: place)
      return nil
    case .fromBalance: break
    case .never:
      report(ValueProblem.fitNotAllowed(key: frame.key), at: place)
      return nil
    }
    return Written(base: .fit(request), nodes: [node])
  }

  private func path(
    _ node: MarkedNode, _ shape: TimePath.Shape, _ frame: ParameterFrame
  ) -> Written? {
    if frame.form == .oneYear {
      report(ValueProblem.baselineForm(address: frame.name), at: node.place)
      return nil
    }
    guard let written = points(node, key: frame.key, as: frame.quantity), !written.points.isEmpty else { return nil }
    return Written(base: .path(TimePath(shape: shape, points: written.points)), nodes: written.nodes)
  }

  /// Numbers by year, ascending; `nil` if something in them is broken.
  func points(
    _ node: MarkedNode?, key: String, as quantity: Quantity
  ) -> (points: [TimePath.Point], nodes: [MarkedNode])? {
    guard let years = byYear(node, key: key) else { return nil }
    let numbers = years.map { ($0.year, figure($0.value, key: key, as: quantity), $0.value) }
    let points = numbers.compactMap { year, figure, _ in figure.map { TimePath.Point(year: year, figure: $0) } }
    guard points.count == node?.entries?.count else { return nil }
    return (points, numbers.map(\.2))
  }

  /// The entries of a map of years, ascending, as far as they are years; `nil` if the node is no map.
  func byYear(_ node: MarkedNode?, key: String) -> [(year: Year, value: MarkedNode)]? {
    guard let node else { return nil }
    guard let entries = node.entries, !entries.isEmpty else {
      reportExpected(.years, key: key, found: node)
      return nil
    }
    var seen: Set<Year> = []
    return entries.compactMap { entry -> (year: Year, value: MarkedNode)? in
      guard let year = plausibleYear(entry.key) else {
        report(TypeProblem.notAYear(key: key, text: entry.key), at: entry.keyPlace)
        return nil
      }
      guard seen.insert(year).inserted else {
        report(TypeProblem.appearsTwice(key: key, text: "\(year)"), at: entry.keyPlace)
        return nil
      }
      return (year, entry.value)
    }.sorted { $0.year < $1.year }
  }

  private func part(_ node: MarkedNode?, key: String, as quantity: Quantity) -> ParameterValue.Part? {
    guard let node else { return nil }
    guard case .mapping = node.content else {
      return figure(node, key: key, as: quantity).map { .number($0.value) }
    }
    return distributionAlone(node, key: key, as: quantity).map { .distribution($0) }
  }
}

extension ScenarioDecoder {
  /// Bounds hold for what is certain; of an uncertain value nothing is checked but that its distribution exists.
  private func checkBounds(_ written: Written, _ extras: Extras, _ frame: ParameterFrame) {
    guard let times = certain(extras.times, neutral: 1), let plus = certain(extras.plus, neutral: 0) else { return }
    let values: [Double]
    switch written.base {
    case .number(let figure): values = [figure.value]
    case .path(let path): values = path.points.map(\.figure.value)
    case .distribution(let distribution) where distribution.isCertain: values = [distribution.mean]
    case .distribution, .fit, .trend: return
    }
    let isComputed = extras.times != nil || extras.plus != nil
    checkBounds(values.map { $0 * times + plus }, written.nodes, frame, isComputed: isComputed)
  }

  private func certain(_ part: ParameterValue.Part?, neutral: Double) -> Double? {
    switch part {
    case nil: neutral
    case .number(let number): number
    case .distribution(let distribution): distribution.isCertain ? distribution.mean : nil
    }
  }

  func checkBounds(
    _ values: [Double], _ nodes: [MarkedNode], _ frame: ParameterFrame, isComputed: Bool = false
  ) {
    for (value, node) in zip(values, nodes) {
      let spelling = isComputed ? .computed : spelling(of: node)
      guard let problem = boundsProblem(value, frame, spelling) else { continue }
      report(problem, at: node.place)
    }
  }

  private func boundsProblem(_ value: Double, _ frame: ParameterFrame, _ spelling: ValueProblem.Spelling)
    -> ValueProblem?
  {
    switch frame.bounds {
    case .any: nil
    case .notNegative: value < 0 ? .negative(key: frame.key, value: value) : nil
    case .flow: value < 0 ? .negativeFlow(key: frame.key, value: value) : nil
    case .share(let isYearly):
      value < 0 || value > 1
        ? .shareOutOfBounds(key: frame.key, value: value, spelling: spelling, isYearly: isYearly) : nil
    case .growth: value < -1 ? .growthTooLow(key: frame.key, value: value) : nil
    }
  }
}

func spelling(of node: MarkedNode) -> ValueProblem.Spelling {
  let isPercent = node.text.map { $0.contains("%") || $0.contains("％") } ?? false
  return isPercent ? .percent : .bare
}

/// Whether a text that starts like a word may still be a number gone wrong, as 约3万 or .inf.
private func numberMayBeMeant(_ text: String) -> Bool { text.contains { $0.isNumber } }
