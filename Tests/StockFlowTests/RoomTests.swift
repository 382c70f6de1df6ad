import Testing

@Test func `the room StockFlow opens`() { #expect(Bool(true)) }
