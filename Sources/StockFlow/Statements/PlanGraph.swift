import Foundation

/// A statement's formula over the plan's figures: every figure once, so that one that enters twice moves together.
///
/// Nodes stand in an order in which operands come before what is made of them.
struct PlanGraph {
  /// Index of a node.
  typealias Node = Int

  enum Operation {
    case figure(Figure)
    /// Σ weight × operand + constant.
    case linear([(node: Node, weight: Double)], constant: Double)
    case product([Node])
    case quotient(Node, Node)
    /// operand ^ exponent.
    case power(Node, exponent: Double)
  }

  private var operations: [Operation] = []

  mutating func add(_ operation: Operation) -> Node {
    operations.append(operation)
    return operations.count - 1
  }

  func value(of node: Node) -> Double { values(upTo: node) { _, figure in figure.value }[node] }

  /// The least and the greatest value that the rounding of the figures allows, each ± half a unit of its last digit;
  /// `nil` without a finite value.
  ///
  /// The formulas of statements are monotone in each figure by itself over widths as small as a rounding, so the
  /// extremes lie where every figure is moved by the sign of its derivative. O(nodes).
  func range(of node: Node) -> ClosedRange<Double>? {
    let centre = values(upTo: node) { _, figure in figure.value }
    guard centre[node].isFinite else { return nil }
    let slopes = slopes(of: node, at: centre)
    let ends = [-0.5, 0.5].map { half in
      values(upTo: node) { index, figure in
        figure.value + (slopes[index] < 0 ? -half : half) * figure.lastDigit
      }[node]
    }
    let finite = (ends + [centre[node]]).filter(\.isFinite)
    guard let least = finite.min(), let greatest = finite.max() else { return nil }
    return least...greatest
  }

  private func values(upTo last: Node, figure: (Node, Figure) -> Double) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(last + 1)
    for (index, operation) in operations[...last].enumerated() {
      let value =
        switch operation {
        case .figure(let written): figure(index, written)
        case .linear(let terms, let constant): terms.reduce(constant) { $0 + $1.weight * values[$1.node] }
        case .product(let factors): factors.reduce(1) { $0 * values[$1] }
        case .quotient(let top, let bottom): values[top] / values[bottom]
        case .power(let base, let exponent): pow(values[base], exponent)
        }
      values.append(value)
    }
    return values
  }

  /// The derivative of a node with respect to every node before it (reverse accumulation).
  private func slopes(of last: Node, at values: [Double]) -> [Double] {
    var slopes = [Double](repeating: 0, count: last + 1)
    slopes[last] = 1
    for index in (0...last).reversed() where slopes[index] != 0 {
      let slope = slopes[index]
      switch operations[index] {
      case .figure: break
      case .linear(let terms, _): for term in terms { slopes[term.node] += slope * term.weight }
      case .product(let factors):
        for (position, factor) in factors.enumerated() {
          let others = factors.enumerated().reduce(1) { $1.offset == position ? $0 : $0 * values[$1.element] }
          slopes[factor] += slope * others
        }
      case .quotient(let top, let bottom):
        slopes[top] += slope / values[bottom]
        slopes[bottom] -= slope * values[top] / (values[bottom] * values[bottom])
      case .power(let base, let exponent):
        slopes[base] += slope * exponent * pow(values[base], exponent - 1)
      }
    }
    return slopes
  }
}
