// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "newsroom",
    dependencies: [
        // A package of your own names a version: .package(url: "https://…/dragoman.git", from: "0.1.0")
        .package(name: "dragoman", path: "../..")
    ],
    targets: [
        .target(name: "ReadingTime", dependencies: [.product(name: "ArticleAnalysis", package: "dragoman")]),
        .executableTarget(
            name: "newsroom",
            dependencies: [
                "ReadingTime",
                .product(name: "Dragoman", package: "dragoman"),
                .product(name: "LanguageDetection", package: "dragoman"),
                .product(name: "EntityTagging", package: "dragoman"),
            ]),
        .testTarget(
            name: "ReadingTimeTests",
            dependencies: [
                "ReadingTime",
                .product(name: "ArticleAnalysis", package: "dragoman"),
                .product(name: "AnalyzerTesting", package: "dragoman"),
            ]),
    ]
)
