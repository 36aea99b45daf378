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

    private let normalizer: SentencePieceNormalizer
    private let denormalizer: SentencePieceNormalizer?
    private let segmenter: Segmenter
    private let unknownID: TokenID
    private let byteIDs: [TokenID]

    /// The way a model cuts text.
    private enum Segmenter: Sendable {
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

    /// The tokens of a text, with their places in it.
    public func encode(_ text: String) -> Encoding {
        var text = text
        return text.withUTF8 { bytes in
            let normalized = normalizer.normalize(bytes)
            let found = segments(of: normalized.bytes)
            var start = 0
            return Encoding(
                tokens: zip(found.ids, found.ends).map { id, end in
                    defer { start = Int(end) }
                    let source = normalized.alignment.source(of: start..<Int(end))
                    return Token(id: id, range: Self.widened(source, in: bytes))
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

    private func ids(of text: UnsafeBufferPointer<UInt8>) -> [TokenID] {
        segments(of: normalizer.normalize(text).bytes).ids
    }

    /// The tokens of normalised text.
    private func segments(of text: [UInt8]) -> PieceTokens {
        var result = PieceTokens()
        text.withUnsafeBufferPointer { text in
            if case .unigram(let model) = segmenter { return model.encode(text, into: &result) }
            var writer = SegmentWriter(unknownID: unknownID, byteIDs: byteIDs, text: text)
            forEachSegment(of: text) { writer.append($0, $1, to: &result) }
            writer.finish(&result)
        }
        return result
    }

    private func forEachSegment(
        of text: UnsafeBufferPointer<UInt8>,
        _ body: (TokenID, Range<Int>) -> Void
    ) {
        switch segmenter {
        case .unigram: break
        case .merges(let merges): merges.forEachPiece(of: text, body)
        case .words:
            forEachWord(of: text) { body(knownID(text, $0), $0) }
        case .characters(let protected):
            var start = 0
            while start < text.count {
                let end =
                    protected?.longestEnd(in: text, at: start)
                    ?? UnigramModel.characterEnd(in: text, at: start)
                body(knownID(text, start..<end), start..<end)
                start = end
            }
        }
    }

    /// The id of a piece that may be found in text, or -1.
    private func knownID(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> TokenID {
        let id = tokens.id(of: UnsafeBufferPointer(rebasing: text[range]))
        return id >= 0 && model.pieces[Int(id)].isFoundInText ? id : -1
    }

    /// Calls `body` with each word: the sign for a space begins one, or ends it.
    private func forEachWord(
        of text: UnsafeBufferPointer<UInt8>,
        _ body: (Range<Int>) -> Void
    ) {
        let space = SentencePieceNormalizer.space
        var (start, place) = (0, 0)
        while place < text.count {
            let end = UnigramModel.characterEnd(in: text, at: place)
            let isSpace = text[place..<end].elementsEqual(space)
            let cut = isSpace ? (model.endsWordsWithSpace ? end : place) : start
            if cut > start {
                body(start..<cut)
                start = cut
            }
            place = end
        }
        if start < text.count { body(start..<text.count) }
    }

    /// The smallest range of whole characters around a range of bytes.
    private static func widened(
        _ range: Range<Int>,
        in text: UnsafeBufferPointer<UInt8>
    ) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start > 0, start < text.count, text[start] & 0xC0 == 0x80 { start -= 1 }
        while end > start, end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return start..<end
    }
}

// MARK: - Decoding

extension SentencePieceTokenizer {
    /// The text of tokens.
    ///
    /// Control pieces and ids that are none are left out; the unknown piece is written as the model
    /// says.
    public func decode(_ ids: some Sequence<TokenID>) -> String {
        var decoding = Decoding(removesSpaces: model.addsDummyPrefix || model.removesExtraSpaces)
        for id in ids where model.pieces.indices.contains(Int(id)) {
            let piece = model.pieces[Int(id)]
            if piece.kind == .byte {
                decoding.append(byte: piece.text)
            } else {
                append(piece, to: &decoding)
            }
        }
        decoding.flushBytes()
        guard let denormalizer else { return String(decoding: decoding.text, as: UTF8.self) }
        let text = decoding.text.withUnsafeBufferPointer { denormalizer.normalize($0).bytes }
        return String(decoding: text, as: UTF8.self)
    }

    private func append(_ piece: SentencePieceModel.Piece, to decoding: inout Decoding) {
        decoding.startPiece()
        switch piece.kind {
        case .control: decoding.hasPassedSpace = false
        case .unknown:
            decoding.text += Array(model.unknownSurface.utf8)
            decoding.hasPassedSpace = false
        case .normal, .userDefined, .unused, .byte:
            decoding.append(Array(piece.text.utf8), removesAllSpaces: model.removesExtraSpaces)
        }
    }

    /// The text of tokens under construction.
    private struct Decoding {
        /// Whether a space at the start of the text was put there by the normaliser.
        let removesSpaces: Bool
        var text: [UInt8] = []
        private var bytes: [UInt8] = []
        private var isAtStart = true

        /// Whether the last piece began with the space that was put in front.
        var hasPassedSpace = false

        init(removesSpaces: Bool) { self.removesSpaces = removesSpaces }

        mutating func append(byte: String) {
            bytes.append(UInt8(byte.dropFirst(3).dropLast(), radix: 16) ?? 0)
        }

        mutating func startPiece() {
            flushBytes()
            if hasPassedSpace || !text.isEmpty { isAtStart = false }
        }

        mutating func append(_ piece: [UInt8], removesAllSpaces: Bool) {
            var rest = piece[...]
            hasPassedSpace = false
            if isAtStart, removesSpaces, rest.starts(with: SentencePieceNormalizer.space) {
                rest = rest.dropFirst(3)
                hasPassedSpace = !removesAllSpaces
            }
            while let byte = rest.first {
                if rest.starts(with: SentencePieceNormalizer.space) {
                    text.append(0x20)
                    rest = rest.dropFirst(3)
                } else {
                    text.append(byte)
                    rest = rest.dropFirst()
                }
            }
        }

        /// Writes bytes as characters; each that is part of none becomes U+FFFD.
        mutating func flushBytes() {
            bytes.withUnsafeBufferPointer { bytes in
                var start = 0
                while start < bytes.count {
                    let length = UTF8Validation.sequenceLength(in: bytes, at: start)
                    if length > 0 {
                        text.append(contentsOf: bytes[start..<start + length])
                    } else {
                        text += NormalizationRules.replacementCharacter
                    }
                    start += max(1, length)
                }
            }
            bytes.removeAll()
        }
    }
}

// MARK: - Parts of a model

extension SentencePieceModel.Piece {
    /// Whether the piece may be found in text.
    var isFoundInText: Bool { kind == .normal || kind == .userDefined || kind == .unused }
}

extension SentencePieceNormalizer {
    /// The normaliser of a model.
    fileprivate init(
        _ model: SentencePieceModel,
        protected: PieceTrie?,
        source: String
    ) throws(SentencePieceFormatError) {
        try self.init(model.normalizerSettings, source: source)
        self.protected = protected
        addsDummyAtEnd = model.endsWordsWithSpace
    }

    /// What a model does to text it has decoded, or nil.
    fileprivate init?(
        reversing model: SentencePieceModel,
        source: String
    ) throws(SentencePieceFormatError) {
        guard let settings = model.denormalizerSettings, !(settings.bytes(2) ?? []).isEmpty else {
            return nil
        }
        try self.init(settings, source: source)
    }

    private init(
        _ settings: ProtocolBuffer,
        source: String
    ) throws(SentencePieceFormatError) {
        do {
            rules = try NormalizationRules(settings.bytes(2) ?? [])
        } catch {
            throw SentencePieceFormatError(
                error.problem,
                at: "precompiled_charsmap",
                source: source
            )
        }
        addsDummyPrefix = settings.bool(3, default: true)
        removesExtraSpaces = settings.bool(4, default: true)
        escapesSpaces = settings.bool(5, default: true)
    }
}

extension UnigramModel {
    /// The unigram model of a file, which finds pieces as the `sentencepiece` package does.
    ///
    /// A user-defined piece gets a bonus for its length, so that it is always found.
    init(_ model: SentencePieceModel) {
        let normal = model.pieces.filter { $0.kind == .normal }.map(\.score)
        let highest = max(Float.leastNormalMagnitude, normal.max() ?? 0)
        var matched: [Matched] = []
        for (id, piece) in model.pieces.enumerated() {
            let bytes = Array(piece.text.utf8)
            var score = Double(piece.score)
            if piece.kind == .userDefined { score = Double(Float(bytes.count) * highest - 0.1) }
            if piece.kind == .normal || piece.kind == .userDefined {
                matched.append(Matched(bytes: bytes, id: TokenID(id), score: score))
            }
        }
        let unknown = model.pieces.firstIndex { $0.kind == .unknown }
        self.init(
            tokens: TokenInventory(model.pieces.map(\.text)),
            scores: model.pieces.map { Double($0.score) },
            matched: matched,
            lowestScore: Double(normal.min() ?? 0),
            unknownID: unknown.map { TokenID($0) },
            hasByteFallback: model.hasByteFallback,
            arithmetic: .single
        )
    }
}

extension ScoredMerges {
    /// The pieces of a file.
    fileprivate init(_ model: SentencePieceModel, frozen: PieceTrie?) {
        let pieces = model.pieces.enumerated().filter { $0.element.isFoundInText }
        self.init(
            pieces: pieces.map { id, piece in
                (
                    Array(piece.text.utf8),
                    Piece(id: TokenID(id), score: piece.score, isUnused: piece.kind == .unused)
                )
            },
            frozen: frozen
        )
    }
}
