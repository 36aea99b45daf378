internal import UnicodeText

/// Turns text into the ids that the `sentencepiece` package gives with the same model, and back.
///
///     let model = try SentencePieceModel(bytes, source: "spiece.model")
///     let tokenizer = try SentencePieceTokenizer(model)
///     let ids = tokenizer.ids(of: "Hello there")
///     tokenizer.decode(ids)  // "Hello there"
///
/// A text is cut as a whole, in single precision, and ties are broken as there.
public struct SentencePieceTokenizer: Sendable {
    /// The contents of the model file.
    public let model: SentencePieceModel

    /// The tokens.
    public let tokens: TokenInventory

    let normalizer: SentencePieceNormalizer
    let denormalizer: SentencePieceNormalizer?
    let segmenter: Segmenter
    let unknownID: TokenID
    let byteIDs: [TokenID]

    /// Where words that were cut are remembered.
    let pool = ScratchPool()

    /// The way a model cuts text.
    enum Segmenter: Sendable {
        case unigram(UnigramModel)
        case merges(ScoredMerges)
        case words
        case characters(protected: PieceTrie?)
    }

    /// Makes a tokenizer of a model.
    ///
    /// - Parameters:
    ///   - model: The contents of the file.
    ///   - source: The name of the file, for errors.
    /// - Throws: ``SentencePieceFormatError``, when the model's rules of normalisation are damaged.
    public init(
        _ model: SentencePieceModel,
        source: String = "tokenizer.model"
    ) throws(SentencePieceFormatError) {
        self.model = model
        let tokens = TokenInventory(model.pieces.map(\.text))
        self.tokens = tokens
        let userDefined = model.pieces.filter { $0.kind == .userDefined }.map {
            Array($0.text.utf8)
        }
        let protected = userDefined.isEmpty ? nil : PieceTrie(userDefined)
        normalizer = try SentencePieceNormalizer(model, protected: protected, source: source)
        denormalizer = try SentencePieceNormalizer(reversing: model, source: source)
        unknownID = TokenID(model.pieces.firstIndex { $0.kind == .unknown } ?? 0)
        byteIDs =
            model.hasByteFallback
            ? (0...255).map { tokens.id(of: UnigramModel.byteToken($0)) ?? -1 } : []
        segmenter =
            switch model.kind {
            case .unigram: .unigram(UnigramModel(model))
            case .bytePairs: .merges(ScoredMerges(model, frozen: protected))
            case .words: .words
            case .characters: .characters(protected: protected)
            }
    }

    /// How many pieces there are.
    public var pieceCount: Int { model.pieces.count }

    /// The text as the model sees it, with U+2581 for spaces.
    public func normalized(_ text: String) -> String {
        var text = text
        return text.withUTF8 {
            String(decoding: normalizer.normalize($0).bytes, as: UTF8.self)
        }
    }

    /// The tokens of a text, with their places in it, which are those of the package.
    ///
    /// What is taken from the text belongs to the token before it. Of the tokens that spell a
    /// character in bytes, or come from one, the last has its place, and those before it an empty one.
    public func encode(_ text: String) -> Encoding {
        var text = text
        return text.withUTF8 { bytes in
            let normalized = normalizer.normalize(bytes)
            let found = segments(of: normalized.bytes)
            var start = Self.source(of: 0, normalized, in: bytes)
            return Encoding(
                tokens: zip(found.ids, found.ends).map { id, end in
                    let stop = Self.source(of: Int(end), normalized, in: bytes)
                    defer { start = stop }
                    return Token(id: id, range: start..<max(start, stop))
                }
            )
        }
    }

    /// The ids of the tokens of a text.
    public func ids(of text: String) -> [TokenID] {
        var text = text
        return text.withUTF8 { ids(of: $0) }
    }

    /// The ids of the tokens of a text in UTF-8; ill-formed bytes are taken for U+FFFD.
    public func ids(ofUTF8 text: [UInt8]) -> [TokenID] {
        text.withUnsafeBufferPointer { ids(of: $0) }
    }

    /// The most probable ways to cut a text, the best first: that of ``ids(of:)``.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - count: How many ways are wanted; there may be fewer.
    /// - Returns: The ways; nil unless the model is a unigram model, as others know one way only.
    public func bestWays(_ text: String, count: Int) -> [ScoredTokens]? {
        guard case .unigram(let model) = segmenter else { return nil }
        var text = text
        return text.withUTF8 { utf8 in
            normalizer.normalize(utf8).bytes.withUnsafeBufferPointer {
                model.bestWays($0, count: count)
            }
        }
    }

    /// The ids of the tokens of a text in UTF-8.
    package func ids(of text: UnsafeBufferPointer<UInt8>) -> [TokenID] {
        segments(of: normalizer.normalize(text).bytes).ids
    }

    /// The start of the character that a place of the changed text came from.
    private static func source(
        of place: Int,
        _ normalized: SentencePieceNormalizer.Output,
        in text: UnsafeBufferPointer<UInt8>
    ) -> Int {
        if place >= normalized.end { return normalized.sourceEnd }
        var source = normalized.alignment.source(of: place..<place + 1).lowerBound
        while source > 0, source < text.count, text[source] & 0xC0 == 0x80 { source -= 1 }
        return source
    }
}
