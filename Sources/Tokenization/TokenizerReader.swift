internal import JSONText
internal import UnicodeText

/// Makes a tokenizer of a `tokenizer.json`.
struct TokenizerReader {
    let source: String

    func tokenizer(_ bytes: [UInt8]) throws(TokenizerFormatError) -> Tokenizer {
        let root = try parse(bytes)
        guard root.object != nil else {
            throw error("a tokenizer is an object, not \(root.kind)", [])
        }
        guard isWhole(root) else {
            var tokenizer = Tokenizer(pipeline: try pipeline(root))
            tokenizer.passedOver = ["truncation", "padding"].filter { !(root[$0] ?? nil).isNull }
            return tokenizer
        }
        if let version = root["version"], version.string != "1.0" {
            throw error("the version of the format is not \"1.0\"", ["version"])
        }
        if let truncation = root["truncation"], !truncation.isNull {
            throw error(
                "truncation would cut texts short",
                ["truncation"],
                advice: "Set it to null; the length of sequences is limited elsewhere."
            )
        }
        let node = SchemaNode(root, source: source)
        let kind = try kind(node["pre_tokenizer"])
        let vocabulary = try vocabulary(root)
        return Tokenizer(
            kind: kind,
            normalizer: try normalizer(node, kind: kind),
            vocabulary: vocabulary,
            locale: try locale(node["pre_tokenizer"], vocabulary)
        )
    }

    /// Whether the file is one of a tokenizer of whole pieces, with our special tokens.
    private func isWhole(_ root: JSONValue) -> Bool {
        guard let model = root["model"], model["type"]?.string == "WordLevel",
            model["unk_token"]?.string == "<unk>"
        else { return false }
        switch HuggingFaceSchema.kind(of: root["pre_tokenizer"] ?? nil) {
        case nil: return false
        case .whitespace:
            return hasOwnSpecialTokens(root) && (root["decoder"] ?? nil).isNull
                && !lowercasesEachCharacter(SchemaNode(root, source: source))
        default: return true
        }
    }

    /// Whether the special tokens are those of files made here; WhitespaceSplit and `<unk>` are usual elsewhere.
    private func hasOwnSpecialTokens(_ root: JSONValue) -> Bool {
        let own = Vocabulary.specialTokens
        if let added = root["added_tokens"]?.array, !added.isEmpty {
            return added.allSatisfy { token in
                token["content"]?.string.flatMap(own.firstIndex) == token["id"]?.integer
            }
        }
        let entries = root["model"]?["vocab"]
        return own.enumerated().allSatisfy { id, token in entries?[token]?.integer == id }
    }

    /// Whether text is lower-cased without regard to the ends of words, which pipelines do.
    ///
    /// Earlier files of this package say so too, and mean them, but those of white space are more
    /// often made elsewhere.
    private func lowercasesEachCharacter(_ root: SchemaNode) -> Bool {
        let reader = PipelineReader(root: root)
        var steps = ((try? reader.steps(root["normalizer"], "normalizers") { $0 }) ?? [])[...]
        while let step = steps.first {
            let count = (try? TextTransform.first(of: steps))?.stepCount ?? 1
            if count == 1, step.value["type"]?.string == "Lowercase" { return true }
            steps = steps.dropFirst(count)
        }
        return false
    }

    private func pipeline(
        _ root: JSONValue
    ) throws(TokenizerFormatError) -> TokenizationPipeline {
        try PipelineReader(root: SchemaNode(root, source: source)).pipeline()
    }

    private func parse(_ bytes: [UInt8]) throws(TokenizerFormatError) -> JSONValue {
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw TokenizerFormatError(error, source: source)
        }
    }

    func error(
        _ problem: String,
        _ path: [String],
        advice: String? = nil
    ) -> TokenizerFormatError {
        TokenizerFormatError(
            problem,
            at: path,
            source: source,
            advice: advice ?? "Make the file anew with `isthmus vocab train`."
        )
    }

    private func kind(_ node: SchemaNode) throws(TokenizerFormatError) -> Tokenizer.Kind {
        if let kind = HuggingFaceSchema.kind(of: node.value) { return kind }
        let type = node.value["type"]?.string
        throw error(
            "\(type ?? node.value.kind) cuts text in a way this package does not",
            ["pre_tokenizer"],
            advice: "Use WhitespaceSplit, or one that `isthmus vocab train` writes."
        )
    }

    /// The locale by whose rules words are cut, "" for those of Unicode alone.
    ///
    /// Earlier files did not say that dictionaries find the words, which is no matter where there
    /// are no such words.
    private func locale(
        _ node: SchemaNode,
        _ vocabulary: Vocabulary
    ) throws(TokenizerFormatError) -> String {
        if node.value.isSame(as: HuggingFaceSchema.earlierWords) {
            return vocabulary.unspacedTokens.isEmpty ? "" : Tokenizer.rootLocale
        }
        return node.value["type"]?.string == HuggingFaceSchema.localWords
            ? try node["locale"].locale : ""
    }

    private func normalizer(
        _ root: SchemaNode,
        kind: Tokenizer.Kind
    ) throws(TokenizerFormatError) -> Normalizer {
        var result = Normalizer([], isTidied: kind == .word)
        let reader = PipelineReader(root: root)
        var steps = try reader.steps(root["normalizer"], "normalizers") { $0 }[...]
        while let step = steps.first {
            if let (transform, count) = try TextTransform.first(of: steps) {
                result.transforms.append(transform)
                steps = steps.dropFirst(count)
            } else if kind == .word,
                (HuggingFaceSchema.tidyingSteps + HuggingFaceSchema.earlierTidyingSteps)
                    .contains(where: step.value.isSame)
            {
                steps = steps.dropFirst()
            } else {
                throw error(
                    "\(step.value["type"]?.string ?? step.value.kind) cannot be used, or not at "
                        + "this place",
                    ["normalizer"],
                    advice: "Use NFC, NFD, NFKC, NFKD, Lowercase, and what `isthmus vocab train` "
                        + "writes."
                )
            }
        }
        return result
    }
}
