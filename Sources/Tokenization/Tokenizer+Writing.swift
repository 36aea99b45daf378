internal import JSONText
public import UnicodeText

extension Tokenizer {
    /// The tokenizer as a `tokenizer.json` of Hugging Face's schema, version 1, in UTF-8.
    ///
    /// Python's `tokenizers` package reads it and gives the same ids, unless ``ownSteps`` names
    /// any. There the texts `<pad>`, `<bos>` and `<eos>` become special tokens; here they are text.
    /// Counts are not part of the schema.
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
            "pre_tokenizer": HuggingFaceSchema.preTokenizer(kind, locale: locale),
            "post_processor": nil,
            "decoder": HuggingFaceSchema.decoder(kind),
            "model": ["type": "WordLevel", "vocab": vocabularyObject, "unk_token": "<unk>"],
        ]
        return Array((root.serialized(pretty: true) + "\n").utf8)
    }

    /// How text is rewritten first, as far as the steps are transforms that this package names.
    public var transforms: [TextTransform] {
        guard let pipeline else { return normalizer.transforms }
        var steps = pipeline.normalizerSchemas.map { SchemaNode($0, source: "") }[...]
        var result: [TextTransform] = []
        while !steps.isEmpty {
            let found = try? TextTransform.first(of: steps)
            if let found { result.append(found.transform) }
            steps = steps.dropFirst(found?.stepCount ?? 1)
        }
        return result
    }

    /// The types of the steps in ``json()`` that rewrite text, each once.
    public var normalizerTypes: [String] {
        let steps = pipeline?.normalizerSchemas ?? normalizer.transforms.flatMap(\.schemas)
        var seen: Set<String> = []
        return steps.compactMap { $0["type"]?.string }.filter { seen.insert($0).inserted }
    }

    /// The types of steps in ``json()`` that are of this package's own, so that no other reads it.
    public var ownSteps: [String] {
        let steps =
            pipeline.map { $0.normalizerSchemas + $0.preTokenizerSchemas }
            ?? normalizer.transforms.flatMap(\.schemas)
            + [HuggingFaceSchema.preTokenizer(kind, locale: locale)]
        var seen: Set<String> = []
        return steps.compactMap { $0["type"]?.string }
            .filter { $0.hasPrefix("Isthmus") && seen.insert($0).inserted }
    }

    /// An entry of `added_tokens`.
    ///
    /// The unknown token is not special there, so that decoding writes it as it does here. Among
    /// words it is looked for in text that is tidied already, since each part of a text between
    /// tokens that are found before is tidied by itself.
    private func addedToken(id: Int, content: String) -> JSONValue {
        let isUnknown = id == Int(Vocabulary.unknown)
        return [
            "id": JSONValue(id), "content": .string(content), "single_word": true,
            "lstrip": false, "rstrip": false, "normalized": .bool(isUnknown && kind == .word),
            "special": .bool(!isUnknown),
        ]
    }

    private var vocabularyObject: JSONValue {
        var object = JSONObject()
        for id in 0..<TokenID(vocabulary.count) { object[vocabulary[id]] = JSONValue(Int(id)) }
        return .object(object)
    }
}
