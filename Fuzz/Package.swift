// swift-tools-version: 6.2

import PackageDescription

// Hostile input for the readers of Isthmus, by libFuzzer. A package of its own, because it is built
// with sanitizers (see run.sh) and by nobody who only wants the tool.
let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "isthmus", path: "..")],
    targets: [
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                .product(name: "Checkpoints", package: "isthmus"),
                .product(name: "Corpora", package: "isthmus"),
                .product(name: "Molecules", package: "isthmus"),
                .product(name: "Tokenization", package: "isthmus"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
