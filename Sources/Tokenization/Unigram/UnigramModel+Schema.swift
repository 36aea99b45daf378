internal import JSONText

extension UnigramModel {
    /// Reads the member `model` of a `tokenizer.json`.
    package init(schema node: SchemaNode) throws(TokenizerFormatError) {
        var pieces: [(token: String, score: Double)] = []
        var seen = TokenInventory()
        for entry in try node["vocab"].elements {
            let parts = try entry.elements
            guard parts.count == 2, let score = try parts[1].optionalDouble, score.isFinite else {
                throw entry.error("expected a piece and its log-probability")
            }
            let token = try parts[0].string
            guard seen.insert(token, id: TokenID(pieces.count)) else {
                let name = JSONValue.string(token).serialized()
                throw entry.error("the piece \(name) is there already")
            }
            pieces.append((token, score))
        }
        let unknownID = node["unk_id"].isNull ? nil : try node["unk_id"].id
        if let unknownID, Int(unknownID) >= pieces.count {
            throw node.error("there is no piece \(unknownID)", at: "unk_id")
        }
        self.init(
            pieces: pieces,
            unknownID: unknownID,
            hasByteFallback: try node["byte_fallback"].bool(false)
        )
    }

    /// The member `model` of a `tokenizer.json`: type `Unigram`.
    public var schema: ModelSchema {
        let entries = scores.indices.map { id -> JSONValue in
            [.string(tokens.token(TokenID(id)) ?? ""), JSONValue(scores[id])]
        }
        return ModelSchema([
            "type": "Unigram",
            "unk_id": unknownID.map { JSONValue(Int($0)) } ?? nil,
            "vocab": .array(entries),
            "byte_fallback": .bool(hasByteFallback),
        ])
    }
}
