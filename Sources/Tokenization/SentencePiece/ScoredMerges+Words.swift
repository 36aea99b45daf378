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
            tokens.removeAll()
            addPieces(of: start..<end, text, merges)
            var pieceStart = start
            for index in 0..<tokens.count {
                let pieceEnd = start + Int(tokens.ends[index])
                body(tokens.ids[index], pieceStart..<pieceEnd)
                pieceStart = pieceEnd
            }
            start = end
        }
    }

    /// Adds the pieces of a word to the tokens.
    private func addPieces(
        of range: Range<Int>,
        _ text: UnsafeBufferPointer<UInt8>,
        _ merges: ScoredMerges
    ) {
        let word = UnsafeBufferPointer(rebasing: text[range])
        piece.removeAll()
        guard let start = word.baseAddress, range.count <= PieceCache.maximumLength else {
            merges.forEachPiece(of: word) { piece.append($0, end: $1.upperBound) }
            return tokens.append(piece)
        }
        let limit = text.count - range.lowerBound
        let key = PieceKey(start, count: range.count, limit: limit)
        if cache.append(key, to: &tokens) { return }
        merges.forEachPiece(of: word) { piece.append($0, end: $1.upperBound) }
        tokens.append(piece)
        cache.insert(key, piece)
    }
}
