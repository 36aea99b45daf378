public import UnicodeText

/// Makes a tokenizer of pieces of words from a corpus, text by text.
///
///     var trainer = SubwordTrainer(.byteBPE, vocabularySize: 8_000)
///     for line in lines { trainer.add(line) }
///     let tokenizer = trainer.tokenizer()
///
/// Every tokenizer made so begins with `<pad>`, `<bos>`, `<eos>` and `<unk>`, and decodes what it
/// encodes to the normalised text, whatever that is; but ``Method/wordPiece`` loses spaces, and
/// ``Method/smilesBPE`` what is not printable ASCII.
public struct SubwordTrainer {
    /// What tokens are.
    public enum Method: String, CaseIterable, Codable, Hashable, Sendable {
        /// Bytes, each a token, so that there is nothing to learn.
        case byte

        /// Byte-pair encoding of bytes, in words by GPT-2's pattern.
        case byteBPE = "byte-bpe"

        /// Byte-pair encoding of characters, with bytes for those that are rare.
        case bpe

        /// The most probable pieces, as SentencePiece learns them, with bytes for rare characters.
        case unigram

        /// Byte-pair encoding of SMILES symbols, whose tokens are chains of whole symbols.
        ///
        /// - SeeAlso: Li and Fourches, "SMILES Pair Encoding", J. Chem. Inf. Model. 61 (2021).
        case smilesBPE = "smiles-bpe"

        /// The longest pieces of words, as BERT has them; spaces are not kept.
        case wordPiece = "wordpiece"
    }

    /// What tokens are.
    public let method: Method

    /// The most tokens, the four special ones included.
    public let vocabularySize: Int

    /// How often a pair must occur to become a token; ``Method/unigram`` has no pairs.
    public let minimumCount: Int

    private let recipe: SubwordRecipe
    private var counter: PieceCounter

    /// Creates a trainer that has seen nothing.
    ///
    /// - Parameters:
    ///   - method: What tokens are.
    ///   - vocabularySize: The most tokens, the four special ones included.
    ///   - minimumCount: How often a pair must occur to become a token.
    ///   - transforms: How text is rewritten first; SMILES never is.
    ///   - segmenter: What finds boundaries that no token crosses, such as those of words in a
    ///     script without spaces; nil for none. SMILES has none.
    public init(
        _ method: Method,
        vocabularySize: Int,
        minimumCount: Int = 1,
        transforms: [TextTransform] = [.normalized(.nfc)],
        segmenter: Segmenter? = nil
    ) {
        self.method = method
        self.vocabularySize = vocabularySize
        self.minimumCount = minimumCount
        recipe = SubwordRecipe(method, transforms, segmenter)
        counter = PieceCounter(recipe.pieces)
    }

    /// The number of different pieces seen.
    public var pieceCount: Int { counter.counts.count }

    /// The number of pieces seen.
    public var totalCount: Int { counter.counts.total }

    /// Counts the pieces of a text.
    public mutating func add(_ text: String) { counter.add(text) }

    /// Adds what another trainer of the same settings has seen.
    public mutating func merge(_ other: SubwordTrainer) { counter.merge(other.counter) }

    /// What counts the pieces of large corpora for this trainer.
    ///
    /// - Parameters:
    ///   - threadCount: How many threads share the work.
    ///   - memory: The bound of memory, also of learning from the counts; nil for none.
    /// - Returns: The counter, which has seen nothing.
    public func counter(threadCount: Int = 1, memory: TrainingMemory? = nil) -> CorpusCounter {
        CorpusCounter(
            recipe.pieces,
            learning: method == .unigram ? unigramTrainer.cost : recipe.cost,
            threadCount: threadCount,
            memory: memory
        )
    }

    /// The tokenizer that is learnt from what was seen.
    public func tokenizer(progress: (BPETrainer.Progress) -> Void = { _ in }) -> Tokenizer {
        tokenizer(of: counter.counts, progress: progress)
    }

    /// The tokenizer that is learnt from counts that a ``counter(threadCount:memory:)`` made.
    ///
    /// It is the same for pieces in any order, and on any number of threads.
    ///
    /// - Parameters:
    ///   - counts: The pieces and how often each occurs.
    ///   - threadCount: How many threads share the work.
    ///   - progress: Called now and then, where pairs are learnt.
    /// - Returns: The tokenizer.
    public func tokenizer(
        of counts: PieceCounts,
        threadCount: Int = 1,
        progress: (BPETrainer.Progress) -> Void = { _ in }
    ) -> Tokenizer {
        if method == .unigram { return unigramTokenizer(counts, threadCount) }
        if method == .smilesBPE {
            let pairs = SMILESPairs(
                vocabularySize: vocabularySize,
                minimumCount: minimumCount,
                threadCount: max(1, threadCount)
            )
            return Tokenizer(pipeline: pairs.pipeline(of: counts, progress: progress))
        }
        let byteCount = Vocabulary.specialTokens.count + 256
        var trainer = BPETrainer(vocabularySize: method == .byte ? byteCount : vocabularySize)
        trainer.minimumFrequency = minimumCount
        recipe.prepare(&trainer)
        let model = trainer.train(on: counts, threadCount: threadCount, progress: progress)
        guard method == .wordPiece else { return Tokenizer(pipeline: recipe.pipeline(model)) }
        let unknown = Vocabulary.specialTokens[Int(Vocabulary.unknown)]
        return Tokenizer(
            pipeline: recipe.pipeline(WordPieceModel(tokens: model.tokens, unknown: unknown))
        )
    }

