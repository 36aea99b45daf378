/// How one of the ways to cut text into tokens is drawn, which makes models less sure of one way.
public enum SubwordSampling: Hashable, Sendable {
    /// Each merge of a byte-pair encoding is passed over with a probability.
    ///
    /// - SeeAlso: Provilkov, Emelianenko, Voita, "BPE-Dropout", ACL 2020.
    case dropout(Double)

    /// The ways of a unigram model are drawn by their probability to the power of a number from 0,
    /// where all are alike; with `best`, among so many of the most probable ways of each piece.
    ///
    /// - SeeAlso: Kudo, "Subword Regularization", ACL 2018.
    case exponent(Double, best: Int? = nil)
}

extension TokenizationPipeline {
    /// The pipeline that draws in such a way, or nil when its model knows no such draws.
    ///
    /// - Precondition: A dropout is from 0 to 1, an exponent is not negative, and there is a best
    ///   way.
    public func sampling(_ sampling: SubwordSampling) -> TokenizationPipeline? {
        switch (sampling, model) {
        case (.dropout(let probability), let model as BPEModel):
            precondition(0...1 ~= probability, "SubwordSampling: a dropout is a probability")
            var options = model.options
            options.dropout = probability
            let drawing = BPEModel(
                tokens: model.tokens,
                merges: model.merges,
                options: options,
                readsBytes: model.readsBytes
            )
            return replacing(model: drawing)
        case (.exponent(let exponent, let best), var model as UnigramModel):
            precondition(exponent >= 0, "SubwordSampling: an exponent is not negative")
            precondition(best.map { $0 > 0 } ?? true, "SubwordSampling: there is a best way")
            model.samplingExponent = exponent
            model.samplingCount = best
            return replacing(model: model)
        default: return nil
        }
    }

    private func replacing(model: any TokenizationModel) -> TokenizationPipeline {
        TokenizationPipeline(
            addedTokens: addedTokens,
            normalizers: normalizers,
            preTokenizers: preTokenizers,
            model: model,
            postProcessors: postProcessors,
            decoders: decoders
        )
    }

    /// The tokens of a text, each piece of which is cut in a way that is drawn, with their places
    /// in it.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - addingSpecialTokens: Whether the post-processors add their tokens.
    ///   - generator: The source of the draws; there is no other randomness.
    /// - Returns: The tokens; added ones have empty ranges.
    public func sample(
        _ text: String,
        addingSpecialTokens: Bool = false,
        using generator: inout some RandomNumberGenerator
    ) -> Encoding {
        let utf8 = Array(text.utf8)
        return pool.withScratch { scratch in
            utf8.withUnsafeBufferPointer { front.run(on: &scratch.text, $0, isAligned: true) }
            var tokens: [Token] = []
            for piece in scratch.text.pieces {
                let drawn = sample(piece, of: scratch.text, using: &generator)
                var start = piece.range.lowerBound
                for (id, end) in zip(drawn.ids, drawn.ends) {
                    let range = start..<piece.range.lowerBound + Int(end)
                    tokens.append(token(id, at: range, of: scratch.text, in: utf8))
                    start = range.upperBound
                }
            }
            return processed(tokens, of: utf8, addingSpecialTokens: addingSpecialTokens)
        }
    }

    private func sample(
        _ piece: PipelineText.Piece,
        of text: PipelineText,
        using generator: inout some RandomNumberGenerator
    ) -> PieceTokens {
        var drawn = PieceTokens()
        if piece.isText {
            text.bytes.withUnsafeBufferPointer {
                let part = UnsafeBufferPointer(rebasing: $0[piece.range])
                model.sample(part, into: &drawn, using: &generator)
            }
        } else {
            drawn.append(piece.id, end: piece.range.count)
        }
        return drawn
    }
}

extension Tokenizer {
    /// The tokenizer that draws in such a way, or nil when it knows no such draws; see
    /// ``TokenizationPipeline/sampling(_:)``.
    public func sampling(_ sampling: SubwordSampling) -> Tokenizer? {
        pipeline?.sampling(sampling).map { Tokenizer(pipeline: $0) }
    }

    /// The ids of the tokens of a text, cut in a way that is drawn.
    ///
    /// Without a pipeline this is ``ids(of:)``.
    public func sampledIDs(
        of text: String,
        using generator: inout some RandomNumberGenerator
    ) -> [TokenID] {
        guard let pipeline, let pipelineVocabulary else { return ids(of: text) }
        return pipeline.sample(text, using: &generator).ids.map { pipelineVocabulary.newID(of: $0) }
    }
}
