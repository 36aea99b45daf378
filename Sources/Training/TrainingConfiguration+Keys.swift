package import Checkpoints
internal import SequenceModels
internal import Tensors

extension TrainingConfiguration {
    /// Every setting, with its documentation, in the order in which it is shown.
    package static let table = ConfigurationTable<TrainingConfiguration>(
        SequenceVAE.Configuration.keys.map { $0.nested(in: \.model, prefix: "model") }
            + Objective.keys.map { $0.nested(in: \.objective, prefix: "objective") }
            + Optimizer.keys.map { $0.nested(in: \.optimizer, prefix: "optimizer") }
            + Data.keys.map { $0.nested(in: \.data, prefix: "data") }
            + Limits.keys.map { $0.nested(in: \.training, prefix: "training") }
            + Checkpoint.keys.map { $0.nested(in: \.checkpoint, prefix: "checkpoint") }
    )
}

extension TrainingConfiguration.Objective {
    static let keys: [ConfigurationKey<Self>] = [
        .choice("schedule", \.schedule, "how beta, the weight of the divergence, rises"),
        .number("beta_start", \.betaStart, 0...1000, "beta at the start of the schedule"),
        .number("beta", \.beta, 0...1000, "beta at the end; 1 is the evidence lower bound"),
        .number("warmup", \.warmup, 0...1, "part of the training, or a cycle, that beta rises for"),
        .integer("cycles", \.cycles, 1...1000, "cycles of a cyclical schedule"),
        .number("free_bits", \.freeBits, 0...10_000, "nats a sequence that cost nothing"),
        .number("word_dropout", \.wordDropout, 0...0.99, "decoder inputs replaced by <unk>"),
        .number("input_dropout", \.inputDropout, 0...0.99, "dropout of the decoder's input"),
        .number("output_dropout", \.outputDropout, 0...0.99, "dropout of the decoder's output"),
    ]
}

extension TrainingConfiguration.Optimizer {
    static let keys: [ConfigurationKey<Self>] = [
        .number("learning_rate", \.learningRate, 0...10, "highest learning rate"),
        .choice("schedule", \.schedule, "how the learning rate falls"),
        .integer("warmup_steps", \.warmupSteps, 0...1_000_000, "steps it rises from zero"),
        .number("final_fraction", \.finalFraction, 0...1, "part of it left at the end"),
        .number("beta1", \.beta1, 0...0.9999, "Adam: decay of the mean of gradients"),
        .number("beta2", \.beta2, 0...0.99999, "Adam: decay of the mean of squares"),
        .number("epsilon", \.epsilon, 0...1, "Adam: added to the denominator"),
        .number("weight_decay", \.weightDecay, 0...1, "AdamW: decay of the weights"),
        .boolean("sparse_embeddings", \.isSparse, "Adam leaves tokens alone that a batch lacks"),
        .number(
            "clip_norm",
            \.clipNorm,
            0...1_000_000,
            "norm that gradients are clipped to; 0: none"
        ),
    ]
}

extension TrainingConfiguration.Data {
    static let keys: [ConfigurationKey<Self>] = [
        .choice("kind", \.kind, "what the sequences are"),
        .text(
            "tokenizer",
            \.tokenizer,
            "word, whitespace, char, smiles, smiles-bpe, selfies, bpe, byte-bpe, unigram, wordpiece, "
                + "or a file"
        ),
        .text("pattern", \.pattern, "how text is cut for a .tiktoken file: cl100k, o200k, ..."),
        .integer("vocabulary_size", \.vocabularySize, 0...10_000_000, "largest vocabulary; 0: any"),
        .integer("minimum_count", \.minimumCount, 1...1_000_000_000, "rarer tokens are unknown"),
        .choice("normalize", \.form, "form of Unicode that text is brought into"),
        .boolean("latinize", \.isLatinized, "every script is written in Latin letters"),
        .boolean("strip_accents", \.isStrippedOfAccents, "accents are taken off letters"),
        .boolean("lowercase", \.isLowercased, "words are turned to lower case"),
        .boolean("fold_case", \.isCaseFolded, "case is folded for comparison"),
        .text("locale", \.locale, "language of sentences, words and cases, such as fr"),
        .integer("max_length", \.maximumLength, 1...100_000, "longer sequences are left out"),
        .number("validation_fraction", \.validationFraction, 0...0.9, "part held out"),
        .number(
            "subword_sampling",
            \.subwordSampling,
            0...10,
            "BPE: part of the merges dropped; unigram: exponent of the draws; 0: none"
        ),
        .integer("batch_size", \.batchSize, 1...65536, "sequences a step"),
    ]
}

extension TrainingConfiguration.Limits {
    static let keys: [ConfigurationKey<Self>] = [
        .integer("epochs", \.epochs, 1...1_000_000, "passes over the corpus"),
        .integer("max_steps", \.maximumSteps, 0...1_000_000_000, "steps at most; 0: as epochs say"),
        .integer("patience", \.patience, 0...1_000_000, "validations without gain before stopping"),
        .integer("seed", \.seed, 0...Int.max, "seed of everything random"),
        .choice("precision", \.precision, "operands of the large products"),
    ]
}

extension TrainingConfiguration.Checkpoint {
    static let keys: [ConfigurationKey<Self>] = [
        .integer("every_steps", \.everySteps, 1...1_000_000_000, "steps between checkpoints"),
        .integer("keep", \.keep, 1...1000, "checkpoints kept"),
    ]
}
