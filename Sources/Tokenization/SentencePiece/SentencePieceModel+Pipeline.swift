extension SentencePieceModel {
    /// The model as a pipeline, which a `tokenizer.json` can hold.
    ///
    /// The stages are those that Hugging Face's converters write, so its ids are those of the
    /// `tokenizers` package. They are those of ``SentencePieceTokenizer`` but for rare text: rules
    /// of normalisation are applied to grapheme clusters, white space other than spaces is taken
    /// from the ends too, sums are in double precision, and control pieces are found in text.
    ///
    /// - Parameter source: The name of the file, for errors.
    /// - Returns: The pipeline.
    /// - Throws: ``SentencePieceFormatError``, when rules are damaged or words end with the space.
    public func pipeline(
        source: String = "tokenizer.model"
    ) throws(SentencePieceFormatError) -> TokenizationPipeline {
        if endsWordsWithSpace {
            throw SentencePieceFormatError(
                "words end with their space, which no pipeline does",
                at: "treat_whitespace_as_suffix",
                source: source,
                advice: "Train the model without this option."
            )
        }
        let mark = SplitPattern(Self.mark)
        return TokenizationPipeline(
            addedTokens: addedTokens,
            normalizers: try normalizers(source: source),
            preTokenizers: joinsWords
                ? [] : [.split(mark, .mergedWithNext, isInverted: false)],
            model: tokenizationModel,
            decoders: [.replace(mark, with: " "), .byteFallback, .fuse]
                + (addsDummyPrefix ? [.strip(" ", left: 1, right: 0)] : [])
        )
    }

    /// The sign for a space.
    private static let mark = "\u{2581}"

    /// Whether a piece has the sign for a space inside.
    private var joinsWords: Bool {
        pieces.contains { $0.text.unicodeScalars.dropFirst().contains("\u{2581}") }
    }

    private var addedTokens: [AddedToken] {
        pieces.enumerated().compactMap { id, piece in
            switch piece.kind {
            case .control, .unknown: AddedToken(id: TokenID(id), content: piece.text)
            case .userDefined:
                AddedToken(id: TokenID(id), content: piece.text, isSpecial: false)
            case .normal, .unused, .byte: nil
            }
        }
    }

    private func normalizers(
        source: String
    ) throws(SentencePieceFormatError) -> [NormalizationStep] {
        var steps: [NormalizationStep] = []
        if !normalizationRules.isEmpty {
            do {
                steps.append(.mapped(try NormalizationTable(rules: normalizationRules)))
            } catch {
                throw SentencePieceFormatError(
                    error.problem,
                    at: "precompiled_charsmap",
                    source: source
                )
            }
        }
        if removesExtraSpaces {
            steps.append(.strip(left: true, right: true))
            if let runs = SplitPattern(regex: " {2,}") {
                steps.append(.replace(runs, with: " "))
            }
        }
        if addsDummyPrefix { steps.append(.prepend(Self.mark)) }
        return steps + [.replace(SplitPattern(" "), with: Self.mark)]
    }

    private var unknownPiece: String { pieces.first { $0.kind == .unknown }?.text ?? "<unk>" }

    private var tokenizationModel: any TokenizationModel {
        switch kind {
        case .unigram:
            UnigramModel(
                pieces: pieces.map { ($0.text, Double($0.score)) },
                unknownID: pieces.firstIndex { $0.kind == .unknown }.map { TokenID($0) },
                hasByteFallback: hasByteFallback
            )
        case .words:
            WordLevelModel(tokens: TokenInventory(pieces.map(\.text)), unknown: unknownPiece)
        case .bytePairs: pairModel(merges: merges)
        case .characters: pairModel(merges: [])
        }
    }

    private func pairModel(merges: [BPEMerge]) -> BPEModel {
        var options = BPEModel.Options()
        options.unknown = unknownPiece
        options.fusesUnknown = true
        options.fallsBackToBytes = hasByteFallback
        return BPEModel(
            tokens: TokenInventory(pieces.map(\.text)),
            merges: merges,
            options: options,
            readsBytes: false
        )
    }

    /// All pairs of pieces that make a piece, that of the highest score first.
    private var merges: [BPEMerge] {
        let tokens = TokenInventory(pieces.map(\.text))
        var merges: [BPEMerge] = []
        for (id, piece) in pieces.enumerated() where piece.kind == .normal {
            let scalars = Array(piece.text.unicodeScalars)
            for cut in scalars.indices.dropFirst() {
                let left = tokens.id(of: Self.text(scalars[..<cut]))
                let right = tokens.id(of: Self.text(scalars[cut...]))
                if let left, let right {
                    merges.append(BPEMerge(left: left, right: right, result: TokenID(id)))
                }
            }
        }
        func score(_ merge: BPEMerge) -> Float { pieces[Int(merge.result)].score }
        return merges.enumerated().sorted {
            let (first, second) = (score($0.element), score($1.element))
            return first != second ? first > second : $0.offset < $1.offset
        }.map(\.element)
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}

extension SentencePieceModel {
    /// The model file of a pipeline whose model is a ``UnigramModel``, or nil when it does more to
    /// text than such a file can say.
    ///
    /// A canonical composition is left to whoever calls the `sentencepiece` package: it gives the
    /// same ids for text that is in normalisation form C already.
    public init?(_ pipeline: TokenizationPipeline) {
        guard let model = pipeline.model as? UnigramModel else { return nil }
        var rules: [UInt8] = []
        var addsPrefix = false
        for step in pipeline.normalizers {
            switch step {
            case .form(.nfc): break
            case .mapped(let table): rules = table.bytes
            case .prepend(Self.mark): addsPrefix = true
            case .replace(SplitPattern(" "), with: Self.mark): break
            default: return nil
            }
        }
        let special = Set(pipeline.addedTokens.filter(\.isSpecial).map(\.id))
        let pieces = model.scores.indices.map { id in
            Self.piece(TokenID(id), of: model, isSpecial: special.contains(TokenID(id)))
        }
        self.init(kind: .unigram, pieces: pieces, hasByteFallback: model.hasByteFallback)
        addsDummyPrefix = addsPrefix
        removesExtraSpaces = false
        if !rules.isEmpty { setNormalization("rules", rules: rules) }
    }

    private static func piece(_ id: TokenID, of model: UnigramModel, isSpecial: Bool) -> Piece {
        let kind: Piece.Kind =
            if id == model.unknownID {
                .unknown
            } else if isSpecial {
                .control
            } else if model.byteIDs.contains(id) {
                .byte
            } else {
                .normal
            }
        let text = model.tokens.token(id) ?? ""
        return Piece(text, score: Float(model.scores[Int(id)]), kind: kind)
    }
}
