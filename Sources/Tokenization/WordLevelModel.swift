package import JSONText

/// A model whose tokens are whole pieces: `WordLevel`.
public struct WordLevelModel: TokenizationModel, Hashable {
    /// The tokens.
    public let tokens: TokenInventory

    /// The spelling of the token for pieces that the model lacks.
    public let unknown: String

    /// The token for pieces that the model lacks, or nil when they are left out.
    public let unknownID: TokenID?

    /// Creates a model.
    public init(tokens: TokenInventory, unknown: String) {
        self.tokens = tokens
        self.unknown = unknown
        unknownID = tokens.id(of: unknown)
    }

    /// Appends the token that the piece is, or the unknown one.
    public func encode(_ piece: UnsafeBufferPointer<UInt8>, into result: inout PieceTokens) {
        let id = tokens.id(of: piece)
        if id >= 0 {
            result.append(id, end: piece.count)
        } else if let unknownID {
            result.append(unknownID, end: piece.count)
        }
    }

    /// The model as `tokenizer.json` has it.
    public var schema: ModelSchema {
        ModelSchema([
            "type": "WordLevel", "vocab": tokens.object, "unk_token": .string(unknown),
        ])
    }
}

extension TokenInventory {
    /// The tokens and their ids as a JSON object, by id.
    package var object: JSONValue {
        var object = JSONObject()
        for (id, token) in entries { object[token] = JSONValue(Int(id)) }
        return .object(object)
    }
}
