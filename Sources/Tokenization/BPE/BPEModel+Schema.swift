internal import JSONText

extension BPEModel {
    /// Reads the member `model` of a `tokenizer.json`, with either spelling of merges.
    package init(schema node: SchemaNode, readsBytes: Bool) throws(TokenizerFormatError) {
        var options = Options()
        options.unknown = try node["unk_token"].optionalString
        options.fusesUnknown = try node["fuse_unk"].bool(false)
        options.fallsBackToBytes = try node["byte_fallback"].bool(false)
        options.continuingSubwordPrefix = try node["continuing_subword_prefix"].optionalString
        options.endOfWordSuffix = try node["end_of_word_suffix"].optionalString
        options.ignoresMerges = try node["ignore_merges"].bool(false)
        options.dropout = try node["dropout"].optionalDouble
        if options.continuingSubwordPrefix == "" { options.continuingSubwordPrefix = nil }
        if options.endOfWordSuffix == "" { options.endOfWordSuffix = nil }
        let tokens = try node["vocab"].inventory()
        if let unknown = options.unknown, tokens.id(of: unknown) == nil {
            throw node.error("\(unknown) is not in the vocabulary", at: "unk_token")
        }
        if let dropout = options.dropout, !(0...1 ~= dropout) {
            throw node.error("\(dropout) is not a probability", at: "dropout")
        }
        var merges: [BPEMerge] = []
        for element in try node["merges"].elements {
            let pair = try Self.pair(element)
            let reader = BPEMergeReader(tokens: tokens, prefix: options.continuingSubwordPrefix)
            switch reader.merge(pair.0, pair.1) {
            case .success(let merge): merges.append(merge)
            case .failure(let missing):
                throw element.error("the token \(missing.quoted) is not in the vocabulary")
            }
        }
        self.init(tokens: tokens, merges: merges, options: options, readsBytes: readsBytes)
    }

    /// A merge as "a b" or as ["a", "b"].
    private static func pair(_ node: SchemaNode) throws(TokenizerFormatError) -> (String, String) {
        if let text = node.value.string {
            let parts = text.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
            guard parts.count == 2, let left = String(parts[0]), let right = String(parts[1]) else {
                throw node.error("expected two tokens with a space between them")
            }
            return (left, right)
        }
        let parts = try node.elements
        guard parts.count == 2 else { throw node.error("expected two tokens") }
        return (try parts[0].string, try parts[1].string)
    }

    /// The model as `tokenizer.json` has it.
    public var schema: ModelSchema {
        var object = JSONObject()
        object["type"] = "BPE"
        object["dropout"] = options.dropout.map { JSONValue($0) } ?? .null
        object["unk_token"] = options.unknown.map { .string($0) } ?? .null
        object["continuing_subword_prefix"] =
            options.continuingSubwordPrefix.map { .string($0) } ?? .null
        object["end_of_word_suffix"] = options.endOfWordSuffix.map { .string($0) } ?? .null
        object["fuse_unk"] = .bool(options.fusesUnknown)
        object["byte_fallback"] = .bool(options.fallsBackToBytes)
        object["ignore_merges"] = .bool(options.ignoresMerges)
        object["vocab"] = tokens.object
        object["merges"] = .array(
            spelledMerges.map { .array([.string($0.left), .string($0.right)]) }
        )
        return ModelSchema(.object(object))
    }

    /// The spellings of the merges, the earliest first.
    var spelledMerges: [(left: String, right: String)] {
        merges.map { (tokens.token($0.left) ?? "", tokens.token($0.right) ?? "") }
    }
}

/// Finds the tokens that merges name.
struct BPEMergeReader {
    /// A token that the vocabulary lacks.
    struct Missing: Error {
        let token: String

        /// The token in quotation marks.
        var quoted: String { JSONValue.string(token).serialized() }
    }

    let tokens: TokenInventory

    /// What the second token of a pair loses when it is joined.
    let prefix: String?

    func merge(_ left: String, _ right: String) -> Result<BPEMerge, Missing> {
        guard let leftID = tokens.id(of: left) else { return .failure(Missing(token: left)) }
        guard let rightID = tokens.id(of: right) else { return .failure(Missing(token: right)) }
        let joined = left + (prefix.map { right.trimming(prefix: $0) } ?? right)
        guard let result = tokens.id(of: joined) else { return .failure(Missing(token: joined)) }
        return .success(BPEMerge(left: leftID, right: rightID, result: result))
    }
}

extension String {
    /// The string without its first bytes, if they are those of the prefix.
    func trimming(prefix: String) -> String {
        guard utf8.starts(with: prefix.utf8) else { return self }
        return String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
}
