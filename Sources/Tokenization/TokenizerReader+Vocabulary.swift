extension TokenizerReader {
    /// The tokens of the model and the added ones, by id.
    func vocabulary(_ root: JSONNode) throws(TokenizerFormatError) -> Vocabulary {
        let model = try require("model", of: root)
        guard model["type"]?.string == "WordLevel" else {
            throw error(
                "the model is \(model["type"]?.string ?? "of no type"), not WordLevel",
                model
            )
        }
        if let unknown = model["unk_token"], unknown.string != "<unk>" {
            throw error("the unknown token is not \"<unk>\"", unknown, advice: Self.specialAdvice)
        }
        let vocabulary = try require("vocab", of: model)
        guard var entries = vocabulary.members else {
            throw error("\"vocab\" is not an object of tokens and ids", vocabulary)
        }
        entries += try addedTokens(root, beside: entries)
        return Vocabulary(table: try table(entries, vocabulary), counts: nil)
    }

    /// The added tokens that the model does not have; only special tokens can be added.
    private func addedTokens(
        _ root: JSONNode,
        beside entries: [JSONNode.Member]
    ) throws(TokenizerFormatError) -> [JSONNode.Member] {
        let known = Dictionary(
            entries.map { ($0.name, $0.value.integer) },
            uniquingKeysWith: { first, _ in first }
        )
        var result: [JSONNode.Member] = []
        for node in root["added_tokens"]?.elements ?? [] {
            let content = try require("content", of: node)
            let id = try require("id", of: node)
            guard case .string(let name) = content.value,
                Vocabulary.specialTokens.contains(content.string ?? "")
            else {
                throw error(
                    "an added token that is not one of this package's special tokens",
                    content,
                    advice: Self.specialAdvice
                )
            }
            if let other = known[name] {
                guard other == id.integer else {
                    throw error("an added token has another id than in the model", id)
                }
            } else {
                result.append(JSONNode.Member(name: name, offset: content.offset, value: id))
            }
        }
        return result
    }

    /// The tokens in the order of their ids, which must be 0 to the count less 1.
    private func table(
        _ entries: [JSONNode.Member],
        _ node: JSONNode
    ) throws(TokenizerFormatError) -> TokenTable {
        var places = Array(repeating: -1, count: entries.count)
        for (place, entry) in entries.enumerated() {
            guard let id = entry.value.integer, entries.indices.contains(id) else {
                throw error(
                    "a token's id is not a number from 0 to \(entries.count - 1), "
                        + "though there are \(entries.count) tokens",
                    entry.value,
                    advice: Self.idAdvice
                )
            }
            if places[id] >= 0 {
                let other = String(decoding: entries[places[id]].name, as: UTF8.self)
                throw error(
                    "the id \(id) is given to two tokens, the other is "
                        + JSONWriter.quoted(other),
                    entry.value,
                    advice: Self.idAdvice
                )
            }
            places[id] = place
        }
        return try table(places.map { entries[$0] }, in: node)
    }

    private func table(
        _ sorted: [JSONNode.Member],
        in node: JSONNode
    ) throws(TokenizerFormatError) -> TokenTable {
        guard sorted.count >= Vocabulary.specialTokens.count,
            zip(sorted, Vocabulary.specialTokens).allSatisfy({ $0.name.elementsEqual($1.utf8) })
        else {
            throw error(
                "the tokens with ids 0 to 3 are not <pad>, <bos>, <eos>, <unk>",
                node,
                advice: Self.specialAdvice
            )
        }
        var table = TokenTable()
        for entry in sorted {
            let isNew = entry.name.withUnsafeBufferPointer { table.insert($0).isNew }
            guard isNew else {
                throw TokenizerFormatError(
                    "the token is in the vocabulary twice",
                    at: entry.offset,
                    of: bytes,
                    source: source,
                    advice: Self.idAdvice
                )
            }
        }
        return table
    }

    private static let idAdvice = "Give each token once, with the ids 0, 1, 2, ... without gaps."

    private static let specialAdvice = """
        Train it with special_tokens=["<pad>", "<bos>", "<eos>", "<unk>"], in this order, and \
        unk_token="<unk>".
        """
}
