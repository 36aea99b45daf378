internal import UnicodeText

/// Turns text into tokens and back: normalizer, pre-tokenizer, vocabulary, decoder.
///
///     let tokenizer = Tokenizer.trained(on: ["CCO", "c1ccccc1"], kind: .smiles)
///     let encoding = tokenizer.encode("CCO")
///     tokenizer.decode(encoding.ids)  // "CCO"
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
    }

    /// What tokens are.
    public let kind: Kind

    /// What happens to text first.
    public let normalizer: Normalizer

    /// The tokens.
    public let vocabulary: Vocabulary

    private let decoder: Decoder

    /// Creates a tokenizer.
    ///
    /// A tokenizer of words always tidies white space, and others never do.
    public init(kind: Kind, normalizer: Normalizer = Normalizer(), vocabulary: Vocabulary) {
        self.kind = kind
        self.normalizer = normalizer.fitting(kind)
        self.vocabulary = vocabulary
        decoder = Decoder(vocabulary: vocabulary, kind: kind)
    }

    /// The tokens of a text, with their places in it.
    ///
    /// No special tokens are added.
    public func encode(_ text: String) -> Encoding { encode(utf8: Array(text.utf8)) }

    /// The tokens of a text in UTF-8, with their places in it.
    ///
    /// No special tokens are added.
    public func encode(utf8 text: [UInt8]) -> Encoding {
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
        var text = text
        return text.withUTF8 { bytes in
            if normalizer.isDone(bytes) { return ids(ofNormalized: bytes) }
            return normalizer.normalize(Array(bytes)).bytes.withUnsafeBufferPointer {
                ids(ofNormalized: $0)
            }
        }
    }

    private func ids(ofNormalized text: UnsafeBufferPointer<UInt8>) -> [TokenID] {
        var ids: [TokenID] = []
        ids.reserveCapacity(kind == .smiles ? text.count : text.count / 4)
        forEachToken(of: text) { id, _ in ids.append(id) }
        return ids
    }

    /// The texts as a batch: sequence `i` of the batch is text `i`.
    public func batch(_ texts: some Sequence<String>) -> TokenBatch {
        TokenBatch(texts.map(ids(of:)))
    }

    /// The text of tokens.
    ///
    /// Special tokens and ids outside the vocabulary are left out, but the unknown token is written
    /// `<unk>`.
    public func decode(_ ids: some Sequence<TokenID>) -> String { decoder.decode(ids) }

    /// The spellings of tokens, set as text, without turning SELFIES into SMILES.
    ///
    /// For kinds other than ``Kind/selfies`` this is ``decode(_:)``.
    public func spelling(_ ids: some Sequence<TokenID>) -> String { decoder.joined(ids) }

    private func forEachToken(
        of text: UnsafeBufferPointer<UInt8>,
        _ body: (TokenID, Range<Int>) -> Void
    ) {
        PreTokenizer(kind: kind).forEachPiece(in: text) { range in
            body(vocabulary.ordinaryID(of: UnsafeBufferPointer(rebasing: text[range])), range)
        }
    }
}

extension Tokenizer: Hashable {
    /// Two tokenizers are equal when they give the same tokens for every text.
    public static func == (left: Tokenizer, right: Tokenizer) -> Bool {
        left.kind == right.kind && left.normalizer == right.normalizer
            && left.vocabulary == right.vocabulary
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
    /// its range.
    public var tokens: [Token]

    /// Creates an encoding.
    public init(tokens: [Token]) { self.tokens = tokens }

    /// The ids of the tokens.
    public var ids: [TokenID] { tokens.map(\.id) }

    /// How many tokens are the unknown token.
    public var unknownCount: Int { tokens.count { $0.id == Vocabulary.unknown } }
}
