extension TokenizationPipeline {
    /// The most probable ways to cut a text, the best first: that of ``ids(of:)``.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - count: How many ways are wanted; there may be fewer.
    /// - Returns: The ways, without tokens that post-processors add; nil unless the model is a
    ///   ``UnigramModel``, as other models know one way only.
    public func bestWays(_ text: String, count: Int) -> [ScoredTokens]? {
        guard let model = model as? UnigramModel else { return nil }
        var text = text
        return text.withUTF8 { utf8 in
            pool.withScratch { scratch in
                front.run(on: &scratch.text, utf8, isAligned: false)
                var best = BestCombinations(count: count)
                scratch.text.bytes.withUnsafeBufferPointer { bytes in
                    for piece in scratch.text.pieces {
                        let part = UnsafeBufferPointer(rebasing: bytes[piece.range])
                        best.append(
                            piece.isText
                                ? model.bestWays(part, count: count)
                                : [ScoredTokens(ids: [piece.id], logProbability: 0)]
                        )
                    }
                }
                return best.ways
            }
        }
    }
}
