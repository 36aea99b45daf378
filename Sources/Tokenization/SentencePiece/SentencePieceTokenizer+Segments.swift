extension SentencePieceTokenizer {
    /// The tokens of normalised text.
    func segments(of text: [UInt8]) -> PieceTokens {
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
        case .merges(let merges):
            if merges.staysInWords {
                pool.withScratch { $0.forEachPiece(of: text, by: merges, body) }
            } else {
                merges.forEachPiece(of: text, body)
            }
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

    /// Calls `body` with each word, which the sign for a space begins, also where the model puts one
    /// at the end of the text: the package learns and looks for whole words so.
    private func forEachWord(
        of text: UnsafeBufferPointer<UInt8>,
        _ body: (Range<Int>) -> Void
    ) {
        let space = SentencePieceNormalizer.space
        var (start, place) = (0, 0)
        while place < text.count {
            let end = UnigramModel.characterEnd(in: text, at: place)
            if place > start, text[place..<end].elementsEqual(space) {
                body(start..<place)
                start = place
            }
            place = end
        }
        if start < text.count { body(start..<text.count) }
    }
}
