internal import UnicodeText

extension Tokenizer {
    /// The tokenizer as a `tokenizer.json` of Hugging Face's schema, version 1, in UTF-8.
    ///
    /// Python's `tokenizers` package reads it and gives the same ids, for words with the
    /// exceptions listed in Documentation/Decisions/0011. There the texts `<pad>`, `<bos>` and
    /// `<eos>` become special tokens; here they are text. Counts are not part of the schema.
    ///
    /// - Returns: The file's contents. Equal tokenizers give equal bytes.
    public func json() -> [UInt8] {
        var result = Array(head.utf8)
        for number in 0..<vocabulary.count {
            result += Array("\(number == 0 ? "" : ",")\n      ".utf8)
            JSONWriter.append(quoted: vocabulary.table[number], to: &result)
            result += Array(": \(number)".utf8)
        }
        result += Array("\n    }\n  }\n}\n".utf8)
        return result
    }

    private var head: String {
        """
        {
          "version": "1.0",
          "truncation": null,
          "padding": null,
          "added_tokens": [
        \(Vocabulary.specialTokens.enumerated().map(addedToken).joined(separator: ",\n"))
          ],
          "normalizer": \(normalizerJSON),
          "pre_tokenizer": \(HuggingFaceSchema.preTokenizer(kind)),
          "post_processor": null,
          "decoder": \(HuggingFaceSchema.decoder(kind)),
          "model": {
            "type": "WordLevel",
            "unk_token": "<unk>",
            "vocab": {
        """
    }

    /// An entry of `added_tokens`.
    ///
    /// The unknown token is not special there, so that decoding writes it as it does here.
    private func addedToken(id: Int, content: String) -> String {
        """
            {"id": \(id), "content": "\(content)", "single_word": true, "lstrip": false, \
        "rstrip": false, "normalized": false, "special": \(id != Int(Vocabulary.unknown))}
        """
    }

    private var normalizerJSON: String {
        let steps = normalizer.steps
        if steps.isEmpty { return "null" }
        let list = steps.map { "\n    " + $0 }.joined(separator: ",")
        return #"{"type": "Sequence", "normalizers": ["# + list + "\n  ]}"
    }
}

extension Normalizer {
    /// The steps, as JSON.
    fileprivate var steps: [String] {
        var steps: [String] = []
        if let form { steps.append("{\"type\": \"\(form.rawValue.uppercased())\"}") }
        if isLowercased { steps.append(#"{"type": "Lowercase"}"#) }
        return steps + (isTidied ? HuggingFaceSchema.tidyingSteps : [])
    }
}
