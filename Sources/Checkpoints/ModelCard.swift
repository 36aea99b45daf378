package import SequenceModels

/// What a model folder says about its model: the `README.md` that people read first.
package struct ModelCard: Hashable, Sendable {
    /// The model's name, such as the last part of its folder's path.
    package var name = ""
    /// What its sequences are.
    package var kind = ModelFolder.Kind.text
    /// What its tokens are, in a word or two.
    package var tokenizer = ""
    /// How its tokenizer rewrites text first, in words; "" when that is not recorded.
    package var rewriting = ""
    /// Its sizes, the vocabulary's included.
    package var sizes = SequenceVAE.Configuration()
    /// What it learned from.
    package var data = Corpus()
    /// How it was trained.
    package var training = Training()
    /// How it does on sequences that it did not learn from, if there were any.
    package var validation: Validation?

    /// Creates an empty card.
    package init() {}

    /// What a model learned from.
    package struct Corpus: Hashable, Sendable {
        /// The files.
        package var files: [String] = []
        /// The options by which they were repaired, chosen and rewritten; "" for none.
        package var preparation = ""
        /// The sequences that it was trained on.
        package var records = 0
        /// Their tokens, ends included.
        package var tokens = 0
        /// The sequences that were held out.
        package var validationRecords = 0
        /// The longest sequence, in tokens.
        package var maximumLength = 0

        /// Creates an empty corpus.
        package init() {}
    }

    /// How a model was trained.
    package struct Training: Hashable, Sendable {
        /// The optimiser's steps.
        package var steps = 0
        /// The passes over the corpus.
        package var epochs = 0
        /// The seed of everything random.
        package var seed = 0
        /// What products were computed in, such as `f32`.
        package var precision = ""

        /// Creates an empty training.
        package init() {}
    }

    /// How a model does on held-out sequences; nats a sequence, unless said otherwise.
    package struct Validation: Hashable, Sendable {
        /// How many sequences were measured.
        package var records = 0
        /// The negative evidence lower bound: reconstruction + divergence.
        package var negativeELBO = 0.0
        /// -log p(x|z).
        package var reconstruction = 0.0
        /// KL( q(z|x) || p(z) ).
        package var divergence = 0.0
        /// e to the negative bound by token, ends included.
        package var perplexity = 0.0
        /// I(x; z), in nats.
        package var mutualInformation = 0.0
        /// The dimensions whose posterior mean moves with x.
        package var activeUnits = 0

        /// Creates a result of zeros.
        package init() {}

        /// Whether the code says next to nothing about the sequence.
        package var isCollapsed: Bool { !(mutualInformation >= 0.5) || activeUnits < 2 }
    }
}
