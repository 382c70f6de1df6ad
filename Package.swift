// swift-tools-version: 6.2
import PackageDescription

/// The manners every room of the house keeps: Swift 6 mode, explicit existentials, imports that do not leak,
/// strict memory safety, and no warning left standing.
let manners: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: manners)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, resources: resources,
    swiftSettings: manners)
}

let package = Package(
  name: "TalentSupply",
  products: [
    .library(name: "TalentSupply", targets: ["TalentSupply"]),
    .executable(name: "talent", targets: ["talent"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLAPACK", providers: [.apt(["liblapack-dev"])]),
    room("LinearAlgebra", ["CLAPACK"]),
    room("Randomness", ["LinearAlgebra"]),
    room("StockFlow", ["Randomness"]),
    room("ScenarioFiles", ["StockFlow", "Randomness", .product(name: "Yams", package: "Yams")]),
    room("Calibration", ["StockFlow", "Randomness"]),
    room("Ensembles", ["StockFlow", "Randomness", "LinearAlgebra"]),
    room("Reports", ["StockFlow", "Ensembles", "Calibration"]),
    room("TalentSupply", ["StockFlow", "ScenarioFiles", "Calibration", "Ensembles", "Randomness", "LinearAlgebra"]),
    .executableTarget(
      name: "talent",
      dependencies: [
        "TalentSupply", "ScenarioFiles", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: manners),
    tests(of: "LinearAlgebra"),
    tests(of: "Randomness"),
    tests(of: "StockFlow", ["Randomness"]),
    tests(of: "ScenarioFiles", ["StockFlow"]),
    tests(of: "Calibration", ["StockFlow", "Randomness"]),
    tests(of: "Ensembles", ["StockFlow", "Randomness"]),
    tests(of: "Reports", ["StockFlow", "Ensembles"]),
    .testTarget(name: "EndToEndTests", dependencies: ["TalentSupply"], exclude: ["Fixtures"], swiftSettings: manners),
  ]
)
