import Reports
import StockFlow
import Testing

@Test func `reach in English`() {
  #expect(report(smallReach(), as: options(.table)) == "")
}

@Test func `reach in Chinese`() {
  #expect(report(smallReach(), as: options(.table, .zh)) == "")
}

@Test func `the projection is a balance that can be read`() {
  #expect(report(smallProjection(), as: options(.table)) == "")
}

@Test func `simulate in Chinese`() {
  #expect(report(smallSimulation(), as: options(.table, .zh)) == "")
}

@Test func `fit in English`() {
  #expect(report(smallFit(), as: options(.table)) == "")
}

@Test func `check in English`() {
  #expect(report([smallCheck()], as: options(.table)) == "")
}

@Test func `check in Chinese`() {
  #expect(report([smallCheck()], as: options(.table, .zh)) == "")
}
