// swift-tools-version: 6.2
import PackageDescription

// Development tools of the plugin, in a package of their own so that no user builds them.
let package = Package(
    name: "language-tools",
    dependencies: [.package(name: "dragoman", path: "../../..")],
    targets: [
        .executableTarget(
            name: "measure",
            dependencies: [
                .product(name: "LanguageDetection", package: "dragoman"), .product(name: "ArticleAnalysis", package: "dragoman"),
            ],
            path: "measure"),
        .executableTarget(
            name: "train", dependencies: [.product(name: "LanguageDetection", package: "dragoman")], path: "train",
            swiftSettings: [.unsafeFlags(["-Ounchecked"])]),
    ])
