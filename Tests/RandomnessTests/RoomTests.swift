import Testing

@Test func `the room Randomness opens`() { #expect(Bool(true)) }
