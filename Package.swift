// swift-tools-version: 6.2
import PackageDescription

// One block for every Swift target: what the compiler can check, it checks.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A Swift target of the project, under `Sources/` unless `path` says otherwise.
func library(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, path: path, resources: resources, swiftSettings: strict)
}

/// A plugin's library, under `Plugins/<name>/Sources/<name>`.
func plugin(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    library(name, path: "Plugins/\(name)/Sources/\(name)", ["ArticleAnalysis"] + dependencies, resources: resources)
}

/// The tests of one target, under `Tests/` or beside their plugin.
func tests(of name: String, path: String? = nil, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, path: path, swiftSettings: strict)
}

func pluginTests(of name: String) -> Target {
    tests(of: name, path: "Plugins/\(name)/Tests/\(name)Tests", [.byName(name: name), "ArticleAnalysis", "AnalyzerTesting"])
}

let package = Package(
    name: "dragoman",
    products: [
        .executable(name: "dragoman", targets: ["dragoman"]),
        // For packages that add analyzers of their own: see Examples/Newsroom.
        .library(name: "Dragoman", targets: ["DragomanCommand"]),
        .library(name: "ArticleAnalysis", targets: ["ArticleAnalysis"]),
        .library(name: "AnalyzerTesting", targets: ["AnalyzerTesting"]),
        .library(name: "LanguageDetection", targets: ["LanguageDetection"]),
        .library(name: "EntityTagging", targets: ["EntityTagging"]),
        .library(name: "Translation", targets: ["Translation"]),
    ],
    targets: [
        // PostgreSQL
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        library("PostgresClient", ["CLibpq"]),
        library("PrivatePostgres"),
        library("JobQueue", ["PostgresClient"]),

        // Analysis
        library("ArticleAnalysis"),
        library("AnalyzerTesting", ["ArticleAnalysis"]),
        .target(name: "CLanguageModel", path: "Plugins/LanguageDetection/Sources/CLanguageModel", exclude: ["model.bin"]),
        plugin("LanguageDetection", ["CLanguageModel"]),
        .target(name: "CEntityTables", path: "Plugins/EntityTagging/Sources/CEntityTables"),
        .target(name: "CPlaceTable", path: "Plugins/EntityTagging/Sources/CPlaceTable", exclude: ["places.bin"]),
        .target(
            name: "CTaggerModel", path: "Plugins/EntityTagging/Sources/CTaggerModel",
            exclude: ["ar", "da-sv", "de", "en", "pt", "ru", "sr", "zh"].map { "\($0).bin" }),
        .target(name: "CLinkTable", path: "Plugins/EntityTagging/Sources/CLinkTable", exclude: ["links.bin"]),
        plugin("EntityTagging", ["CEntityTables", "CPlaceTable", "CLinkTable", "CTaggerModel"]),
        plugin("Translation"),

        // The worker and its command line
        library("WorkerRuntime", ["ArticleAnalysis", "JobQueue"]),
        // A C target rather than a system library: Swift cannot call the varargs of MHD_start_daemon.
        .target(name: "CMicrohttpd", linkerSettings: [.linkedLibrary("microhttpd")]),
        library("HealthEndpoint", ["CMicrohttpd"]),
        library(
            "DragomanCommand",
            ["ArticleAnalysis", "HealthEndpoint", "JobQueue", "PostgresClient", "PrivatePostgres", "WorkerRuntime"]),
        .executableTarget(
            name: "dragoman",
            dependencies: ["DragomanCommand", "LanguageDetection", "EntityTagging", "Translation"],
            swiftSettings: strict),

        // Tests
        tests(of: "PostgresClient", ["PostgresClient", "PrivatePostgres"]),
        tests(of: "JobQueue", ["JobQueue", "PostgresClient", "PrivatePostgres"]),
        tests(of: "ArticleAnalysis", ["ArticleAnalysis", "AnalyzerTesting"]),
        tests(of: "WorkerRuntime", ["WorkerRuntime", "ArticleAnalysis", "JobQueue"]),
        tests(of: "HealthEndpoint", ["HealthEndpoint"]),
        // Help pages as they should be are read as files, and no target.
        .testTarget(
            name: "DragomanCommandTests",
            dependencies: ["DragomanCommand", "HealthEndpoint", "WorkerRuntime", "JobQueue", "ArticleAnalysis"],
            exclude: ["Snapshots"], swiftSettings: strict),
        pluginTests(of: "LanguageDetection"),
        pluginTests(of: "EntityTagging"),
        pluginTests(of: "Translation"),
        .executableTarget(
            name: "TestWorker", dependencies: ["DragomanCommand", "ArticleAnalysis"], path: "Tests/TestWorker", swiftSettings: strict),
        .testTarget(
            name: "ChaosTests", dependencies: ["TestWorker", "JobQueue", "PostgresClient", "PrivatePostgres"],
            exclude: ["storm", "Harness/wrong_clock.c"], swiftSettings: strict),
        .executableTarget(
            name: "Benchmark", dependencies: ["JobQueue", "PostgresClient", "PrivatePostgres"], path: "Tests/Benchmark",
            swiftSettings: strict),
        tests(of: "EndToEnd", ["dragoman", "TestWorker", "PostgresClient", "PrivatePostgres"]),
    ],
    cxxLanguageStandard: .cxx17
)
