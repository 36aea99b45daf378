public import Checkpoints
public import SequenceModels
public import Tensors

/// Everything that decides what a training does: the same configuration, corpus, machine and
/// thread count give the same weights, bit for bit.
public struct TrainingConfiguration: Hashable, Sendable {
    /// The sizes of the model.
    public var model = SequenceVAE.Configuration()
    /// What is minimized.
    public var objective = Objective()
    /// How it is minimized.
    public var optimizer = Optimizer()
    /// What is learned from.
    public var data = Data()
    /// How long, from which seed, and how exactly.
    public var training = Limits()
    /// What is kept on the way.
    public var checkpoint = Checkpoint()

    /// Creates the configuration of the preset `small`.
    public init() {}

    /// The loss, and what is dropped to regularize it.
    public struct Objective: Hashable, Sendable {
        /// How beta, the weight of the divergence, moves.
        public var schedule = AnnealingShape.linear
        /// Beta at the beginning of the schedule, or of each cycle.
        public var betaStart = 0.0
        /// Beta at the end.
        public var beta = 1.0
        /// The part of the training (or of each cycle) that beta rises for.
        public var warmup = 0.5
        /// How often a cyclical schedule starts again.
        public var cycles = 4
        /// Nats a sequence that cost nothing: without them, and with beta at 1, most decoders
        /// learn to do without the code.
        public var freeBits = 8.0
        /// The part of the decoder's input tokens replaced by the unknown token.
        public var wordDropout = 0.0
        /// The part of the decoder's input elements dropped.
        public var inputDropout = 0.0
        /// The part of the decoder's output elements dropped.
        public var outputDropout = 0.0
    }

    /// How a learning rate moves after its warm-up.
    public enum LearningRateShape: String, Codable, Hashable, Sendable, CaseIterable {
        /// It stays; falls along half a cosine; falls along a line.
        case constant, cosine, linear
    }

    /// Adam and its learning rate.
    public struct Optimizer: Hashable, Sendable {
        /// The highest learning rate.
        public var learningRate = 1e-3
        /// How it falls.
        public var schedule = LearningRateShape.cosine
        /// Steps over which it rises from zero.
        public var warmupSteps = 50
        /// The part of it that is left at the end.
        public var finalFraction = 0.02
        /// The decay of the mean of gradients.
        public var beta1 = 0.9
        /// The decay of the mean of squared gradients.
        public var beta2 = 0.999
        /// Added to Adam's denominator.
        public var epsilon = 1e-8
        /// AdamW's decay of the weights.
        public var weightDecay = 0.0
        /// Whether rows of the embedding that no token of a batch looks up stay as they are.
        public var isSparse = false
        /// The norm that gradients are clipped to; 0 for none.
        public var clipNorm = 5.0
    }

    /// A form of Unicode, or none.
    public enum TextForm: String, Codable, Hashable, Sendable, CaseIterable {
        /// Text is left as it is; or composed or decomposed, by canonical equivalence or by
        /// compatibility.
        case none, nfc, nfd, nfkc, nfkd
    }

    /// The corpus, as the model sees it.
    public struct Data: Hashable, Sendable {
        /// What the sequences are.
        public var kind = ModelFolder.Kind.text
        /// The tokenizer: a kind, or the path of a tokenizer file.
        public var tokenizer = ""
        /// How text is cut for a tokenizer file that does not say, "" for the pattern of the
        /// vocabulary in its name.
        public var pattern = ""
        /// The most tokens a vocabulary that is made here may have; 0 for no limit.
        public var vocabularySize = 20_000
        /// How often a token must occur to get into the vocabulary.
        public var minimumCount = 1
        /// The form of Unicode that the tokenizer brings text into; SMILES is left alone, here and
        /// below.
        public var form = TextForm.nfc
        /// Whether the tokenizer writes every script in Latin letters.
        public var isLatinized = false
        /// Whether the tokenizer takes the accents off letters.
        public var isStrippedOfAccents = false
        /// Whether words are turned to lower case.
        public var isLowercased = false
        /// Whether the tokenizer folds case for comparison.
        public var isCaseFolded = false
        /// The language by whose rules sentences end, words are cut and letters have cases; "" for
        /// none, or English for sentences.
        public var locale = ""
        /// Longer sequences are left out (and counted).
        public var maximumLength = 100
        /// The part of the corpus that is held out, if no validation corpus is given.
        public var validationFraction = 0.05
        /// How much the ways to cut text into subwords are varied in training, 0 for not at all:
        /// the probability that a merge is passed over, or the exponent of a unigram model.
        public var subwordSampling = 0.0
        /// Sequences a batch.
        public var batchSize = 64
    }

    /// How long to train.
    public struct Limits: Hashable, Sendable {
        /// Passes over the corpus.
        public var epochs = 10
        /// Steps at most; 0 for no limit.
        public var maximumSteps = 0
        /// Stop after this many validations without improvement and keep the best; 0 for never.
        public var patience = 0
        /// The seed of everything random.
        public var seed = 1
        /// What products are computed in.
        public var precision = Precision.float32
    }

    /// What is kept.
    public struct Checkpoint: Hashable, Sendable {
        /// Steps between checkpoints; one is also written at the end of each epoch.
        public var everySteps = 1000
        /// How many are kept.
        public var keep = 2
    }
}
