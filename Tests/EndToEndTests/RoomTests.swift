import Testing

@Test func `the room EndToEnd opens`() { #expect(Bool(true)) }
