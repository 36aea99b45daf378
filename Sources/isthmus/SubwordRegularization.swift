import Tensors
import Tokenization
import Training

/// Cuts the sequences of a training anew in every step, each in a way that is drawn.
struct SubwordRegularization {
    private let tokenizer: Tokenizer
    private let sequences: TrainSequences
    private let configuration: TrainingConfiguration

    /// What the settings ask for, nil for nothing.
    ///
    /// - Throws: A `ToolError` when the tokenizer knows no draws.
    init?(
        _ configuration: TrainingConfiguration,
        _ tokenizer: Tokenizer,
        _ sequences: TrainSequences
    ) throws {
        let amount = configuration.data.subwordSampling
        guard amount > 0 else { return nil }
        let drawing =
            (amount <= 1 ? tokenizer.sampling(.dropout(amount)) : nil)
            ?? tokenizer.sampling(.exponent(amount))
        guard let drawing else {
            throw ToolError.usage(
                "data.subword_sampling=\(amount): the tokenizer is neither a byte-pair encoding, "
                    + "for which it is 1 at most, nor a unigram model"
            )
        }
        self.tokenizer = drawing
        self.sequences = sequences
        self.configuration = configuration
    }

    /// The sequences at some places as a step has them; where a draw is longer than sequences may
    /// be, the sequence as it is.
    func draw(_ places: [Int], step: Int) -> TokenBatch {
        var generator = SeededGenerator(
            seed: UInt64(configuration.training.seed),
            stream: RandomStream.subwords.stream(at: UInt64(step))
        )
        return TokenBatch(
            places.map { place in
                let drawn = tokenizer.sampledIDs(of: sequences.texts[place], using: &generator)
                let isFit = 1...configuration.data.maximumLength ~= drawn.count
                return isFit ? drawn : Array(sequences.training[place])
            }
        )
    }
}
