// swift-tools-version: 6.2
import PackageDescription

let talent: [Target.Dependency] = [
  .product(name: "TalentSupply", package: "TalentSupply"), .product(name: "TalentKernels", package: "TalentSupply"),
]

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "TalentSupply", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // One job as a whole, beside the peers: `Benchmarks/compare` runs it.
    .executableTarget(name: "job", dependencies: talent),
    // The kernels and the reference jobs: `swift package --package-path Benchmarks benchmark`.
    .executableTarget(
      name: "Kernels", dependencies: talent + [.product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/Kernels", plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
