extension UnigramTrainer {
    /// Learns a model from the pieces of a corpus.
    ///
    /// Its first tokens are the special ones, then those of the bytes, if they are wanted, and then
    /// the learnt ones, the most probable first.
    ///
    /// - Parameters:
    ///   - counts: The pieces of text and how often each occurs.
    ///   - specialTokens: The tokens that come first, whose score is 0.
    ///   - unknown: The special token that stands for what no piece covers.
    ///   - hasByteFallback: Whether what no piece covers is spelled in bytes.
    ///   - progress: Called after every estimation.
    /// - Returns: The model.
    public func model(
        of counts: PieceCounts,
        specialTokens: [String],
        unknown: String,
        hasByteFallback: Bool,
        progress: (Progress) -> Void = { _ in }
    ) -> UnigramModel {
        var tokens = specialTokens.map { (token: $0, score: 0.0) }
        if hasByteFallback {
            tokens += (0...255).map { (token: UnigramModel.byteToken($0), score: 0.0) }
        }
        let taken = Set(tokens.map(\.token))
        for piece in pieces(of: counts, progress: progress) where !taken.contains(piece.text) {
            tokens.append((piece.text, piece.score))
        }
        return UnigramModel(
            pieces: tokens,
            unknownID: specialTokens.firstIndex(of: unknown).map { TokenID($0) },
            hasByteFallback: hasByteFallback
        )
    }
}
