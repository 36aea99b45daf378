internal import UnicodeText

/// Turns text into tokens and back: normalizer, pre-tokenizer, vocabulary, decoder.
///
///     let tokenizer = Tokenizer.trained(on: ["CCO", "c1ccccc1"], kind: .smiles)
///     let encoding = tokenizer.encode("CCO")
///     tokenizer.decode(encoding.ids)  // "CCO"
///
/// A tokenizer may also be a ``TokenizationPipeline``, whose tokens are pieces of words.
///
/// For every kind, decoding what was encoded gives the normalised text, as long as the vocabulary
/// has all its pieces; the unknown token is written `<unk>`.
public struct Tokenizer: Sendable {
    /// What tokens are.
    public enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
        /// Words by Unicode's rules, and signs that carry the spaces beside them.
        case word

        /// What stands between white space, for text that is already cut into tokens.
        case whitespace

        /// Characters as a reader sees them: grapheme clusters.
        case character

        /// Atoms, bonds, branches and ring closures of SMILES.
        case smiles

        /// Symbols of SELFIES, of text that is SMILES and becomes SMILES again.
        ///
        /// Any sequence of these tokens is a molecule. Decoding gives the molecule with single and
        /// double bonds in place of aromatic ones.
        case selfies

        /// What a ``TokenizationPipeline`` makes of text.
        case subword

        /// The kinds whose tokens are whole pieces of text, so that counting makes a vocabulary.
        public static let allCases: [Kind] = [.word, .whitespace, .character, .smiles, .selfies]
    }

    /// What tokens are.
    public let kind: Kind

    /// What happens to text first.
    public let normalizer: Normalizer

    /// The tokens.
    public let vocabulary: Vocabulary

    /// The pipeline, of a tokenizer whose kind is ``Kind/subword``.
    public let pipeline: TokenizationPipeline?

    /// What the file that it was read from says of whole sequences, which is not done here:
    /// `truncation`, `padding`.
    public internal(set) var passedOver: [String] = []

    /// The locale whose rules and dictionaries words follow, "" for the rules of Unicode alone.
    public let locale: String

    private let preTokenizer: PreTokenizer
    private let decoder: Decoder
    let pipelineVocabulary: PipelineVocabulary?

    /// Creates a tokenizer.
    ///
    /// A tokenizer of words always tidies white space, and others never do.
    ///
    /// - Parameters:
    ///   - kind: What tokens are.
    ///   - normalizer: What happens to text first.
    ///   - vocabulary: The tokens.
    ///   - locale: The locale whose rules and dictionaries words follow; one that has neither is
    ///     "", by which each character of Chinese, Japanese, Thai, Lao, Khmer and Burmese is a
    ///     word.
    /// - Precondition: The kind is not ``Kind/subword``.
    public init(
        kind: Kind,
        normalizer: Normalizer = Normalizer(),
        vocabulary: Vocabulary,
        locale: String = ""
    ) {
        precondition(kind != .subword, "Tokenizer: pieces of words need a pipeline")
        self.kind = kind
        self.normalizer = normalizer.fitting(kind)
        self.vocabulary = vocabulary
        self.locale = Self.wordLocale(locale, of: kind)
        preTokenizer = PreTokenizer(kind: kind, locale: self.locale)
        decoder = Decoder(vocabulary: vocabulary, kind: kind)
        pipeline = nil
        pipelineVocabulary = nil
    }

    /// The locale if tokens are words and it has rules for them of its own or a dictionary, else "".
    static func wordLocale(_ locale: String, of kind: Kind) -> String {
        let words = Segmenter(.words, locale: locale)
        return kind == .word && (words.isTailored || words.usesDictionary) ? locale : ""
    }

    /// The locale of no language, whose words are found by all dictionaries.
    static let rootLocale = "und"

    /// Creates a tokenizer of a pipeline.
    ///
    /// The ids are the pipeline's if its first four tokens are those of every ``Vocabulary``;
    /// else the special ones come first, and the others in the pipeline's order.
    public init(pipeline: TokenizationPipeline) {
        let mapped = PipelineVocabulary(pipeline)
        kind = .subword
        normalizer = Normalizer()
        vocabulary = mapped.vocabulary
        locale = ""
        preTokenizer = PreTokenizer(kind: .subword)
        decoder = Decoder(vocabulary: vocabulary, kind: .subword)
        self.pipeline = pipeline
        pipelineVocabulary = mapped
    }

    /// The tokens of a text, with their places in it.
    ///
    /// No special tokens are added.
    public func encode(_ text: String) -> Encoding { encode(utf8: Array(text.utf8)) }

    /// The tokens of a text in UTF-8, with their places in it.
    ///
    /// No special tokens are added.
    public func encode(utf8 text: [UInt8]) -> Encoding {
        if let pipeline, let pipelineVocabulary {
            let tokens = pipeline.encode(utf8: text).tokens.map {
                Token(id: pipelineVocabulary.newID(of: $0.id), range: $0.range)
            }
            return Encoding(tokens: tokens)
        }
        var tokens: [Token] = []
        let normalized = normalizer.normalize(text)
        normalized.bytes.withUnsafeBufferPointer { bytes in
            forEachToken(of: bytes) { id, range in
                tokens.append(Token(id: id, range: normalized.source(of: range)))
            }
        }
        return Encoding(tokens: tokens)
    }

    /// The ids of the tokens of a text: those of ``encode(_:)`` without the places.
    public func ids(of text: String) -> [TokenID] {
        var ids: [TokenID] = []
        ids.reserveCapacity(kind == .smiles ? text.utf8.count : text.utf8.count / 4)
        var text = text
        text.withUTF8 { text in withEncoder { $0.append(text, to: &ids) } }
        return ids
    }

    /// The texts as a batch: sequence `i` of the batch is text `i`.
    ///
    /// The result does not depend on the number of threads.
    ///
    /// - Parameters:
    ///   - texts: The texts.
    ///   - threadCount: How many threads share the work.
    /// - Returns: The ids that ``ids(of:)`` gives each text.
    public func batch(_ texts: some Sequence<String>, threadCount: Int = 1) -> TokenBatch {
        let isShort = [.smiles, .selfies, .character].contains(kind)
        let encoding = BatchEncoding(threadCount: threadCount, bytesPerToken: isShort ? 1 : 4)
        return encoding.batch(Array(texts)) { texts, block in
            withEncoder { encoder in
                for var text in texts {
                    text.withUTF8 { text in block.add { encoder.append(text, to: &$0) } }
                }
            }
        }
    }

    /// Runs `body` with an encoder of texts.
    package func withEncoder<Result>(_ body: (Encoder) throws -> Result) rethrows -> Result {
        guard let pipeline else { return try body(Encoder(self, nil)) }
        return try pipeline.withWorker { try body(Encoder(self, $0)) }
    }

    /// What encodes texts one after the other, on one thread.
    package final class Encoder {
        private let tokenizer: Tokenizer
        private let pipeline: TokenizationPipeline.Worker?

        fileprivate init(_ tokenizer: Tokenizer, _ pipeline: TokenizationPipeline.Worker?) {
            self.tokenizer = tokenizer
            self.pipeline = pipeline
        }

        /// Appends the ids of the tokens of a text in UTF-8.
        package func append(_ text: UnsafeBufferPointer<UInt8>, to ids: inout [TokenID]) {
            guard let pipeline, let vocabulary = tokenizer.pipelineVocabulary else {
                return tokenizer.append(text, to: &ids)
            }
            let start = ids.count
            pipeline.append(text, to: &ids)
            for place in start..<ids.count { ids[place] = vocabulary.newID(of: ids[place]) }
        }
    }

    /// Appends the ids of a text without a pipeline.
    private func append(_ text: UnsafeBufferPointer<UInt8>, to ids: inout [TokenID]) {
        if normalizer.isDone(text) {
            forEachToken(of: text) { id, _ in ids.append(id) }
        } else {
            normalizer.normalize(Array(text)).bytes.withUnsafeBufferPointer {
                forEachToken(of: $0) { id, _ in ids.append(id) }
            }
        }
    }

    /// The text of tokens.
    ///
    /// Special tokens and ids outside the vocabulary are left out, but the unknown token is written
    /// `<unk>`.
    public func decode(_ ids: some Sequence<TokenID>) -> String {
        guard let pipeline, let pipelineVocabulary else { return decoder.decode(ids) }
        return pipelineVocabulary.decode(ids, by: pipeline)
    }

    /// The spellings of tokens, set as text, without turning SELFIES into SMILES.
    ///
    /// For kinds other than ``Kind/selfies`` this is ``decode(_:)``.
    public func spelling(_ ids: some Sequence<TokenID>) -> String { decoder.joined(ids) }

    private func forEachToken(
        of text: UnsafeBufferPointer<UInt8>,
        _ body: (TokenID, Range<Int>) -> Void
    ) {
        preTokenizer.forEachPiece(in: text) { range in
            body(vocabulary.ordinaryID(of: UnsafeBufferPointer(rebasing: text[range])), range)
        }
    }
}

