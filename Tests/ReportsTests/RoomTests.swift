import Testing

@Test func `the room Reports opens`() { #expect(Bool(true)) }
