import Ensembles
import Randomness
import StockFlow

// A program for the tests that compare instruction sets and count instructions:
//
//     KernelProbe bytes            digests of every kernel's numbers, one a line
//     KernelProbe WORK N           N units of one kernel's work and nothing else

let arguments = CommandLine.arguments.dropFirst()
let count = Int(arguments.dropFirst().first ?? "") ?? 0
switch arguments.first {
case "bytes": printDigests()
case "scores": blackHole(scores(.random, batches: count))
case "latin": blackHole(scores(.latin, batches: count))
case "sobol": blackHole(scores(.sobol, batches: count))
case "values": blackHole(values(of: .pert(min: 0.3, mode: 0.5, max: 0.9), batches: count))
case "triangles": blackHole(values(of: .triangular(min: 0, mode: 1, max: 3), batches: count))
case "balance": blackHole(balance(batches: count))
case "transfers": blackHole(transfers(batches: count))
case "quantiles": blackHole(quantiles(blocks: count))
default: print("usage: KernelProbe bytes | scores|latin|sobol|values|triangles|balance|transfers|quantiles N")
}
