/// Where the columns of a stock-and-flow diagram stand: pipelines, inflows, stocks, outflows, transitions.
struct DiagramColumns {
  let pipelines: ClosedRange<Double>
  /// Where arrows from pipelines turn, one place for each.
  let leftLanes: [Double]
  let inflows: ClosedRange<Double>
  let stocks: ClosedRange<Double>
  let outflows: ClosedRange<Double>
  /// Where transitions run up and down.
  let rightLanes: [Double]

  static let cloud = 24.0

  init(width: Double, pipelines count: Int, transitions: Int) {
    let inner = width - 2 * Canvas.margin
    // Lanes take a tenth of the width at most, and stand closer where there are many.
    func lanes(_ count: Int) -> (step: Double, width: Double) {
      let step = min(8, inner * 0.1 / Double(max(1, count)))
      return (step, count == 0 ? 0 : Double(count) * step + 6)
    }
    let (left, right) = (lanes(count), lanes(transitions))
    let free = inner - left.width - right.width
    let shares =
      count > 0 ? (width < 540 ? [0.22, 0.23, 0.29, 0.26] : [0.21, 0.24, 0.27, 0.28]) : [0, 0.34, 0.32, 0.34]
    var x = Canvas.margin
    func take(_ width: Double) -> ClosedRange<Double> {
      defer { x += width }
      return x...(x + width)
    }
    self.pipelines = take(free * shares[0])
    leftLanes = (0..<count).map { [x] in x + 6 + Double($0) * left.step }
    x += left.width
    inflows = take(free * shares[1])
    stocks = take(free * shares[2])
    outflows = take(free * shares[3])
    rightLanes = (0..<transitions).map { [x] in x + 6 + Double($0) * right.step }
  }
}
