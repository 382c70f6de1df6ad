import Foundation

/// The constant yearly rate that leads from one value to another: (last / first)^(1 / years) − 1.
func yearlyRate(from first: Double, to last: Double, over years: Double) -> Double { pow(last / first, 1 / years) - 1 }
