/// How one of the ways to cut text into tokens is drawn, which makes models less sure of one way.
public enum SubwordSampling: Hashable, Sendable {
    /// Each merge of a byte-pair encoding is passed over with a probability.
    ///
    /// - SeeAlso: Provilkov, Emelianenko, Voita, "BPE-Dropout", ACL 2020.
    case dropout(Double)

    /// The ways of a unigram model are drawn by their probability to the power of a number from 0,
    /// where all are alike.
    ///
    /// - SeeAlso: Kudo, "Subword Regularization", ACL 2018.
    case exponent(Double)
}

extension TokenizationPipeline {
    /// The pipeline that draws in such a way, or nil when its model knows no such draws.
    ///
    /// - Precondition: A dropout is from 0 to 1, and an exponent is not negative.
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
        case (.exponent(let exponent), var model as UnigramModel):
            precondition(exponent >= 0, "SubwordSampling: an exponent is not negative")
            model.samplingExponent = exponent
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

    /// The ids of the tokens of a text, each piece of which is cut in a way that is drawn.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - generator: The source of the draws; there is no other randomness.
    /// - Returns: The ids, without those that post-processors add.
    public func sampledIDs(
        of text: String,
        using generator: inout some RandomNumberGenerator
    ) -> [TokenID] {
        var text = text
        return text.withUTF8 { bytes in
            pool.withScratch { scratch in
                front.run(on: &scratch.text, bytes, isAligned: false)
                var drawn = PieceTokens()
                scratch.text.bytes.withUnsafeBufferPointer { bytes in
                    for piece in scratch.text.pieces {
                        if piece.isText {
                            let part = UnsafeBufferPointer(rebasing: bytes[piece.range])
                            model.sample(part, into: &drawn, using: &generator)
                        } else {
                            drawn.append(piece.id, end: piece.range.count)
                        }
                    }
                }
                return drawn.ids
            }
        }
    }
}
