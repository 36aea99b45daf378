import ArgumentParser
import Tensors
import Tokenization

/// Whether one of the ways to cut a line into tokens is drawn.
struct SamplingArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Pass merges of a byte-pair encoding over with this probability.",
            valueName: "p"
        )
    )
    var dropout: Double?

    @Option(
        name: .customLong("sampling"),
        help: ArgumentHelp(
            "Draw ways of a unigram model by their probability to this power.",
            valueName: "alpha"
        )
    )
    var exponent: Double?

    @OptionGroup var seed: SeedOption

    func validate() throws {
        if let dropout, !(0...1 ~= dropout) {
            throw ValidationError("--dropout \(dropout): it must be a number from 0 to 1")
        }
        if let exponent, !(exponent >= 0 && exponent.isFinite) {
            throw ValidationError("--sampling \(exponent): it must be a number from 0")
        }
        if dropout != nil, exponent != nil {
            throw ValidationError("--dropout and --sampling are for different models; use one")
        }
    }

    /// The draws from a tokenizer, nil when none are wanted.
    ///
    /// - Throws: A `ToolError` when its model knows no such draws.
    func draws(from tokenizer: Tokenizer, path: String) throws -> Draws? {
        let way = dropout.map(SubwordSampling.dropout) ?? exponent.map(SubwordSampling.exponent)
        guard let way else { return nil }
        guard let pipeline = tokenizer.pipeline?.sampling(way) else {
            throw ToolError.usage(
                dropout != nil
                    ? "--dropout: \(path) is no byte-pair encoding"
                    : "--sampling: \(path) is no unigram model"
            )
        }
        return Draws(pipeline: pipeline, seed: seed.seed)
    }

    /// Tokens of lines, drawn; those of a line depend on the seed and its number only.
    struct Draws {
        let pipeline: TokenizationPipeline
        let seed: UInt64

        func ids(of text: String, line: Int) -> [TokenID] {
            var generator = SeededGenerator(seed: seed, stream: UInt64(line))
            return pipeline.sampledIDs(of: text, using: &generator)
        }
    }
}
