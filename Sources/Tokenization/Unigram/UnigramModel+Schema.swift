internal import JSONText

extension UnigramModel {
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
