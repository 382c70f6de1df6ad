// swift-tools-version: 6.2
import PackageDescription

/// The instruction set everything is compiled for: that of the machine, or what TALENT_CPU names (`x86-64`, `x86-64-v3`).
/// The bytes of every result are the same; without fused multiply-add in hardware they come slowly.
let cpu = Context.environment["TALENT_CPU"] ?? "native"
#if arch(x86_64)
  let instructionSet = ["-march=\(cpu)"]
#else
  let instructionSet: [String] = []
#endif

/// The program carries Swift's libraries, instead of having twenty files found and joined at every start, and lies where it
/// was linked to lie: together 6 ms of every run. TALENT_LINKING=dynamic is for toolchains without these archives.
///
/// Only the program is linked so. What is compiled for it is compiled as for the tests, and therefore does not name the
/// archives that Foundation's own need.
#if os(Linux)
  let archives = ["CoreFoundation", "_FoundationICU", "_FoundationCShims", "_FoundationCollections"]
  let linking: [LinkerSetting] =
    Context.environment["TALENT_LINKING"] == "dynamic"
    ? []
    : [.unsafeFlags(["-static-stdlib", "-Xclang-linker", "-no-pie"])] + archives.map { .linkedLibrary($0) }
#else
  let linking: [LinkerSetting] = []
#endif

/// The manners every room of the house keeps: Swift 6 mode, explicit existentials, imports that do not leak,
/// strict memory safety, and no warning left standing.
let manners: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .unsafeFlags(instructionSet.flatMap { ["-Xcc", $0] }),
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
    // The rooms below the verbs, for programs that measure them.
    .library(name: "TalentKernels", targets: ["Randomness", "StockFlow", "Ensembles"]),
    .executable(name: "talent", targets: ["talent"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLAPACK", providers: [.apt(["liblapack-dev"])]),
    .target(name: "CLanes", cSettings: [.unsafeFlags(instructionSet)], linkerSettings: [.linkedLibrary("m")]),
    room("LinearAlgebra", ["CLAPACK"]),
    room("Digests"),
    room("Randomness", ["LinearAlgebra", "CLanes"]),
    room("StockFlow", ["Randomness", "CLanes"]),
    room("ScenarioFiles", ["StockFlow", "Randomness", "Digests", .product(name: "Yams", package: "Yams")]),
    room("Calibration", ["StockFlow", "Randomness", "LinearAlgebra"]),
    room("Ensembles", ["StockFlow", "Randomness", "LinearAlgebra", "CLanes"]),
    room("SensitivityAnalysis", ["Randomness", "LinearAlgebra"]),
    room(
      "Planning",
      ["StockFlow", "Ensembles", "Calibration", "SensitivityAnalysis", "Randomness", "LinearAlgebra"]),
    room("Charts"),
    room("Workbooks"),
    room(
      "Reports",
      [
        "Planning", "SensitivityAnalysis", "StockFlow", "Ensembles", "Calibration", "Randomness", "Digests", "Charts",
        "Workbooks",
      ]),
    room(
      "TalentSupply",
      [
        "StockFlow", "ScenarioFiles", "Calibration", "Ensembles", "Planning", "SensitivityAnalysis", "Randomness",
        "LinearAlgebra",
      ]),
    .executableTarget(
      name: "talent",
      dependencies: [
        "TalentSupply", "ScenarioFiles", "Reports", "Ensembles", "Randomness", "StockFlow", "Calibration", "Planning",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: manners, linkerSettings: linking),
    tests(of: "Digests"),
    tests(of: "LinearAlgebra"),
    tests(of: "Randomness"),
    tests(of: "StockFlow", ["Randomness"]),
    tests(of: "ScenarioFiles", ["StockFlow"]),
    tests(of: "Calibration", ["StockFlow", "Randomness", "LinearAlgebra"]),
    tests(of: "Ensembles", ["StockFlow", "Randomness"]),
    tests(of: "SensitivityAnalysis", ["Randomness", "LinearAlgebra"]),
    tests(of: "Workbooks"),
    .testTarget(name: "ChartsTests", dependencies: ["Charts"], exclude: ["Fixtures"], swiftSettings: manners),
    tests(of: "Planning", ["Ensembles", "SensitivityAnalysis", "StockFlow", "Randomness", "LinearAlgebra"]),
    tests(of: "Reports", ["StockFlow", "Ensembles", "TalentSupply", "Planning", "Charts", "Digests"]),
    .executableTarget(
      name: "KernelProbe", dependencies: ["Ensembles", "StockFlow", "Randomness"], path: "Tests/KernelProbe",
      swiftSettings: manners),
    .testTarget(name: "EndToEndTests", dependencies: ["TalentSupply"], exclude: ["Fixtures"], swiftSettings: manners),
  ]
)
