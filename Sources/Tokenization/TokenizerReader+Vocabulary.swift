internal import JSONText

extension TokenizerReader {
    /// The tokens of the model and the added ones, by id.
    func vocabulary(_ root: JSONValue) throws(TokenizerFormatError) -> Vocabulary {
        guard let model = root["model"], let type = model["type"]?.string else {
            throw error("there is no model with a type", ["model"])
        }
        guard type == "WordLevel" else {
            throw error("the model is \(type), not WordLevel", ["model", "type"])
        }
        guard model["unk_token"]?.string == "<unk>" else {
            throw error(
                "the unknown token is not \"<unk>\"",
                ["model", "unk_token"],
                advice: Self.specialAdvice
            )
        }
        guard var entries = model["vocab"]?.object else {
            throw error("there is no object of tokens and ids", Self.path)
        }
        try addTokens(root["added_tokens"]?.array ?? [], to: &entries)
        return try vocabulary(tokens(byID: entries.members))
    }

    /// Adds the special tokens that the model does not have.
    private func addTokens(
        _ added: [JSONValue],
        to entries: inout JSONObject
    ) throws(TokenizerFormatError) {
        for token in added {
            guard let content = token["content"]?.string, let id = token["id"],
                Vocabulary.specialTokens.contains(content)
            else {
                throw error(
                    "\(token["content"]?.string ?? token.kind) is not a special token here",
                    ["added_tokens"],
                    advice: Self.specialAdvice
                )
            }
            if let known = entries[content], known != id {
                throw error("\(content) has another id than in the model", ["added_tokens"])
            }
            entries[content] = id
        }
    }

    /// The tokens in the order of their ids, which must be 0 to the count less 1.
    private func tokens(
        byID entries: [JSONObject.Member]
    ) throws(TokenizerFormatError) -> [String] {
        var tokens: [String?] = Array(repeating: nil, count: entries.count)
        for entry in entries {
            guard let id = entry.value.integer, tokens.indices.contains(id) else {
                throw error(
                    "the id is not one of 0 to \(tokens.count - 1), though there are "
                        + "\(tokens.count) tokens",
                    Self.path + [entry.key],
                    advice: Self.idAdvice
                )
            }
            if let other = tokens[id] {
                throw error(
                    "the id \(id) is also that of \(JSONValue.string(other).serialized())",
                    Self.path + [entry.key],
                    advice: Self.idAdvice
                )
            }
            tokens[id] = entry.key
        }
        return tokens.compactMap(\.self)
    }

    private func vocabulary(_ tokens: [String]) throws(TokenizerFormatError) -> Vocabulary {
        guard tokens.starts(with: Vocabulary.specialTokens) else {
            throw error(
                "the tokens with the ids 0 to 3 are not <pad>, <bos>, <eos>, <unk>",
                Self.path,
                advice: Self.specialAdvice
            )
        }
        return Vocabulary(tokens.dropFirst(Vocabulary.specialTokens.count))
    }

    private static let path = ["model", "vocab"]

    private static let idAdvice = "Give each token once, with the ids 0, 1, 2, ... without gaps."

    private static let specialAdvice = """
        Train it with special_tokens=["<pad>", "<bos>", "<eos>", "<unk>"], in this order, and \
        unk_token="<unk>".
        """
}
