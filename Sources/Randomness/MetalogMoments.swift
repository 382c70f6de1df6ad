extension Metalog {
  /// Whether the mean is finite: an unbounded end whose logarithm is the metalog must rise by less than 1 per logit.
  var hasFiniteMean: Bool { momentsExist(order: 1) }

  private func momentsExist(order: Double) -> Bool {
    switch (min, max) {
    case (_?, nil): order * tailSlopes.upper < 1
    case (nil, _?): order * tailSlopes.lower < 1
    default: true
    }
  }

  var mean: Double { hasFiniteMean ? expectation { $0 } : .infinity }

  var standardDeviation: Double {
    guard momentsExist(order: 2) else { return .infinity }
    let mean = mean
    return expectation { ($0 - mean) * ($0 - mean) }.squareRoot()
  }

  /// ∫ f(Q(u)) du over the logit, u(1 − u) dl, by adaptive Gauss–Legendre quadrature outward from the middle.
  private func expectation(of f: (Double) -> Double) -> Double {
    let integrand = { (logits: Lanes) in
      var values = Lanes()
      for lane in 0..<8 {
        let decay = exponential(-abs(logits[lane]))
        let weight = decay / ((1 + decay) * (1 + decay))
        let value = weight > 0 ? weight * f(self.value(at: logits[lane])) : 0
        values[lane] = value.isFinite ? value : 0
      }
      return values
    }
    return outwardIntegral(of: integrand, direction: -1) + outwardIntegral(of: integrand, direction: 1)
  }

  /// Panels from 0 outward, doubled while exact and halved while not, until they add nothing or the logit exceeds 700.
  private func outwardIntegral(of f: (Lanes) -> Lanes, direction: Double) -> Double {
    var sum = 0.0
    var magnitude = 0.0
    var start = 0.0
    var width = 0.5
    while start < 700 {
      let end = start + width
      let middle = start + 0.5 * width
      let whole = GaussLegendre.integral(from: start, to: end) { f(direction * $0) }
      let first = GaussLegendre.integral(from: start, to: middle) { f(direction * $0) }
      let second = GaussLegendre.integral(from: middle, to: end) { f(direction * $0) }
      let size = abs(first) + abs(second)
      if abs(whole - first - second) <= 1e-15 * (size + magnitude) || width < 1e-3 {
        sum += first + second
        magnitude += size
        if start > 40 && size <= 1e-18 * magnitude { break }
        start = end
        width = Swift.min(2 * width, 16)
      } else {
        width /= 2
      }
    }
    return sum
  }
}
