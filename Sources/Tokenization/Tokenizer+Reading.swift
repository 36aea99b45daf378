extension Tokenizer {
    /// Reads a `tokenizer.json` of Hugging Face's schema, version 1.
    ///
    /// It must hold a `WordLevel` model whose first tokens are `<pad>`, `<bos>`, `<eos>` and
    /// `<unk>`, and stages this package has: a normalisation form and lower-casing; the
    /// pre-tokenizer of a ``Kind``, as ``json()`` writes it, or `WhitespaceSplit`. Padding,
    /// post-processors and decoders do not change which ids text has and are passed over, as are
    /// names the schema does not know.
    ///
    /// - Parameters:
    ///   - json: The file's contents.
    ///   - source: The name of the file, for errors.
    /// - Throws: ``TokenizerFormatError``, for anything else.
    public init(
        json: some Sequence<UInt8>,
        source: String = "tokenizer.json"
    ) throws(TokenizerFormatError) {
        self = try TokenizerReader(source: source).tokenizer(Array(json))
    }
}
