import StockFlow

/// The points of a sweep that stand in a CSV file: one row a point, columns named by parameters.
extension ScenarioDecoder {
  /// After so many broken cells the file is taken for something else.
  private static let mostBrokenCells = 20

  /// One axis a column; empty after a report.
  func designAxes(_ path: String, namedAt place: SourcePlace) -> [Sweep.Axis] {
    if let stream = RecordStream(large: relativePath(path, to: place.file)) { return designAxes(stream) }
    guard let file = designFile(path, namedAt: place) else { return [] }
    return designAxes(RecordStream(file))
  }

  private func designAxes(_ stream: RecordStream) -> [Sweep.Axis] {
    var stream = stream
    defer { historyFiles.shownLine = nil }
    do {
      guard let header = try record(&stream) else {
        report(ValueProblem.tableWithoutHeader, at: stream.file.place(line: 1, column: 1, length: 1))
        return []
      }
      if header.count == 1, header[0].text.contains(";") || header[0].text.contains("；") {
        report(ValueProblem.tableWithSemicolons, at: self.place(of: header[0], in: stream.file))
        return []
      }
      let addresses = header.compactMap { field in
        replacedAddress(
          MarkedNode.Entry(
            key: trimmed(field.text), keyPlace: self.place(of: field, in: stream.file),
            value: node(field, in: stream.file)))
      }
      guard addresses.count == header.count else { return [] }
      checkRepeats(addresses, header, in: stream.file)
      let columns = try designColumns(&stream, addresses.map { frame(of: $0) })
      return zip(addresses, columns).map { Sweep.Axis(address: $0, levels: .column($1)) }
    } catch {
      report(error, in: stream.file)
      return []
    }
  }

  private func checkRepeats(_ addresses: [ParameterAddress], _ header: [CSVField], in file: SourceFile) {
    for index in addresses.indices where addresses[..<index].contains(addresses[index]) {
      report(
        TypeProblem.appearsTwice(key: file.path, text: addresses[index].description),
        at: place(of: header[index], in: file))
    }
  }

  private func report(_ failure: RecordStream.Failure, in file: SourceFile) {
    switch failure {
    case .mistake(.unclosedQuote(let line, let column)):
      report(HistoryProblem.unclosedQuote, at: file.place(line: line, column: column, length: 1))
    case .mistake(.textAfterQuote(let line, let column)):
      report(HistoryProblem.textAfterQuote, at: file.place(line: line, column: column, length: 1))
    case .unreadable:
      report(
        FileProblem.unreadable(path: file.path, reason: .failed), at: file.place(line: 1, column: 1, length: 1))
    case .invalid(let line, let problem):
      report(textDiagnostic(problem, at: file.place(line: line, column: 1, length: 1), line: nil))
    }
  }

  /// The next record; the line it stands in is shown with what is reported about it.
  private func record(_ stream: inout RecordStream) throws(RecordStream.Failure) -> [CSVField]? {
    let record = try stream.record()
    historyFiles.shownLine = stream.line
    return record
  }

  private func designColumns(
    _ stream: inout RecordStream, _ frames: [ParameterFrame]
  ) throws(RecordStream.Failure) -> [[Double]] {
    var columns = frames.map { _ in [Double]() }
    var broken = 0
    while let record = try record(&stream) {
      guard broken < Self.mostBrokenCells else {
        report(HistoryProblem.moreBrokenRows(told: broken), at: place(of: record[0], in: stream.file))
        break
      }
      guard record.contains(where: { !$0.text.isEmpty }) else { continue }
      guard record.count == frames.count else {
        report(
          HistoryProblem.fieldCount(found: record.count, expected: frames.count),
          at: place(of: record[0], in: stream.file))
        broken += 1
        continue
      }
      guard columns.first.map({ $0.count < Self.mostPoints }) != false else {
        report(ValueProblem.tooManyPoints(Self.mostPoints + 1), at: place(of: record[0], in: stream.file))
        return columns
      }
      for (column, (field, frame)) in zip(record, frames).enumerated() {
        let node = node(field, in: stream.file)
        let value = figure(node, key: frame.key, as: frame.quantity)?.value
        if let value { checkBounds([value], [node], frame) } else { broken += 1 }
        columns[column].append(value ?? 0)
      }
    }
    if columns.first?.isEmpty == true {
      report(ValueProblem.tableWithoutRows, at: stream.file.place(line: 1, column: 1, length: 1))
    }
    return columns
  }

  private func designFile(_ path: String, namedAt place: SourcePlace) -> SourceFile? {
    do {
      return try historyFiles.source(relativePath(path, to: place.file))
    } catch {
      switch error {
      case .unreadable(.unreadable(let path, let reason)):
        report(FileProblem.unreadable(path: path, reason: reason), at: place)
      case .unreadable(.invalid(let found)): found.forEach { report($0) }
      case .tooManyBytes, .problems, .known:
        report(HistoryProblem.tooManyBytes(limit: HistoryFiles.mostBytes), at: place)
      }
      return nil
    }
  }

  private func place(of field: CSVField, in file: SourceFile) -> SourcePlace {
    file.place(line: field.line, column: field.column, length: field.length)
  }

  private func node(_ field: CSVField, in file: SourceFile) -> MarkedNode {
    MarkedNode(.scalar(text: trimmed(field.text), quoted: true), at: place(of: field, in: file))
  }
}
