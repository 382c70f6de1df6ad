import Testing

@Test func `the room LinearAlgebra opens`() { #expect(Bool(true)) }
