import Testing

@Test func `the room Calibration opens`() { #expect(Bool(true)) }
