import Charts
import Testing

@Test func `a width that cannot be drawn becomes the nearest that can`() {
  func width(_ width: Double) -> Double {
    ChartFrame(id: "a", title: "", description: "", language: "en", numbers: .english, width: width).width
  }
  #expect(width(1) == 280)
  #expect(width(.infinity) == 2000)
  #expect(width(.nan) == 720)
  #expect(width(360) == 360)
}
