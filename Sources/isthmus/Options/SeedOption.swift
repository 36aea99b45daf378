import ArgumentParser
import Tensors

/// The seed of everything random in a command.
struct SeedOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The same seed and number of threads give the same output.",
            valueName: "s"
        )
    )
    var seed: UInt64 = 1

    /// The generator that the seed starts.
    var generator: SeededGenerator { SeededGenerator(seed: seed) }
}
