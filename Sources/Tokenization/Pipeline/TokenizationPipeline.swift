/// Turns text into tokens and back in five stages, as Hugging Face's `tokenizers` has them:
/// normalizers, pre-tokenizers, a model, post-processors and decoders.
///
///     let encoding = pipeline.encode("Hello there")
///     encoding.tokens[1].range         // where the second token is in the text, in bytes
///     pipeline.decode(encoding.ids)    // "Hello there"
///
/// Added tokens are found in the text first and go round the stages. Each stage is a list of steps
/// that run in order. Where a step changes text, the way back to the original is kept, so the
/// places of tokens always refer to the text that was given.
///
/// For models that lose nothing, decoding gives the normalised text back.
public struct TokenizationPipeline: Sendable {
    /// Tokens that are found in the text itself.
    public let addedTokens: [AddedToken]

    /// What happens to text first.
    public let normalizers: [NormalizationStep]

    /// How text is cut into pieces.
    public let preTokenizers: [PreTokenizationStep]

    /// How a piece becomes tokens.
    public let model: any TokenizationModel

    /// What is added around the tokens of a text.
    public let postProcessors: [PostProcessingStep]

    /// How tokens become text again; without any, they are joined with spaces.
    public let decoders: [DecodingStep]

    /// One more than the highest id of a token.
    public let idLimit: Int

    /// Whether what a token becomes depends on whether it is the first alone.
    let decodesByToken: Bool

    let front: PipelineFront
    let tokens: TokenInventory
    let addedByID: [TokenID: AddedToken]

    /// What decoding writes for added tokens that are found in normalised text.
    let normalizedTokens: [TokenID: [UInt8]]

    /// The lowest and the highest id of an added token.
    let addedLimits: (lowest: TokenID, highest: TokenID)
    private(set) var pool = ScratchPool()

    /// Puts the stages together.
    public init(
        addedTokens: [AddedToken] = [],
        normalizers: [NormalizationStep] = [],
        preTokenizers: [PreTokenizationStep] = [],
        model: any TokenizationModel,
        postProcessors: [PostProcessingStep] = [],
        decoders: [DecodingStep] = []
    ) {
        self.addedTokens = addedTokens
        self.normalizers = normalizers
        self.preTokenizers = preTokenizers
        self.model = model
        tokens = model.tokens
        self.postProcessors = postProcessors
        self.decoders = decoders
        decodesByToken = DecodingStep.areByToken(decoders)
        front = PipelineFront(addedTokens, normalizers, preTokenizers, keepsBytes: model.readsBytes)
        addedByID = Dictionary(addedTokens.map { ($0.id, $0) }) { first, _ in first }
        let normalized = normalizers.isEmpty ? [] : addedTokens.filter(\.isNormalized)
        normalizedTokens = Dictionary(
            normalized.map {
                ($0.id, PipelineFront.normalized(Array($0.content.utf8), by: normalizers))
            }
        ) { first, _ in first }
        let ids = addedTokens.map(\.id)
        addedLimits = (ids.min() ?? .max, ids.max() ?? .min)
        idLimit = max(tokens.idLimit, ids.max().map { Int($0) + 1 } ?? 0)
    }

    /// The same pipeline, that remembers at most `2^bits` pieces and nothing of what this one saw.
    package func remembering(bits: Int) -> TokenizationPipeline {
        var copy = self
        copy.pool = ScratchPool(cacheBits: bits)
        return copy
    }

    /// Whether `id` is the id of a token.
    public func contains(_ id: TokenID) -> Bool {
        tokens.contains(id) || addedByID[id] != nil
    }

    /// The spelling of a token, or nil when there is none with this id.
    public func token(_ id: TokenID) -> String? {
        addedByID[id]?.content ?? tokens.token(id)
    }

    /// The id of a token, or nil.
    public func id(of token: String) -> TokenID? {
        addedTokens.first { $0.content.utf8.elementsEqual(token.utf8) }?.id
            ?? tokens.id(of: token)
    }

    /// The text as the normalizers make it.
    public func normalized(_ text: String) -> String {
        String(decoding: PipelineFront.normalized(Array(text.utf8), by: normalizers), as: UTF8.self)
    }
}

// MARK: - Encoding

