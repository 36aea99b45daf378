internal import JSONText

extension Tokenizer {
    /// The tokenizer as a `tokenizer.json` of Hugging Face's schema, version 1, in UTF-8.
    ///
    /// Python's `tokenizers` package reads it and gives the same ids, for words with the
    /// exceptions listed in Documentation/Decisions/0011. There the texts `<pad>`, `<bos>` and
    /// `<eos>` become special tokens; here they are text. Counts are not part of the schema.
    ///
    /// - Returns: The file's contents. Equal tokenizers give equal bytes.
    public func json() -> [UInt8] {
        if let pipeline { return pipeline.json() }
        let root: JSONValue = [
            "version": "1.0",
            "truncation": nil,
            "padding": nil,
            "added_tokens": .array(Vocabulary.specialTokens.enumerated().map(addedToken)),
            "normalizer": HuggingFaceSchema.normalizer(normalizer),
            "pre_tokenizer": HuggingFaceSchema.preTokenizer(kind),
            "post_processor": nil,
            "decoder": HuggingFaceSchema.decoder(kind),
            "model": ["type": "WordLevel", "vocab": vocabularyObject, "unk_token": "<unk>"],
        ]
        return Array((root.serialized(pretty: true) + "\n").utf8)
    }

    /// An entry of `added_tokens`.
    ///
    /// The unknown token is not special there, so that decoding writes it as it does here.
    private func addedToken(id: Int, content: String) -> JSONValue {
        [
            "id": JSONValue(id), "content": .string(content), "single_word": true,
            "lstrip": false, "rstrip": false, "normalized": false,
            "special": .bool(id != Int(Vocabulary.unknown)),
        ]
    }

    private var vocabularyObject: JSONValue {
        var object = JSONObject()
        for id in 0..<TokenID(vocabulary.count) { object[vocabulary[id]] = JSONValue(Int(id)) }
        return .object(object)
    }
}