    private var unigramTrainer: UnigramTrainer {
        var trainer = UnigramTrainer()
        trainer.pieceCount = max(1, vocabularySize - Vocabulary.specialTokens.count - 256)
        return trainer
    }

    private func unigramTokenizer(_ counts: PieceCounts, _ threadCount: Int) -> Tokenizer {
        var trainer = unigramTrainer
        trainer.threadCount = threadCount
        let model = trainer.model(
            of: counts,
            specialTokens: Vocabulary.specialTokens,
            unknown: Vocabulary.specialTokens[Int(Vocabulary.unknown)],
            hasByteFallback: true
        )
        return Tokenizer(pipeline: recipe.pipeline(model))
    }
}

/// The stages around a model, for each method.
struct SubwordRecipe {
    private let method: SubwordTrainer.Method

    /// What happens to text first.
    let normalizers: [NormalizationStep]

    /// How text is cut into pieces.
    let preTokenizers: [PreTokenizationStep]

    private static let mark = "\u{2581}"

    init(
        _ method: SubwordTrainer.Method,
        _ transforms: [TextTransform],
        _ segmenter: Segmenter?
    ) {
        self.method = method
        let common = transforms.flatMap(NormalizationStep.steps)
        let segments = segmenter.map { [PreTokenizationStep.segments($0)] } ?? []
        switch method {
        case .byte, .byteBPE:
            normalizers = common
            preTokenizers = segments + [.byteLevel(ByteLevelOptions(addsPrefixSpace: false))]
        case .bpe:
            normalizers =
                common + [
                    .prepend(Self.mark), .replace(SplitPattern(" "), with: Self.mark),
                ]
            preTokenizers =
                [
                    .split(SplitPattern(Self.mark), .mergedWithNext, isInverted: false),
                    .punctuation(.isolated),
                ] + segments
        case .unigram:
            normalizers =
                common + [
                    .prepend(Self.mark), .replace(SplitPattern(" "), with: Self.mark),
                ]
            preTokenizers =
                [.split(SplitPattern(Self.mark), .mergedWithNext, isInverted: false)] + segments
        case .wordPiece:
            normalizers = common
            preTokenizers = [.bert] + segments
        case .smilesBPE: (normalizers, preTokenizers) = ([], [])
        }
    }

    /// What cuts text into pieces.
    var pieces: PipelinePieces {
        PipelinePieces(
            PipelineFront(
                [],
                normalizers,
                preTokenizers,
                keepsBytes: [.byte, .byteBPE].contains(method)
            )
        )
    }

    /// The memory of learning from pieces.
    var cost: FrequentPieces.Cost { FrequentPieces.Cost(piece: 150, byte: 24) }

    /// Sets the tokens that come first.
    func prepare(_ trainer: inout BPETrainer) {
        trainer.specialTokens = Vocabulary.specialTokens
        switch method {
        case .byte, .byteBPE:
            trainer.readsBytes = true
            trainer.initialAlphabet = ByteAlphabet.scalars
        case .bpe:
            trainer.specialTokens += (0...255).map { ByteFallback.token(of: UInt8($0)) }
            trainer.options.unknown = Vocabulary.specialTokens[Int(Vocabulary.unknown)]
            trainer.options.fusesUnknown = true
            trainer.options.fallsBackToBytes = true
        case .wordPiece: trainer.options.continuingSubwordPrefix = "##"
        case .unigram, .smilesBPE: break
        }
    }

    /// The pipeline around a model.
    func pipeline(_ model: any TokenizationModel) -> TokenizationPipeline {
        TokenizationPipeline(
            addedTokens: Vocabulary.specialTokens.enumerated().map {
                AddedToken(id: TokenID($0), content: $1)
            },
            normalizers: normalizers,
            preTokenizers: preTokenizers,
            model: model,
            decoders: decoders
        )
    }

    private var decoders: [DecodingStep] {
        switch method {
        case .byte, .byteBPE: [.byteLevel]
        case .smilesBPE: [.fuse]
        case .wordPiece: [.wordPiece(prefix: "##", cleansUp: true)]
        case .bpe, .unigram:
            [
                .replace(SplitPattern(Self.mark), with: " "), .byteFallback, .fuse,
                .strip(" ", left: 1, right: 0),
            ]
        }
    }
}
