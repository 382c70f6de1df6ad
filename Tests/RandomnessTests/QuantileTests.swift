import Randomness
import Testing

/// Levels of the reference values below.
private let levels = [1e-6, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 1e-6]

struct Reference: Sendable, CustomTestStringConvertible {
  let distribution: Distribution
  let values: [Double]
  var testDescription: String { "\(distribution)" }
}

// Computed with mpmath, 40 digits: Newton's method on betainc and gammainc (regularised) from SciPy's starting values,
// bisection on erfc for truncated normals, an LU solution of Keelin's equations for the metalogs, closed formulas else.
let references: [Reference] = [
  Reference(
    distribution: .beta(mean: 0.03, sd: 0.01),
    values: [
      0.003165674955978582, 0.01159215889881806, 0.024069843040750234, 0.028925097713561186, 0.04332622478585288,
      0.07003064758280353, 0.10121306536714872,
    ]),
  Reference(
    distribution: .beta(mean: 0.5, sd: 0.4),
    values: [
      3.922393742092064e-21, 6.542944706749291e-07, 0.1095962734896837, 0.5, 0.997651685253867, 0.9999999998179386, 1.0,
    ]),
  Reference(
    distribution: .beta(mean: 0.9, sd: 0.05),
    values: [
      0.5378674192789366, 0.7539398358528112, 0.8797658398159919, 0.9075969380571444, 0.9576447243852053,
      0.9909000850229045, 0.9988013563539544,
    ]),
  Reference(
    distribution: .pert(min: 0.3, mode: 0.5, max: 0.9),
    values: [
      0.300581776468543, 0.33141813003879744, 0.46400930984876015, 0.5254875042024726, 0.6866740185723482,
      0.8445454941471205, 0.8917668045378725,
    ]),
  Reference(
    distribution: .pert(min: -2, mode: -2, max: 5),
    values: [
      -1.99999859999944, -1.9859436616299806, -1.5180494056638638, -1.0938539430728689, 0.5832985886386475,
      3.2416794979432937, 4.558329858861325,
    ]),
  Reference(
    distribution: .gamma(mean: 2, sd: 1),
    values: [
      0.03549619567931055, 0.4116243431726926, 1.3818555213063237, 1.836030374425448, 3.340391534127932,
      6.531120389594035, 10.675228481619472,
    ]),
  Reference(
    distribution: .gamma(mean: 1, sd: 2),
    values: [
      2.6998791572446916e-24, 2.6998791718233874e-08, 0.021965209897101934, 0.17469520941149363, 3.001571488947343,
      17.505777031546746, 42.75127030564392,
    ]),
  Reference(
    distribution: .gamma(mean: 100, sd: 1),
    values: [
      95.31835117189806, 97.6883685669659, 99.47319262019583, 99.99666668642047, 101.28367373674176, 103.11875224539538,
      104.82561164638255,
    ]),
  Reference(
    distribution: .truncatedNormal(mean: 0, sd: 1, min: 1, max: nil),
    values: [
      1.0000006556797574, 1.0065784331597465, 1.220917242076627, 1.4096087092934546, 2.1477823374724054,
      3.600741853999022, 5.112864145795391,
    ]),
  Reference(
    distribution: .truncatedNormal(mean: 0.03, sd: 0.02, min: 0, max: 0.1),
    values: [
      1.4406615943927267e-07, 0.001369066914563406, 0.02211483826577992, 0.031670718132141916, 0.05638669099992402,
      0.09088869869727532, 0.0999786584690759,
    ]),
  Reference(
    distribution: .truncatedNormal(mean: 0, sd: 1, min: 30, max: nil),
    values: [
      30.000000033296434, 30.00033463833214, 30.011873653870605, 30.02307046782731, 30.076570337034944,
      30.229130430951397, 30.456540842461955,
    ]),
  Reference(
    distribution: .truncatedNormal(mean: 0, sd: 1, min: nil, max: -12),
    values: [
      -13.094221958175815, -12.375360275435732, -12.099243469091313, -12.057234557007263, -12.008717174922928,
      -12.00008280741538, -12.000000082766327,
    ]),
  Reference(
    distribution: .truncatedNormal(mean: 5, sd: 2, min: 4, max: 4.5),
    values: [
      4.000000526925672, 4.005265795562106, 4.1551881634128325, 4.25583442950978, 4.451873776783421, 4.499520214292726,
      4.49999952022867,
    ]),
  Reference(
    distribution: .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: nil, max: nil),
    values: [
      -3.501753556416484, 0.14394536222666363, 1.517972656774111, 2.0, 4.0, 8.675794824276776, 15.361374546800644,
    ]),
  Reference(
    distribution: .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: 0, max: nil),
    values: [
      0.02560005344316531, 0.4693287780783084, 1.530897960346832, 2.0, 4.0, 17.672075277185307, 156.2496738080689,
    ]),
  Reference(
    distribution: .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: nil, max: 5),
    values: [
      -4.680545321201664, 0.47571763348857604, 1.3754617667444968, 2.0, 4.0, 4.93076255600932, 4.998413932832348,
    ]),
  Reference(
    distribution: .quantiles(levels: [0.05, 0.25, 0.5, 0.75, 0.95], values: [1, 1.8, 2.5, 3.4, 6], min: 0, max: 20),
    values: [
      0.02754618238387612, 0.5883705910578767, 1.9460825747814157, 2.5, 4.740095931033447, 14.696356897851446,
      19.738201906348515,
    ]),
  Reference(
    distribution: .lognormal(mean: 1, sd: 0.5),
    values: [
      0.09470411689012534, 0.29805010297171175, 0.6981729195683624, 0.8944271909999159, 1.6385447242959015,
      3.850466878031602, 8.447362440705245,
    ]),
  Reference(
    distribution: .fittedGrowth(location: 0.01, scale: 0.02),
    values: [
      -0.08155061883890519, -0.03586789702667012, -0.00048789119652463663, 0.010050167084168058, 0.03627342349758163,
      0.07444542648106922, 0.11078668128330446,
    ]),
  Reference(
    distribution: .triangular(min: 0, mode: 1, max: 3),
    values: [
      0.0017320508075688772, 0.17320508075688773, 0.9486832980505138, 1.2679491924311228, 2.2254033307585166,
      2.9225403330758515, 2.9975505102571818,
    ]),
]

