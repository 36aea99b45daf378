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
        guard isWhole(root) else { return Tokenizer(pipeline: try pipeline(root)) }
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
        let kind = try kind(root["pre_tokenizer"] ?? nil)
        return Tokenizer(
            kind: kind,
            normalizer: try normalizer(root["normalizer"] ?? nil, kind: kind),
            vocabulary: try vocabulary(root)
        )
    }

    /// Whether the file is one of a tokenizer of whole pieces, with our special tokens.
    private func isWhole(_ root: JSONValue) -> Bool {
        guard let model = root["model"], model["type"]?.string == "WordLevel",
            model["unk_token"]?.string == "<unk>"
        else { return false }
        let preTokenizer = root["pre_tokenizer"] ?? nil
        return Tokenizer.Kind.allCases.contains {
            preTokenizer.isSame(as: HuggingFaceSchema.preTokenizer($0))
        }
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

    private func kind(_ node: JSONValue) throws(TokenizerFormatError) -> Tokenizer.Kind {
        for kind in Tokenizer.Kind.allCases
        where node.isSame(as: HuggingFaceSchema.preTokenizer(kind)) {
            return kind
        }
        throw error(
            "\(node["type"]?.string ?? node.kind) cuts text in a way this package does not",
            ["pre_tokenizer"],
            advice: "Use WhitespaceSplit, or one that `isthmus vocab train` writes."
        )
    }

    private func normalizer(
        _ node: JSONValue,
        kind: Tokenizer.Kind
    ) throws(TokenizerFormatError) -> Normalizer {
        var result = Normalizer(isTidied: kind == .word)
        for step in steps(of: node) {
            let type = step["type"]?.string ?? step.kind
            if let form = NormalizationForm(rawValue: type.lowercased()), result.form == nil,
                !result.isLowercased
            {
                result.form = form
            } else if type == "Lowercase" {
                result.isLowercased = true
            } else if kind != .word || !HuggingFaceSchema.tidyingSteps.contains(where: step.isSame)
            {
                throw error(
                    "\(type) cannot be used, or not at this place",
                    ["normalizer"],
                    advice: "Use at most NFC, NFD, NFKC or NFKD, and then Lowercase."
                )
            }
        }
        return result
    }

    /// The normalizers of nested sequences, one after the other.
    private func steps(of node: JSONValue) -> [JSONValue] {
        if node.isNull { return [] }
        guard node["type"]?.string == "Sequence" else { return [node] }
        return (node["normalizers"]?.array ?? []).flatMap(steps)
    }
}

extension JSONValue {
    /// Whether two values are the same, in whatever order objects have their members.
    fileprivate func isSame(as other: JSONValue) -> Bool {
        guard let object, let otherObject = other.object else { return self == other }
        return object.count == otherObject.count
            && object.members.allSatisfy { member in
                otherObject[member.key].map(member.value.isSame) ?? false
            }
    }
}
