import Charts
import Testing

@Test func `Chinese characters are one em, and estimates lie on the wide side`() {
  let size = 100.0
  #expect((100...108).contains(textWidth("万", size: size)))
  #expect((500...540).contains(textWidth("农村实用人", size: size)))
  // Measured in Chromium with DejaVu Sans, the widest of the usual system fonts: 0.636 em a digit.
  #expect((254.4...270).contains(textWidth("2025", size: size)))
  // Measured likewise: 5.748 em.
  #expect((574.8...620).contains(textWidth("Total talent", size: size)))
  #expect(textWidth("e\u{301}", size: size) == textWidth("e", size: size))
}

@Test func `lines end at spaces and between Chinese characters, never before closing punctuation`() {
  let style = TextStyle(size: 10)
  let english = TextLines("Bijie Industrial Vocational College", width: 90, style: style, maximum: 4)
  #expect(english.lines == ["Bijie Industrial", "Vocational", "College"])
  #expect(english.full == nil)
  let chinese = TextLines("农村实用人才（带头人）", width: 62, style: style, maximum: 4)
  #expect(chinese.lines == ["农村实用人才", "（带头人）"])
  let cut = TextLines("农村实用人才带头人培养", width: 50, style: style, maximum: 2)
  #expect(cut.lines == ["农村实用", "人才带…"])
  #expect(cut.full == "农村实用人才带头人培养")
}

@Test func `no line is wider than its room`() {
  var any = AnyCharts(seed: 21)
  for _ in 0..<1000 {
    let width = 20 + Double(any.below(300))
    let lines = TextLines(any.text(), width: width, style: TextStyle(size: 10), maximum: 1 + any.below(4))
    // One character alone may be wider than a room of two em.
    #expect(lines.lines.allSatisfy { TextStyle(size: 10).width($0) <= max(width, 60) })
  }
}

@Test func `coordinates have at most two decimals and no needless sign`() {
  #expect(
    [0, -0.001, 1, 1.5, 0.05, -0.5, 12.345, .nan, 1e300].map(coordinate) == [
      "0", "0", "1", "1.5", ".05", "-.5", "12.35", "0", "1000000000",
    ])
}
