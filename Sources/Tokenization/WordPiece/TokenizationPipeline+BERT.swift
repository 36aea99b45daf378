extension TokenizationPipeline {
    /// The pipeline of BERT around the tokens of a `vocab.txt`.
    ///
    /// Text is lower-cased and loses its accents when no token has an ASCII capital, but for those
    /// in brackets, such as `[CLS]`.
    ///
    /// - Parameters:
    ///   - lines: The file's contents.
    ///   - source: The name of the file, for errors.
    /// - Throws: ``TokenizerFormatError``, when the file is no list of tokens, or lacks `[UNK]`.
    public init(
        bertVocabulary lines: some Sequence<UInt8>,
        source: String = "vocab.txt"
    ) throws(TokenizerFormatError) {
        let tokens = try TokenInventory(lines: lines, source: source)
        guard tokens.id(of: "[UNK]") != nil else {
            throw TokenizerFormatError(
                "there is no [UNK]",
                at: [],
                source: source,
                advice: "Give the token for words that cannot be cut a line of its own."
            )
        }
        var normalization = NormalizationStep.BertNormalization()
        normalization.lowercases = !(0..<TokenID(tokens.idLimit)).contains { id in
            guard let token = tokens.token(id), !token.hasPrefix("[") else { return false }
            return token.utf8.contains { 0x41...0x5A ~= $0 }
        }
        let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].compactMap { token in
            tokens.id(of: token).map { AddedToken(id: $0, content: token) }
        }
        var postProcessors: [PostProcessingStep] = []
        if let first = tokens.id(of: "[CLS]"), let last = tokens.id(of: "[SEP]") {
            postProcessors = [
                .bert(first: .init("[CLS]", id: first), last: .init("[SEP]", id: last))
            ]
        }
        self.init(
            addedTokens: special,
            normalizers: [.bert(normalization)],
            preTokenizers: [.bert],
            model: WordPieceModel(tokens: tokens),
            postProcessors: postProcessors,
            decoders: [.wordPiece(prefix: "##", cleansUp: true)]
        )
    }
}

extension WordPieceModel {
    /// The tokens as a `vocab.txt`, or nil when a token holds a line end or an id is missing.
    ///
    /// Special tokens as ``SubwordTrainer`` makes them are spelled as BERT's are, unless those are
    /// there too: `<pad>` as `[PAD]`, `<bos>` as `[CLS]`, `<eos>` as `[SEP]`, `<unk>` as `[UNK]`.
    public var bertVocabulary: [UInt8]? {
        guard tokens.count == tokens.idLimit else { return nil }
        let spellings = ["<pad>": "[PAD]", "<bos>": "[CLS]", "<eos>": "[SEP]", "<unk>": "[UNK]"]
        let renamed = tokens.entries.map { id, token in
            guard id < spellings.count, let spelling = spellings[token],
                tokens.id(of: spelling) == nil
            else { return token }
            return spelling
        }
        return TokenInventory(renamed).lines
    }
}
