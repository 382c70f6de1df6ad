import Testing

@Test func `the room ScenarioFiles opens`() { #expect(Bool(true)) }