@Test(arguments: references)
func `quantiles match forty-digit values`(_ reference: Reference) {
  let distribution = reference.distribution
  #expect(distribution.problem() == nil)
  let sd = distribution.standardDeviation
  for (level, expected) in zip(levels, reference.values) {
    // A hundredth of the 1e-10 aimed at.
    #expect(abs(distribution.quantile(level) - expected) <= 1e-12 * max(abs(expected), sd), "level \(level)")
  }
}

private let extremeLevels = [0.001, 0.3, 0.5, 0.9, 0.999]

// scipy.special.gammaincinv and betaincinv (SciPy 1.17, Boost), whose own error is some 1e-14 of the value; 0 stands
// where they underflow.
let extremes: [Reference] = [
  Reference(
    distribution: .gamma(mean: 1, sd: 30),
    values: [0.0, 0.0, 5.983585485649821e-269, 3.328251167460193e-39, 272.1467864365134]),
  Reference(
    distribution: .gamma(mean: 1, sd: 0.0001),
    values: [0.9996910052676167, 0.9999475575321469, 0.9999999966666667, 1.0001281572976117, 1.0003090517292879]),
  Reference(
    distribution: .gamma(mean: 3, sd: 0.01),
    values: [2.969192647314034, 2.994747950162675, 2.9999888888962047, 3.0128226319557223, 3.030997342071635]),
  Reference(
    distribution: .beta(mean: 0.5, sd: 0.499), values: [0.0, 2.5518691388894498e-111, 0.49999999999999994, 1.0, 1.0]),
  Reference(
    distribution: .beta(mean: 1e-06, sd: 1e-08),
    values: [
      9.69382438302875e-07, 9.94731926225569e-07, 9.99966666897533e-07, 1.012836737346827e-06, 1.031187522163461e-06,
    ]),
  Reference(
    distribution: .beta(mean: 0.3, sd: 1e-05),
    values: [0.29996909821978934, 0.29999475594883956, 0.29999999993650794, 0.3000128155564426, 0.30003090286586614]),
  Reference(
    distribution: .beta(mean: 0.001, sd: 0.02),
    values: [0.0, 0.0, 5.1716181860475e-202, 1.5114930538458542e-31, 0.33091419334370925]),
]

@Test(arguments: extremes)
func `extreme shapes keep their accuracy`(_ reference: Reference) {
  let distribution = reference.distribution
  #expect(distribution.problem() == nil)
  for (level, expected) in zip(extremeLevels, reference.values) {
    let scale = max(abs(expected), distribution.standardDeviation)
    #expect(abs(distribution.quantile(level) - expected) <= 1e-11 * scale, "level \(level)")
  }
}

@Test func `simple quantile functions are exact`() {
  #expect(Distribution.uniform(min: -1, max: 3).quantile(0.25) == 0)
  #expect(Distribution.rounded(value: 10, to: 2).quantile(0.5) == 10)
  #expect(Distribution.rounded(value: 10, to: 2).support == (9, 11))
  #expect(Distribution.normal(mean: 3, sd: 2).quantile(0.5) == 3)
  let dice = Distribution.discrete(values: [3, 1, 2, 3], weights: [1, 2, 0, 1])
  #expect([0.1, 0.5, 0.51, 0.9].map(dice.quantile) == [1, 1, 3, 3])
  #expect(dice.support == (1, 3))
}

@Test func `a metalog passes through its points`() {
  let values = [1.0, 1.8, 2.5, 3.4, 6]
  let points = [0.05, 0.25, 0.5, 0.75, 0.95]
  for (min, max) in [(nil, nil), (0.5, nil), (nil, 9), (0, 20)] as [(Double?, Double?)] {
    let distribution = Distribution.quantiles(levels: points, values: values, min: min, max: max)
    if distribution.problem() != nil { continue }
    for (level, value) in zip(points, values) { #expect(abs(distribution.quantile(level) - value) < 1e-13 * 10) }
  }
}

@Test func `quantiles increase with their level`() {
  for reference in references {
    let values = (1..<400).map { reference.distribution.quantile(Double($0) / 400) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
  }
}
