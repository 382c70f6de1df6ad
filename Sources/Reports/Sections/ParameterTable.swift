import Calibration
import Planning
import StockFlow

extension ReportWriter {
  /// Every parameter with value, source, status and its share of the first target's variance.
  func parameterTable() -> ReportTable {
    var columns: [ReportTable.Column] = [
      .text(words.parameter), .text(words.value), .text(words.status), .text(words.sourceAndReason),
    ]
    if rankedTarget != nil { columns.append(.number(words.shareOfVariance, unit: "%")) }
    var table = ReportTable(
      id: "parameters", title: words.parameterTitle(scenarioName, words.horizon(scenario.horizon)), columns: columns)
    for group in groups() {
      table.append(heading: group.name)
      for entry in group.entries {
        let share: ReportTable.Cell =
          share(of: entry.address).map { .number($0 * 100, decimals: 1) } ?? .empty
        table.append(
          [.text(entry.name), .text(entry.value), .text(entry.status), .text(entry.source)]
            + (rankedTarget == nil ? [] : [share]))
      }
    }
    table.notes = [words.parameterNote] + (rankedTarget.map { [words.shareBelongs(to: $0)] } ?? [])
    return table
  }

  private struct Entry {
    let address: ParameterAddress
    let name: String
    let value: String
    let status: String
    let source: String
  }

  private struct EntryGroup {
    let name: String
    var entries: [Entry]
  }

  private func groups() -> [EntryGroup] {
    let all =
      scenario.categories.map(group) + scenario.pipelines.map(group) + scenario.drivers.map(group)
      + [transitionGroup(), coverageGroup()]
    return all.filter { !$0.entries.isEmpty }
  }

  private func group(_ category: Category) -> EntryGroup {
    let start = category.start(in: scenario.horizon)
    let stock = category.observations.first { $0.year == start }.map { observation in
      entry(
        ParameterAddress(category.id, .stock), words.baselineStock(observation.year), observation.value,
        observation.value.provenance.isNamed ? observation.value.provenance : category.provenance)
    }
    let order: [ParameterAddress.Property] = [.growth, .training, .inMigration, .outMigration, .attrition]
    let parameters = order.compactMap { property in
      category.parameters[property].map {
        entry(ParameterAddress(category.id, property), words.capitalised(words.flow(property)), $0, $0.provenance)
      }
    }
    // A growth that moves has its noise in itself.
    let noise = category.volatility.flatMap { $0 == .number(0) ? nil : noiseEntry(category.id, $0) }
    return EntryGroup(
      name: glossary.name(of: category.id), entries: ([stock] + parameters + [noise]).compactMap { $0 })
  }

  private func group(_ pipeline: Pipeline) -> EntryGroup {
    let intake = entry(
      ParameterAddress(pipeline.id, .intake), words.capitalised(words.intakeName), pipeline.intake,
      pipeline.intake.provenance)
    let completion = pipeline.completion.map {
      entry(ParameterAddress(pipeline.id, .completion), words.completionName, $0, $0.provenance)
    }
    return EntryGroup(name: glossary.name(of: pipeline.id), entries: [intake] + [completion].compactMap { $0 })
  }

  private func group(_ driver: Driver) -> EntryGroup {
    let values = ParameterValue(.path(driver.values))
    let unit = glossary.unit(of: driver.id)
    let given = Entry(
      address: ParameterAddress(driver.id, .stock), name: words.givenValues, value: text(of: values, in: unit),
      status: statusName(driver.provenance.status), source: source(of: driver.provenance))
    let growth = driver.growth.map {
      entry(ParameterAddress(driver.id, .growth), words.capitalised(words.flow(.growth)), $0, $0.provenance)
    }
    let noise = driver.volatility > 0 ? noiseEntry(driver.id, .number(driver.volatility)) : nil
    return EntryGroup(name: glossary.name(of: driver.id), entries: [given] + [growth, noise].compactMap { $0 })
  }

  private func transitionGroup() -> EntryGroup {
    EntryGroup(
      name: words.transitions,
      entries: scenario.transitions.map {
        entry(ParameterAddress($0.id, .rate), glossary.name(of: $0.id), $0.rate, $0.rate.provenance)
      })
  }

  private func coverageGroup() -> EntryGroup {
    EntryGroup(
      name: words.coverages,
      entries: scenario.measures.compactMap { measure in
        guard case .sum(_, let coverage?) = measure.formula else { return nil }
        return entry(
          ParameterAddress(measure.id, .coverage), glossary.name(of: measure.id), coverage, coverage.provenance)
      })
  }

  private func noiseEntry(_ owner: String, _ volatility: Volatility) -> Entry {
    let address = ParameterAddress(owner, .volatility)
    let (value, status): (String, Provenance.Status) =
      switch volatility {
      case .number(let sigma): ("σ = " + trimmed(sigma), isFitted(address) ? .fitted : .assumed)
      case .fit: (words.fromHistory, .fitted)
      }
    return Entry(
      address: address, name: words.yearlyNoise, value: value, status: statusName(status), source: "")
  }

  private func entry(
    _ address: ParameterAddress, _ name: String, _ value: ParameterValue, _ provenance: Provenance
  ) -> Entry {
    Entry(
      address: address, name: name, value: text(of: value, in: glossary.unit(of: address)),
      status: statusName(isFitted(address) ? .fitted : provenance.status), source: source(of: provenance))
  }

  private func isFitted(_ address: ParameterAddress) -> Bool {
    study.fit.parameters.contains { $0.address == address }
  }

  private func statusName(_ status: Provenance.Status?) -> String { status.map(words.status) ?? "–" }

  /// Title and place in the document, and the reason that is given.
  func source(of provenance: Provenance) -> String {
    let document = provenance.document.map { id in
      let title = scenario.sources.first { $0.id == id }?.title(language) ?? ""
      return visible(words.document(title.isEmpty ? id : title))
    }
    let place = [document, provenance.at.map(visible)].compactMap { $0 }.joined(separator: words.say("，", ", "))
    return [place, provenance.note.map(visible) ?? ""].filter { !$0.isEmpty }
      .joined(separator: words.say("；", "; "))
  }

  /// Documents and places, each document once.
  func sourcesOf(_ provenances: [Provenance]) -> String {
    var documents: [String] = []
    var places: [String: [String]] = [:]
    for provenance in provenances {
      guard let document = provenance.document else { continue }
      if places[document] == nil { documents.append(document) }
      let place = provenance.at.map(visible)
      if let place, places[document]?.contains(place) != true { places[document, default: []].append(place) }
      places[document, default: []] += []
    }
    return documents.map { id in
      let title = scenario.sources.first { $0.id == id }?.title(language) ?? ""
      let found = places[id] ?? []
      return visible(words.document(title.isEmpty ? id : title))
        + (found.isEmpty ? "" : words.say("，", ", ") + words.list(found))
    }.joined(separator: words.say("；", "; "))
  }
}