extension Tokenizer: Hashable {
    /// Two tokenizers are equal when they give the same tokens for every text.
    public static func == (left: Tokenizer, right: Tokenizer) -> Bool {
        left.kind == right.kind && left.normalizer == right.normalizer
            && left.vocabulary == right.vocabulary && left.locale == right.locale
            && left.pipeline?.json() == right.pipeline?.json()
    }

    /// Hashes what tokenizers most differ by.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(vocabulary)
    }
}

/// A token in a text.
public struct Token: Hashable, Sendable {
    /// Which token it is.
    public var id: TokenID

    /// Where it is in the original text, in UTF-8 bytes.
    public var range: Range<Int>

    /// Creates a token.
    public init(id: TokenID, range: Range<Int>) {
        self.id = id
        self.range = range
    }
}

/// A text as tokens.
public struct Encoding: Hashable, Sendable {
    /// The tokens, in the order of the text.
    ///
    /// Their ranges ascend and do not overlap, except that pieces of one original character share
    /// its range, and pieces of a word that was written in Latin letters share the word's.
    public var tokens: [Token]

    /// Creates an encoding.
    public init(tokens: [Token]) { self.tokens = tokens }

    /// The ids of the tokens.
    public var ids: [TokenID] { tokens.map(\.id) }

    /// How many tokens are the unknown token.
    public var unknownCount: Int { tokens.count { $0.id == Vocabulary.unknown } }
}

extension Encoding {
    /// Where the tokens are in the text that was encoded, in characters.
    ///
    /// Characters are Unicode scalars, as in Python. Tokens that share a character share its
    /// place.
    ///
    /// - Parameter text: The text that was encoded.
    /// - Returns: A range for each token.
    public func characterRanges(in text: String) -> [Range<Int>] {
        var counts = [0]
        counts.reserveCapacity(text.utf8.count + 1)
        for byte in text.utf8 {
            counts[counts.count - 1] += byte & 0xC0 == 0x80 ? 0 : 1
            counts.append(counts[counts.count - 1])
        }
        return tokens.map { token in
            let lower = token.range.lowerBound
            let start = lower > 0 ? counts[lower - 1] : 0
            return start..<(token.range.isEmpty ? start : counts[token.range.upperBound - 1])
        }
    }
}
