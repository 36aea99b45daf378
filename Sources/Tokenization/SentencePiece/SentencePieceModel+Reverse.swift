internal import UnicodeText

extension SentencePieceModel {
    /// The model file of a pipeline whose model is a ``UnigramModel``, or nil when it does more to
    /// text than such a file can say, or has tokens that the model does not number.
    ///
    /// A canonical composition is left to whoever calls the `sentencepiece` package: it gives the
    /// same ids for text that is in normalisation form C already. Special tokens and those of
    /// bytes, whose spellings a pipeline finds in text, are pieces that that package does not find.
    public init?(_ pipeline: TokenizationPipeline) {
        guard let model = pipeline.model as? UnigramModel, Self.canHold(model) else { return nil }
        var kinds: [TokenID: Piece.Kind] = [:]
        for id in model.byteIDs { kinds[id] = .byte }
        for token in pipeline.addedTokens {
            guard model.tokens.token(token.id) == token.content else { return nil }
            kinds[token.id] = token.isSpecial ? .control : .userDefined
        }
        if let unknownID = model.unknownID { kinds[unknownID] = .unknown }
        let pieces = model.tokens.entries.map { id, text in
            Piece(text, score: Float(model.scores[Int(id)]), kind: kinds[id] ?? .normal)
        }
        self.init(kind: .unigram, pieces: pieces, hasByteFallback: model.hasByteFallback)
        removesExtraSpaces = false
        guard setNormalization(pipeline.normalizers), cuts(pipeline.preTokenizers) else {
            return nil
        }
    }

    /// Whether a file can hold the pieces: it needs an unknown one, and all bytes or none.
    private static func canHold(_ model: UnigramModel) -> Bool {
        model.unknownID != nil && !model.byteIDs.contains(-1) && model.tokens.id(of: "") == nil
    }

    /// Takes over the first stage of a pipeline; whether the file can say it.
    private mutating func setNormalization(_ steps: [NormalizationStep]) -> Bool {
        var steps = steps[...]
        if steps.first == .form(.nfc) { steps.removeFirst() }
        if case .mapped(let table)? = steps.first {
            setNormalization("rules", rules: table.bytes)
            steps.removeFirst()
        }
        addsDummyPrefix = steps.first == .prepend(Self.mark)
        if addsDummyPrefix { steps.removeFirst() }
        return Array(steps) == [.replace(SplitPattern(" "), with: Self.mark)]
    }

    /// Whether the second stage of a pipeline cuts no text otherwise than the file does.
    private func cuts(_ steps: [PreTokenizationStep]) -> Bool {
        let words = PreTokenizationStep.split(
            SplitPattern(Self.mark),
            .mergedWithNext,
            isInverted: false
        )
        return steps.isEmpty || steps == [words] && !joinsWords
    }
}