extension TokenizationPipeline {
    /// The tokens of a text, with their places in it.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - addingSpecialTokens: Whether the post-processors add their tokens.
    /// - Returns: The tokens; added ones have empty ranges.
    public func encode(_ text: String, addingSpecialTokens: Bool = false) -> Encoding {
        encode(utf8: Array(text.utf8), addingSpecialTokens: addingSpecialTokens)
    }

    /// The tokens of a text in UTF-8, with their places in it.
    public func encode(utf8 text: [UInt8], addingSpecialTokens: Bool = false) -> Encoding {
        let tokens = untrimmedTokens(of: text)
        return processed(tokens, of: text, addingSpecialTokens: addingSpecialTokens)
    }

    /// The tokens of a text before post-processors.
    func untrimmedTokens(of text: [UInt8]) -> [Token] {
        pool.withScratch { scratch in
            text.withUnsafeBufferPointer { front.run(on: &scratch.text, $0, isAligned: true) }
            scratch.tokens.removeAll()
            var tokens: [Token] = []
            forEachPiece(scratch, scratch.cache) { piece, found, part in
                var start = 0
                for index in part {
                    let end = Int(found.ends[index])
                    let range = Int(piece.start) + start..<Int(piece.start) + end
                    tokens.append(token(found.ids[index], at: range, of: scratch.text, in: text))
                    start = end
                }
            }
            return tokens
        }
    }

    /// The token of a range of the changed text, with its place in the original.
    func token(
        _ id: TokenID,
        at range: Range<Int>,
        of changed: PipelineText,
        in text: [UInt8]
    ) -> Token {
        Token(id: id, range: Self.widened(changed.source(of: range), in: text))
    }

    /// The tokens of a text as the post-processors leave them.
    func processed(
        _ tokens: [Token],
        of text: [UInt8],
        addingSpecialTokens: Bool
    ) -> Encoding {
        if postProcessors.isEmpty { return Encoding(tokens: tokens) }
        let encoding = processed([tokens], of: [text], addingSpecialTokens: addingSpecialTokens)
        return Encoding(tokens: encoding.elements.map(\.token))
    }

    /// The ids of the tokens of a text: those of ``encode(_:addingSpecialTokens:)`` without the
    /// places, and without tokens that post-processors add.
    public func ids(of text: String) -> [TokenID] {
        var text = text
        return text.withUTF8 { ids(of: $0) }
    }

    /// The ids of the tokens of a text in UTF-8.
    func ids(of text: UnsafeBufferPointer<UInt8>) -> [TokenID] {
        var ids: [TokenID] = []
        withWorker { $0.append(text, to: &ids) }
        return ids
    }

    /// Runs the model, and calls `body` with each piece and the numbers of its tokens.
    @inline(__always)
    func forEachPiece(
        _ scratch: PipelineScratch,
        _ cache: PieceCache,
        _ body: (PipelineText.Piece, borrowing TokenBuffer, Range<Int>) -> Void
    ) {
        scratch.text.bytes.withUnsafeBufferPointer { bytes in
            scratch.text.pieces.withUnsafeBufferPointer { pieces in
                encode(pieces, of: bytes, &scratch.tokens, &scratch.piece, cache, body)
            }
        }
    }

    @inline(__always)
    private func encode(
        _ pieces: UnsafeBufferPointer<PipelineText.Piece>,
        of bytes: UnsafeBufferPointer<UInt8>,
        _ tokens: inout TokenBuffer,
        _ scratch: inout PieceTokens,
        _ cache: PieceCache,
        _ body: (PipelineText.Piece, borrowing TokenBuffer, Range<Int>) -> Void
    ) {
        for piece in pieces {
            let first = tokens.count
            if piece.isText {
                let text = UnsafeBufferPointer(rebasing: bytes[piece.range])
                let limit = bytes.count - Int(piece.start)
                cache.append(text, limit: limit, to: &tokens, &scratch) {
                    model.encode(text, into: &$0)
                }
            } else {
                tokens.append(piece.id, end: piece.end - piece.start)
            }
            body(piece, tokens, first..<tokens.count)
        }
    }

    /// The smallest range of whole characters around a range of bytes.
    private static func widened(_ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start > 0, start < text.count, text[start] & 0xC0 == 0x80 { start -= 1 }
        while end > start, end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return start..<end
    }
}
