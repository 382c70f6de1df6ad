import Randomness

/// Collects the parameters of a scenario as coefficients by year and draws.
struct ParameterCompiler {
  /// The first and last year any coefficient is asked for.
  let years: ClosedRange<Year>
  private(set) var parameters: ParameterTable
  private(set) var uncertain: [UncertainParameter] = []
  private(set) var draws: [Draw] = []
  /// The first uncertain part of each parameter, the one correlations concern.
  private(set) var firstDraw: [ParameterAddress: Int] = [:]
  /// Where each written parameter stands.
  private(set) var index: [ParameterAddress: Int] = [:]

  /// - Parameter expected: about how many parameters there will be.
  init(years: ClosedRange<Year>, expected: Int) {
    self.years = years
    parameters = ParameterTable(firstYear: years.lowerBound)
    index.reserveCapacity(expected)
  }

  /// Index of the parameter; `nil` where it is not written.
  mutating func add(_ value: ParameterValue?, at address: ParameterAddress) -> Int? {
    value.map { add($0, at: address) }
  }

  mutating func add(_ value: ParameterValue, at address: ParameterAddress) -> Int {
    let base = add(base: value.base, at: address)
    let times = part(value.times, otherwise: 1, named: "\(address).times", at: address)
    let plus = part(value.plus, otherwise: 0, named: "\(address).plus", at: address)
    let factors = [base.draw, times.draw].compactMap { $0 }
    // Plain numbers, as most parameters are, stay as they are.
    var coefficients = times.constant == 1 ? base.coefficients : base.coefficients.map { $0 * times.constant }
    let added = value.addition.map { addition in years.map { addition.amount(in: $0) } }
    var uncertainIndex: Int?
    if factors.isEmpty && plus.draw == nil {
      coefficients = coefficients.map { $0 + plus.constant }
      if let added {
        coefficients = zip(years, added).map { coefficients[min($0 - years.lowerBound, coefficients.count - 1)] + $1 }
      }
    } else {
      uncertainIndex = uncertain.count
      uncertain.append(
        UncertainParameter(
          factor: factors.first, secondFactor: factors.dropFirst().first, addend: plus.draw, constant: plus.constant))
    }
    let place = parameters.add(coefficients, uncertain: uncertainIndex, added: uncertainIndex == nil ? nil : added)
    index[address] = place
    return place
  }

  /// A parameter that follows given values and is certain.
  mutating func add(path: TimePath) -> Int {
    parameters.add(years.map { path.value(in: $0) }, uncertain: nil)
  }

  private mutating func add(base: ParameterValue.Base, at address: ParameterAddress) -> (
    coefficients: [Double], draw: Int?
  ) {
    switch base {
    case .number(let figure): return ([figure.value], nil)  // one coefficient serves every year
    case .path(let path): return (years.map { path.value(in: $0) }, nil)
    case .distribution(let distribution) where distribution.isCertain: return ([distribution.mean], nil)
    case .distribution(let distribution): return ([1], draw(distribution, named: address.description, at: address))
    case .trend(let trend):
      // Its central course stands behind all others.
      let numbers = trend.courses.indices.map(Double.init)
      let law = Distribution.discrete(values: numbers, weights: trend.courses.map(\.weight))
      return ([1], draw(law, named: address.description, at: address, central: Double(trend.courses.count)))
    case .fit: preconditionFailure("\(address) is still to be fitted; calibrate the scenario before compiling it")
    }
  }

  private mutating func part(
    _ part: ParameterValue.Part?, otherwise: Double, named name: @autoclosure () -> String, at address: ParameterAddress
  ) -> (constant: Double, draw: Int?) {
    switch part {
    case nil: (otherwise, nil)
    case .number(let number): (number, nil)
    case .distribution(let distribution) where distribution.isCertain: (distribution.mean, nil)
    case .distribution(let distribution): (otherwise, draw(distribution, named: name(), at: address))
    }
  }

  private mutating func draw(
    _ distribution: Distribution, named name: String, at address: ParameterAddress, central: Double? = nil
  ) -> Int {
    draws.append(Draw(name: name, distribution: distribution, central: central ?? distribution.mean))
    let index = draws.count - 1
    if firstDraw[address] == nil { firstDraw[address] = index }
    return index
  }
}
