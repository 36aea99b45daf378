internal import UnicodeText

/// Learns the merges of a byte-pair encoding from the pieces of a corpus.
///
/// The pair that occurs most often is joined, again and again, until the vocabulary is full. Of
/// pairs that occur equally often, the one whose tokens have the lower ids goes first. Merges,
/// tokens and ids are those that Hugging Face's `tokenizers` learns from the same pieces; counts
/// have 64 bits.
///
/// - SeeAlso: Sennrich, Haddow, Birch, ACL 2016, algorithm 1.
public struct BPETrainer: Sendable {
    /// The most tokens, special ones included.
    public var vocabularySize: Int

    /// How often a pair must occur to be joined.
    public var minimumFrequency = 0

    /// Tokens that come first, in this order, and that text never becomes.
    public var specialTokens: [String] = []

    /// The most characters that are tokens by themselves, the most frequent ones; nil for all.
    public var alphabetLimit: Int?

    /// Characters that are tokens whether they occur or not.
    public var initialAlphabet: [Unicode.Scalar] = []

    /// The most characters, or bytes, of a token; nil for any number.
    public var maximumTokenLength: Int?

    /// Whether pieces are bytes; tokens are spelled in ``ByteAlphabet`` then.
    public var readsBytes = false

    /// What the model does besides joining pairs; affixes are learnt with it.
    public var options = BPEModel.Options()

    /// How far a training is.
    public struct Progress: Hashable, Sendable {
        /// The number of tokens so far.
        public var tokenCount: Int

        /// The number of tokens wanted.
        public var vocabularySize: Int

        /// Creates a state of a training.
        public init(tokenCount: Int, vocabularySize: Int) {
            self.tokenCount = tokenCount
            self.vocabularySize = vocabularySize
        }
    }

    /// Creates a trainer.
    public init(vocabularySize: Int) { self.vocabularySize = vocabularySize }

    /// Learns a model.
    ///
    /// The result does not depend on the order of the pieces, nor on the number of threads.
    ///
    /// - Parameters:
    ///   - counts: The pieces of a corpus.
    ///   - threadCount: How many threads share the work.
    ///   - progress: Called now and then.
    /// - Returns: The model.
    public func train(
        on counts: PieceCounts,
        threadCount: Int = 1,
        progress: (Progress) -> Void = { _ in }
    ) -> BPEModel {
        train(onPieces: counts, threadCount: threadCount, progress: progress)
    }

    /// Learns a model from pieces, of which the same one may be there more than once.
    func train(
        onPieces pieces: some PieceCollection,
        threadCount: Int,
        progress: (Progress) -> Void
    ) -> BPEModel {
        var alphabet = BPEAlphabet(self)
        let words = alphabet.words(of: pieces, shareCount: max(1, threadCount))
        var learner = BPELearner(self, alphabet.tokens, words)
        learner.learn(progress)
        return BPEModel(
            tokens: learner.inventory,
            merges: learner.lastMerges,
            options: options,
            readsBytes: readsBytes
        )
    }
}
