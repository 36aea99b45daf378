internal import UnicodeText

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
        self = try TokenizerReader(bytes: Array(json), source: source).tokenizer()
    }
}

/// Makes a tokenizer of a `tokenizer.json`.
struct TokenizerReader {
    let bytes: [UInt8]
    let source: String

    func tokenizer() throws(TokenizerFormatError) -> Tokenizer {
        let root = try JSONReader.read(bytes, source: source)
        guard root.members != nil else { throw error("a tokenizer is a JSON object", root) }
        if let version = root["version"], version.string != "1.0" {
            throw error("the version of the format is not \"1.0\"", version)
        }
        if let truncation = root["truncation"], !truncation.isNull {
            throw error(
                "truncation would cut texts short",
                truncation,
                advice: "Set \"truncation\" to null; the length is limited elsewhere."
            )
        }
        let kind = try kind(root)
        return Tokenizer(
            kind: kind,
            normalizer: try normalizer(root["normalizer"], kind: kind),
            vocabulary: try vocabulary(root)
        )
    }

    func error(
        _ problem: String,
        _ node: JSONNode?,
        advice: String? = nil
    ) -> TokenizerFormatError {
        TokenizerFormatError(
            problem,
            at: node?.offset ?? 0,
            of: bytes,
            source: source,
            advice: advice ?? "Make the file anew with `isthmus vocab train`."
        )
    }

    /// The member with a name, which must be there.
    func require(_ name: String, of node: JSONNode) throws(TokenizerFormatError) -> JSONNode {
        guard let member = node[name] else { throw error("\"\(name)\" is missing", node) }
        return member
    }

    private func kind(_ root: JSONNode) throws(TokenizerFormatError) -> Tokenizer.Kind {
        let node = try require("pre_tokenizer", of: root)
        for kind in Tokenizer.Kind.allCases {
            let spelling = Array(HuggingFaceSchema.preTokenizer(kind).utf8)
            if node.isSame(as: try JSONReader.read(spelling, source: "")) { return kind }
        }
        let name = node["type"]?.string ?? "null"
        throw error(
            "the pre-tokenizer \(name) is not one of this package's",
            node,
            advice: "Use WhitespaceSplit, or one that `isthmus vocab train` writes."
        )
    }

    private func normalizer(
        _ node: JSONNode?,
        kind: Tokenizer.Kind
    ) throws(TokenizerFormatError) -> Normalizer {
        var result = Normalizer(isTidied: kind == .word)
        for step in steps(of: node) {
            let type = step["type"]?.string ?? "?"
            if let form = NormalizationForm(rawValue: type.lowercased()), result.form == nil,
                !result.isLowercased
            {
                result.form = form
            } else if type == "Lowercase" {
                result.isLowercased = true
            } else if try !isTidying(step) || kind != .word {
                throw error(
                    "the normalizer \(type) cannot be used, or not at this place",
                    step,
                    advice: "Use at most NFC, NFD, NFKC or NFKD, and then Lowercase."
                )
            }
        }
        return result
    }

    /// The normalizers of nested sequences, one after the other.
    private func steps(of node: JSONNode?) -> [JSONNode] {
        guard let node, !node.isNull else { return [] }
        guard node["type"]?.string == "Sequence" else { return [node] }
        return (node["normalizers"]?.elements ?? []).flatMap(steps)
    }

    private func isTidying(_ step: JSONNode) throws(TokenizerFormatError) -> Bool {
        for spelling in HuggingFaceSchema.tidyingSteps {
            if step.isSame(as: try JSONReader.read(Array(spelling.utf8), source: "")) {
                return true
            }
        }
        return false
    }
}

extension JSONNode {
    /// Whether two values are the same, in whatever order objects have their members.
    fileprivate func isSame(as other: JSONNode) -> Bool {
        guard let members, let others = other.members else { return self == other }
        return members.count == others.count
            && members.allSatisfy { member in
                let name = String(decoding: member.name, as: UTF8.self)
                return other[name].map(member.value.isSame) ?? false
            }
    }
}
