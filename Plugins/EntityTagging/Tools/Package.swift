// swift-tools-version: 6.2
import PackageDescription

// Development tools of the plugin, in a package of their own so that no user builds them.
let package = Package(
    name: "entity-tools",
    dependencies: [.package(name: "dragoman", path: "../../..")],
    targets: [
        .executableTarget(
            name: "train", dependencies: [.product(name: "EntityTagging", package: "dragoman")], path: "train",
            swiftSettings: [.unsafeFlags(["-Ounchecked"])])
    ])
