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

    /// The draws from a tokenizer.
    ///
    /// - Parameters:
    ///   - tokenizer: The tokenizer.
    ///   - best: Among how many of the most probable ways is drawn, nil for all.
    ///   - path: The tokenizer's file, for the error.
    /// - Returns: What lines are drawn with, nil when no draws are wanted.
    /// - Throws: A `ToolError` when its model knows no such draws.
    func draws(from tokenizer: Tokenizer, best: Int?, path: String) throws -> Draws? {
        let way =
            dropout.map(SubwordSampling.dropout) ?? exponent.map { .exponent($0, best: best) }
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

    /// What lines are drawn with.
    struct Draws {
        let pipeline: TokenizationPipeline
        let seed: UInt64

        /// The tokens of a line, which depend on the seed and its number besides its text.
        func encoding(of line: LineText, addingSpecialTokens: Bool) -> Encoding {
            var generator = SeededGenerator(seed: seed, stream: UInt64(line.number))
            return pipeline.sample(
                line.text,
                addingSpecialTokens: addingSpecialTokens,
                using: &generator
            )
        }
    }
}
