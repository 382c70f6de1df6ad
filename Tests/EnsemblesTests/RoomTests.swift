import Testing

@Test func `the room Ensembles opens`() { #expect(Bool(true)) }
