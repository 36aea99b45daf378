extension PipelineScratch {
    /// Cuts text word by word, and remembers the words: calls `body` with each piece and its range.
    func forEachPiece(
        of text: UnsafeBufferPointer<UInt8>,
        by merges: ScoredMerges,
        _ body: (TokenID, Range<Int>) -> Void
    ) {
        var start = 0
        while start < text.count {
            let end = SentencePieceNormalizer.wordEnd(in: text, from: start)
            let word = UnsafeBufferPointer(rebasing: text[start..<end])
            tokens.removeAll()
            cache.append(word, limit: text.count - start, to: &tokens, &piece) { pieces in
                merges.forEachPiece(of: word) { pieces.append($0, end: $1.upperBound) }
            }
            var pieceStart = start
            for index in 0..<tokens.count {
                let pieceEnd = start + Int(tokens.ends[index])
                body(tokens.ids[index], pieceStart..<pieceEnd)
                pieceStart = pieceEnd
            }
            start = end
        }
    }
}
