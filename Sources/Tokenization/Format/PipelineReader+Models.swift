internal import JSONText

extension PipelineReader {
    /// The model, by its type; files from before types had names are byte-pair encodings.
    func model(
        _ node: SchemaNode,
        readsBytes: Bool
    ) throws(TokenizerFormatError) -> any TokenizationModel {
        let type = try node["type"].optionalString ?? (node["merges"].isNull ? "" : "BPE")
        switch type {
        case "BPE": return try BPEModel(schema: node, readsBytes: readsBytes)
        case "WordLevel":
            let tokens = try node["vocab"].inventory()
            let unknown = try node["unk_token"].string
            guard tokens.id(of: unknown) != nil else {
                throw node.error("\(unknown) is not in the vocabulary", at: "unk_token")
            }
            return WordLevelModel(tokens: tokens, unknown: unknown)
        case "Unigram": return try UnigramModel(schema: node)
        case "WordPiece": return try WordPieceModel(schema: node)
        case "":
            throw node.error(
                "there is no model with a type",
                advice: "Give a whole tokenizer.json; a vocab.json of GPT-2's format needs its "
                    + "merges.txt beside it."
            )
        default: throw unknown(node, "model")
        }
    }
}

extension SchemaNode {
    /// The tokens of an object of tokens and ids.
    package func inventory() throws(TokenizerFormatError) -> TokenInventory {
        var result = TokenInventory()
        for member in try members {
            let node = SchemaNode(member.value, path: path + [member.key], source: source)
            let id = try node.id
            guard result.insert(member.key, id: id) else {
                let other = JSONValue.string(result.token(id) ?? "").serialized()
                throw node.error(
                    "the id \(id) is also that of \(other)",
                    advice: "Give each token an id of its own."
                )
            }
        }
        return result
    }
}
