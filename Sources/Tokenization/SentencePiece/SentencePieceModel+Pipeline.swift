extension SentencePieceModel {
    /// The model as a pipeline, which a `tokenizer.json` can hold.
    ///
    /// Its ids are those of ``SentencePieceTokenizer`` where the text is of usual words. They differ
    /// in four ways, which is why files are best encoded by that:
    ///
    /// - What is before and after a user-defined piece is normalised by itself: it loses spaces at
    ///   its ends, and gets one in front.
    /// - Unknown words in a row are as many tokens, where they are one there.
    /// - Rules of normalisation are applied to grapheme clusters, white space other than spaces is
    ///   taken from the ends too, and sums are in double precision.
    /// - Control pieces, and those of bytes, are found in text.
    ///
    /// - Parameter source: The name of the file, for errors.
    /// - Returns: The pipeline.
    /// - Throws: ``SentencePieceFormatError``, when rules are damaged.
    public func pipeline(
        source: String = "tokenizer.model"
    ) throws(SentencePieceFormatError) -> TokenizationPipeline {
        TokenizationPipeline(
            addedTokens: addedTokens,
            normalizers: try normalizers(source: source),
            preTokenizers: joinsWords
                ? []
                : [
                    .split(
                        SplitPattern(wordMark),
                        cutsAfterSpaces ? .mergedWithPrevious : .mergedWithNext,
                        isInverted: false
                    )
                ],
            model: tokenizationModel,
            decoders: [.replace(SplitPattern(Self.mark), with: " "), .byteFallback, .fuse]
                + (addsDummyPrefix && !endsWordsWithSpace ? [.strip(" ", left: 1, right: 0)] : [])
        )
    }

    /// Whether text is cut after spaces, not before them; whole words begin with theirs in any case.
    private var cutsAfterSpaces: Bool { endsWordsWithSpace && kind != .words }

    /// The sign for a space.
    static let mark = "\u{2581}"

    /// What a space becomes.
    private var space: String { escapesSpaces ? Self.mark : " " }

    /// Where words begin or end.
    private var wordMark: String { kind == .words ? Self.mark : space }

    /// Whether a piece has the sign for a space inside, or where another word ends or begins.
    var joinsWords: Bool {
        let mark = wordMark.unicodeScalars.first ?? " "
        return pieces.contains { piece in
            let text = piece.text.unicodeScalars
            return (cutsAfterSpaces ? text.dropLast() : text.dropFirst()).contains(mark)
        }
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
        if addsDummyPrefix, !endsWordsWithSpace { steps.append(.prepend(space)) }
        if escapesSpaces { steps.append(.replace(SplitPattern(" "), with: Self.mark)) }
        if addsDummyPrefix, endsWordsWithSpace, let end = SplitPattern(regex: #"(?m:(?<=.)\z)"#) {
            steps.append(.replace(end, with: space))
        }
        return steps
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
