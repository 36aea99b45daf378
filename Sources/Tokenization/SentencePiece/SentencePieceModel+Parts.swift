extension SentencePieceModel.Piece {
    /// Whether the piece may be found in text.
    var isFoundInText: Bool { kind == .normal || kind == .userDefined || kind == .unused }
}

extension SentencePieceNormalizer {
    /// The normaliser of a model.
    init(
        _ model: SentencePieceModel,
        protected: PieceTrie?,
        source: String
    ) throws(SentencePieceFormatError) {
        try self.init(model.normalizerSettings, source: source)
        self.protected = protected
        addsDummyAtEnd = model.endsWordsWithSpace
    }

    /// What a model does to text it has decoded, or nil.
    init?(
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
    /// The score of a user-defined piece is 0.1 for each byte after the first, whatever the file
    /// says: better than that of all others, but a way with fewer pieces may be better still.
    init(_ model: SentencePieceModel) {
        let normal = model.pieces.filter { $0.kind == .normal }.map(\.score)
        var matched: [Matched] = []
        for (id, piece) in model.pieces.enumerated() {
            let bytes = Array(piece.text.utf8)
            var score = Double(piece.score)
            if piece.kind == .userDefined { score = Double(bytes.count - 1) * 0.1 }
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
    init(_ model: SentencePieceModel, frozen: PieceTrie?) {
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
