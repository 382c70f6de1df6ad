/// The 95 % quantile of χ², n·(1 − 2/(9n) + z·√(2/(9n)))³; off by less than 3 %.
///
/// E. Wilson and M. Hilferty, "The distribution of chi-square", Proceedings of the National Academy of Sciences 17 (1931)
/// 684–688.
func upperChiSquare(degreesOfFreedom n: Double) -> Double {
  let part = 2 / (9 * n)
  let root = 1 - part + 1.6448536269514722 * part.squareRoot()
  return n * root * root * root
}
