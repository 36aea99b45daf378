internal import JSONText

/// Makes a pipeline of a `tokenizer.json` of Hugging Face's schema, version 1.
struct PipelineReader {
    /// The file's contents.
    let root: SchemaNode

    func pipeline() throws(TokenizerFormatError) -> TokenizationPipeline {
        if let version = root.value["version"], version.string != "1.0" {
            throw root.error("the version of the format is not \"1.0\"", at: "version")
        }
        let normalizers = try normalizers(root["normalizer"])
        let preTokenizers = try preTokenizers(root["pre_tokenizer"])
        let model = try model(
            root["model"],
            readsBytes: isByteLevel(normalizers, preTokenizers)
        )
        return TokenizationPipeline(
            addedTokens: try addedTokens(root["added_tokens"], model),
            normalizers: normalizers,
            preTokenizers: preTokenizers,
            model: model,
            postProcessors: try postProcessors(root["post_processor"]),
            decoders: try decoders(root["decoder"])
        )
    }

    /// Whether bytes are spelled right before the model, so that it may read them unspelled.
    private func isByteLevel(
        _ normalizers: [NormalizationStep],
        _ preTokenizers: [PreTokenizationStep]
    ) -> Bool {
        if case .byteLevel? = preTokenizers.last { return !normalizers.contains(.byteLevel) }
        return false
    }

    private func addedTokens(
        _ node: SchemaNode,
        _ model: any TokenizationModel
    ) throws(TokenizerFormatError) -> [AddedToken] {
        var tokens: [AddedToken] = []
        for element in try node.elements {
            let token = AddedToken(
                id: try element["id"].id,
                content: try element["content"].string,
                isSingleWord: try element["single_word"].bool(false),
                stripsLeft: try element["lstrip"].bool(false),
                stripsRight: try element["rstrip"].bool(false),
                isNormalized: try element["normalized"].bool(true),
                isSpecial: try element["special"].bool(false)
            )
            if let other = model.tokens.token(token.id),
                other.utf8.elementsEqual(token.content.utf8)
            {
                tokens.append(token)
            } else if let other = model.tokens.token(token.id) ?? spelling(token.id, tokens) {
                throw element.error("the id \(token.id) is also that of \(quoted(other))", at: "id")
            } else {
                tokens.append(token)
            }
        }
        return tokens
    }

    private func spelling(_ id: TokenID, _ tokens: [AddedToken]) -> String? {
        tokens.first { $0.id == id }?.content
    }

    /// The steps of nested sequences, one after the other, each as `read` makes it.
    func steps<Step>(
        _ node: SchemaNode,
        _ name: String,
        _ read: (SchemaNode) throws(TokenizerFormatError) -> Step
    ) throws(TokenizerFormatError) -> [Step] {
        if node.isNull { return [] }
        guard try node.type == "Sequence" else { return [try read(node)] }
        var result: [Step] = []
        for element in try node[name].elements { result += try steps(element, name, read) }
        return result
    }

    /// An error at a type that is not known here.
    func unknown(_ node: SchemaNode, _ what: String) -> TokenizerFormatError {
        node.error(
            "\(node.value["type"]?.string ?? node.value.kind) is not a \(what) that is known here",
            advice: "Use another tokenizer, or one that does without."
        )
    }

    /// The pattern of a `Split` or a `Replace`.
    func pattern(_ node: SchemaNode) throws(TokenizerFormatError) -> SplitPattern {
        if let string = try node["String"].optionalString { return SplitPattern(string) }
        if let string = node.value.string { return SplitPattern(string) }
        let regex = try node["Regex"].string
        do {
            return try SplitPattern(reading: regex)
        } catch {
            throw TokenizerFormatError(error, at: node.path + ["Regex"], source: node.source)
        }
    }

    func quoted(_ text: String) -> String { JSONValue.string(text).serialized() }
}

extension TokenizationPipeline {
    /// Reads a `tokenizer.json` of Hugging Face's schema, version 1.
    ///
    /// Truncation and padding are passed over.
    ///
    /// - Parameters:
    ///   - json: The file's contents.
    ///   - source: The name of the file, for errors.
    /// - Throws: ``TokenizerFormatError``, also for stages and models that are not known here,
    ///   and for regular expressions that are not understood.
    public init(
        json: some Sequence<UInt8>,
        source: String = "tokenizer.json"
    ) throws(TokenizerFormatError) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: Array(json))
        } catch {
            throw TokenizerFormatError(error, source: source)
        }
        self = try PipelineReader(root: SchemaNode(value, source: source)).pipeline()
    }
}
