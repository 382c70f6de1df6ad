import Foundation

/// The yearly rate that carries one value to another over some years.
func compoundGrowth(from first: Double, to last: Double, years: Double) -> Double {
  exp(log(last / first) / years) - 1
}
