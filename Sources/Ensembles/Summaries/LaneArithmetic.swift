extension SIMD8<Double> {
  /// ((0+4)+(2+6)) + ((1+5)+(3+7)): one fixed order on every machine.
  var pairwiseSum: Double {
    let four = lowHalf + highHalf
    let two = four.evenHalf + four.oddHalf
    return two[0] + two[1]
  }
}
