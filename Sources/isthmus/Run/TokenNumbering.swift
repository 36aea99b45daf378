import Tokenization

/// Text as tokens with the ids that a tokenizer's file has.
///
/// A file that was made elsewhere may have its special tokens at other ids than models here are
/// trained on.
struct TokenNumbering {
    private let tokenizer: Tokenizer

    /// What encodes and decodes for a SentencePiece model, exactly as the package does.
    private let sentencePiece: SentencePieceTokenizer?

    /// Whether there is a token with each id.
    private let isToken: [Bool]

    /// The tokens of a tokenizer.
    init(_ tokenizer: Tokenizer, sentencePiece: SentencePieceTokenizer? = nil) {
        self.tokenizer = tokenizer
        self.sentencePiece = sentencePiece
        let count = tokenizer.pipeline?.idLimit ?? tokenizer.vocabulary.count
        isToken =
            tokenizer.pipeline.map { pipeline in
                (0..<TokenID(count)).map { pipeline.contains($0) }
            } ?? Array(repeating: true, count: count)
    }

    /// The number of tokens.
    var count: Int { isToken.count }

    /// Whether there is a token with an id.
    func contains(_ id: TokenID) -> Bool { isToken.indices.contains(Int(id)) && isToken[Int(id)] }

    /// The spelling of a token, "" for none.
    func token(_ id: TokenID) -> String {
        guard let pipeline = tokenizer.pipeline else { return tokenizer.vocabulary[id] }
        return pipeline.spelling(of: id) ?? ""
    }

    /// The id of a token, or nil.
    func id(of token: String) -> TokenID? {
        guard let pipeline = tokenizer.pipeline else { return tokenizer.vocabulary.id(of: token) }
        return pipeline.id(ofSpelling: token)
    }

    /// Runs `body` with an encoder of lines.
    ///
    /// - Parameters:
    ///   - specials: Whether tokens are added: those that the file adds, or else those that begin
    ///     and end a sequence.
    ///   - draws: What cuts lines in ways that are drawn, instead of the best.
    ///   - body: What has lines to be encoded.
    func withEncoder(
        addingSpecialTokens specials: Bool,
        draws: SamplingArguments.Draws? = nil,
        _ body: (LineEncoder) -> Void
    ) {
        let addsOwn = specials && hasOwnSpecials
        withWay(draws, addsOwn: addsOwn) { way in
            let isFramed = specials && !addsOwn
            body(
                LineEncoder(
                    tokenizer: tokenizer,
                    way: way,
                    first: isFramed ? first : nil,
                    last: isFramed ? last : nil
                )
            )
        }
    }

    /// Whether the file says which tokens are added.
    private var hasOwnSpecials: Bool { tokenizer.pipeline?.postProcessors.isEmpty == false }

    private func withWay(
        _ draws: SamplingArguments.Draws?,
        addsOwn: Bool,
        _ body: (LineEncoder.Way) -> Void
    ) {
        if let draws { return body(.draws(draws, addsSpecialTokens: addsOwn)) }
        guard let pipeline = tokenizer.pipeline else {
            return tokenizer.withEncoder { body(.tokenizer($0)) }
        }
        if addsOwn { return body(.complete(pipeline)) }
        if let sentencePiece { return body(.sentencePiece(sentencePiece)) }
        pipeline.withWorker { body(.pipeline($0)) }
    }

    /// The token that begins a sequence, if there is one.
    private var first: TokenID? {
        guard let pipeline = tokenizer.pipeline else { return Vocabulary.beginningOfSequence }
        return pipeline.id(of: "<bos>") ?? pipeline.id(of: "<s>")
    }

    /// The token that ends a sequence, if there is one.
    private var last: TokenID? {
        guard let pipeline = tokenizer.pipeline else { return Vocabulary.endOfSequence }
        return pipeline.id(of: "<eos>") ?? pipeline.id(of: "</s>")
    }

    /// The most probable ways to cut a text, the best first; nil when the model knows one way only.
    func bestWays(_ text: String, count: Int) -> [ScoredTokens]? {
        if let sentencePiece { return sentencePiece.bestWays(text, count: count) }
        return tokenizer.pipeline?.bestWays(text, count: count)
    }

    /// Runs `body` with what makes text of tokens, on one thread.
    func withDecoder(_ body: (_ decode: ([TokenID]) -> String) -> Void) {
        if let sentencePiece { return body { sentencePiece.decode($0) } }
        guard let pipeline = tokenizer.pipeline else { return body { tokenizer.decode($0) } }
        pipeline.withWorker { worker in body { worker.decode($0) } }
    }
}

/// What encodes lines one after the other, on one thread.
struct LineEncoder {
    enum Way {
        case tokenizer(Tokenizer.Encoder)
        case pipeline(TokenizationPipeline.Worker)
        case sentencePiece(SentencePieceTokenizer)

        /// With the tokens that the post-processors add.
        case complete(TokenizationPipeline)

        case draws(SamplingArguments.Draws, addsSpecialTokens: Bool)
    }

    fileprivate let tokenizer: Tokenizer
    fileprivate let way: Way

    /// The tokens that begin and end a sequence, where these are wanted.
    fileprivate let first: TokenID?
    fileprivate let last: TokenID?

    /// Appends the tokens of a line.
    func append(_ line: LineText, to ids: inout [TokenID]) {
        if let first { ids.append(first) }
        switch way {
        case .tokenizer(let encoder): encoder.append(line.bytes, to: &ids)
        case .pipeline(let encoder): encoder.append(line.bytes, to: &ids)
        case .sentencePiece(let tokenizer): ids += tokenizer.ids(of: line.bytes)
        case .complete(let pipeline):
            ids += pipeline.encode(utf8: Array(line.bytes), addingSpecialTokens: true).ids
        case .draws(let draws, let addsSpecialTokens):
            ids += draws.encoding(of: line, addingSpecialTokens: addsSpecialTokens).ids
        }
        if let last { ids.append(last) }
    }

    /// The tokens of a line with their places; those that begin and end a sequence have empty ones.
    func encoding(of line: LineText) -> Encoding {
        let text = Array(line.bytes)
        var encoding: Encoding
        switch way {
        case .tokenizer, .pipeline:
            encoding = tokenizer.pipeline?.encode(utf8: text) ?? tokenizer.encode(utf8: text)
        case .sentencePiece(let tokenizer): encoding = tokenizer.encode(line.text)
        case .complete(let pipeline):
            encoding = pipeline.encode(utf8: text, addingSpecialTokens: true)
        case .draws(let draws, let addsSpecialTokens):
            encoding = draws.encoding(of: line, addingSpecialTokens: addsSpecialTokens)
        }
        if let first { encoding.tokens.insert(Token(id: first, range: 0..<0), at: 0) }
        if let last { encoding.tokens.append(Token(id: last, range: text.count..<text.count)) }
        return encoding
    }
}
