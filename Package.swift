// swift-tools-version: 6.2

import PackageDescription

// The tree is the architecture: arrows go down only, and a target exists when it has a
// dependency, an audience or a boundary of its own that the compiler should police.
let package = Package(
    name: "isthmus",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "isthmus", targets: ["isthmus"]),
        .library(name: "Tokenization", targets: ["Tokenization"]),
        .library(name: "Corpora", targets: ["Corpora"]),
        .library(name: "Molecules", targets: ["Molecules"]),
        .library(name: "Checkpoints", targets: ["Checkpoints"]),
        .library(name: "SequenceModels", targets: ["SequenceModels", "Generation", "LatentSpace"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        // C and C++: opaque headers over the system's libraries, and our vector kernels.
        .systemLibrary(
            name: "ICU",
            path: "Sources/System/ICU",
            pkgConfig: "icu-i18n",
            providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]
        ),
        .systemLibrary(
            name: "LibXML2",
            path: "Sources/System/LibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]
        ),
        .target(name: "CICU", dependencies: ["ICU"]),
        .target(name: "CLibXML2", dependencies: ["LibXML2"]),
        .target(
            name: "CCompression",
            linkerSettings: [
                .linkedLibrary("z"), .linkedLibrary("bz2"), .linkedLibrary("lzma"),
                .linkedLibrary("zstd"),
            ]
        ),
        .target(name: "COneDNN", linkerSettings: [.linkedLibrary("dnnl")]),
        .target(name: "CKernels"),
        .target(name: "CByteScans"),
        .target(
            name: "CRDKit",
            exclude: ["SystemHeaders"],
            cxxSettings: [
                .headerSearchPath("SystemHeaders/Linux", .when(platforms: [.linux])),
                .headerSearchPath("SystemHeaders/Homebrew", .when(platforms: [.macOS])),
                .headerSearchPath("SystemHeaders/Homebrew/rdkit", .when(platforms: [.macOS])),
                .treatAllWarnings(as: .error),
            ],
            linkerSettings: [
                "ChemTransforms", "DataStructs", "Descriptors", "FileParsers", "Fingerprints",
                "GraphMol", "MolDraw2D", "MolStandardize", "RDGeneral", "SmilesParse",
            ].map { .linkedLibrary("RDKit\($0)") }
        ),

        // Files.
        .target(name: "DurableFiles"),
        .target(name: "JSONText"),

        // Pictures.
        .target(name: "Charts"),

        // Text.
        .target(name: "UnicodeText", dependencies: ["CICU"]),
        .target(name: "Markup", dependencies: ["CLibXML2"]),
        .target(name: "Tokenization", dependencies: ["JSONText", "UnicodeText"]),
        .target(
            name: "Corpora",
            dependencies: [
                "CByteScans", "CCompression", "DurableFiles", "Markup", "Molecules", "UnicodeText",
            ]
        ),

        // Domain.
        .target(name: "Molecules", dependencies: ["CRDKit"]),

        // Mathematics.
        .target(name: "Tensors", dependencies: ["CKernels", "COneDNN"]),
        .target(name: "Autodiff", dependencies: ["Tensors"]),
        .target(name: "NeuralNetworks", dependencies: ["Autodiff", "Tensors"]),

        // Models.
        .target(
            name: "SequenceModels",
            dependencies: ["Autodiff", "NeuralNetworks", "Tensors", "Tokenization"]
        ),

        // Uses.
        .target(
            name: "Checkpoints",
            dependencies: [
                "DurableFiles", "JSONText", "NeuralNetworks", "SequenceModels", "Tensors",
                "Tokenization", "UnicodeText",
            ]
        ),
        .target(
            name: "Training",
            dependencies: [
                "Autodiff", "Checkpoints", "DurableFiles", "JSONText", "NeuralNetworks",
                "SequenceModels",
                "Tensors", "Tokenization",
            ]
        ),
        .target(
            name: "Generation",
            dependencies: [
                "Autodiff", "NeuralNetworks", "SequenceModels", "Tensors", "Tokenization",
            ]
        ),
        .target(
            name: "LatentSpace",
            dependencies: [
                "Autodiff", "Generation", "NeuralNetworks", "SequenceModels", "Tensors",
                "Tokenization",
            ]
        ),
        .target(
            name: "Evaluation",
            dependencies: [
                "Autodiff", "Generation", "LatentSpace", "Molecules", "NeuralNetworks",
                "SequenceModels",
                "Tensors", "Tokenization", "UnicodeText",
            ]
        ),

        // The tool: parse arguments, call one function, print.
        .executableTarget(
            name: "isthmus",
            dependencies: [
                "Autodiff", "Charts", "Checkpoints", "Corpora", "DurableFiles", "Evaluation",
                "Generation",
                "JSONText", "LatentSpace", "Markup", "Molecules", "NeuralNetworks",
                "SequenceModels", "Tensors",
                "Tokenization", "Training", "UnicodeText",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // Tests: a folder for each target.
        .testTarget(name: "UnicodeTextTests", dependencies: ["UnicodeText"]),
        .testTarget(
            name: "TokenizationTests",
            dependencies: ["JSONText", "Tokenization", "UnicodeText"],
            exclude: ["Fixtures", "Golden"]
        ),
        .testTarget(name: "DurableFilesTests", dependencies: ["DurableFiles"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText"]),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"]),
        .testTarget(
            name: "CorporaTests",
            dependencies: ["Corpora", "DurableFiles", "Molecules", "UnicodeText"],
            exclude: ["Fixtures"]
        ),
        .testTarget(name: "MoleculesTests", dependencies: ["Molecules"], exclude: ["Golden"]),
        .target(
            name: "EngineLaws",
            dependencies: ["Autodiff", "DurableFiles", "JSONText", "Tensors"],
            path: "Tests/EngineLaws"
        ),
        .testTarget(name: "TensorsTests", dependencies: ["CKernels", "EngineLaws", "Tensors"]),
        .testTarget(name: "AutodiffTests", dependencies: ["Autodiff", "EngineLaws", "Tensors"]),
        .testTarget(
            name: "NeuralNetworksTests",
            dependencies: ["Autodiff", "EngineLaws", "JSONText", "NeuralNetworks", "Tensors"],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "SequenceModelsTests",
            dependencies: [
                "Autodiff", "EngineLaws", "JSONText", "NeuralNetworks", "SequenceModels", "Tensors",
                "Tokenization",
            ]
        ),
        .testTarget(
            name: "CheckpointsTests",
            dependencies: [
                "Autodiff", "Checkpoints", "DurableFiles", "JSONText", "NeuralNetworks",
                "SequenceModels", "Tensors", "Tokenization",
            ],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "TrainingTests",
            dependencies: [
                "Autodiff", "Checkpoints", "DurableFiles", "JSONText", "NeuralNetworks",
                "SequenceModels", "Tensors", "Tokenization", "Training", "isthmus",
            ]
        ),
        .target(
            name: "TinyModels",
            dependencies: [
                "Autodiff", "NeuralNetworks", "SequenceModels", "Tensors", "Tokenization",
            ],
            path: "Tests/TinyModels"
        ),
        .testTarget(
            name: "GenerationTests",
            dependencies: ["Generation", "SequenceModels", "Tensors", "TinyModels", "Tokenization"]
        ),
        .testTarget(
            name: "LatentSpaceTests",
            dependencies: [
                "LatentSpace", "SequenceModels", "Tensors", "TinyModels", "Tokenization",
            ]
        ),
        .testTarget(
            name: "EvaluationTests",
            dependencies: ["Evaluation", "SequenceModels", "Tensors", "TinyModels", "Tokenization"]
        ),
        .testTarget(name: "isthmusTests", dependencies: ["isthmus"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu11,
    cxxLanguageStandard: .cxx17
)

for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .treatAllWarnings(as: .error),
        ]
    target.cSettings = (target.cSettings ?? []) + [.treatAllWarnings(as: .error)]
}
