import Foundation
import SensitivityAnalysis

/// Ishigami's function with a = 7, b = 0.1 on (−π, π)³ (Ishigami and Homma 1990).
let ishigami = pointwise(outputs: 1) { (u: [Double]) -> [Double] in
  let x = u.map { (2 * $0 - 1) * Double.pi }
  return [sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])]
}
let ishigamiFirst = [0.313905, 0.442411, 0]
let ishigamiTotal = [0.557589, 0.442411, 0.243684]

/// Sobol's G function with a = (0, 1, 4.5, 9, 99, 99, 99, 99).
let gFunction = pointwise(outputs: 1) { (u: [Double]) -> [Double] in
  [zip(u, gCoefficients).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }]
}
let gCoefficients: [Double] = [0, 1, 4.5, 9, 99, 99, 99, 99]
let gFirst = [0.716192, 0.179048, 0.023676, 0.007162, 0.0000716, 0.0000716, 0.0000716, 0.0000716]
let gTotal = [0.787144, 0.242198, 0.034317, 0.010460, 0.000105, 0.000105, 0.000105, 0.000105]

/// x₁x₂ + x₃ on the unit cube.
let productAndSum = pointwise(outputs: 1) { (x: [Double]) -> [Double] in [x[0] * x[1] + x[2]] }

/// The root of the mean square of numbers.
func rootMeanSquare(_ numbers: [Double]) -> Double {
  (numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)).squareRoot()
}

/// The slope of log₂ of errors over doublings of the sample size, by least squares.
func rate(ofErrors errors: [Double], doublings: Int = 1) -> Double {
  let logs = errors.map { log2($0) }
  let middle = Double(logs.count - 1) / 2
  let top = logs.enumerated().reduce(0.0) { $0 + (Double($1.offset) - middle) * $1.element }
  let bottom = logs.indices.reduce(0.0) { $0 + (Double($1) - middle) * (Double($1) - middle) }
  return top / bottom / Double(doublings)
}
