internal import JSONText

extension PipelineReader {
    func postProcessors(_ node: SchemaNode) throws(TokenizerFormatError) -> [PostProcessingStep] {
        try steps(node, "processors", postProcessor)
    }

    private func postProcessor(
        _ node: SchemaNode
    ) throws(TokenizerFormatError) -> PostProcessingStep {
        switch try node.type {
        case "ByteLevel": return .byteLevel(try ByteLevelOptions(schema: node))
        case "TemplateProcessing": return .template(try template(node))
        case "BertProcessing":
            return .bert(first: try special(node["cls"]), last: try special(node["sep"]))
        case "RobertaProcessing":
            return .roberta(
                first: try special(node["cls"]),
                last: try special(node["sep"]),
                trimsOffsets: try node["trim_offsets"].bool(true),
                addsPrefixSpace: try node["add_prefix_space"].bool(true)
            )
        default: throw unknown(node, "post-processor")
        }
    }

    /// A token as an array of its spelling and its id.
    private func special(
        _ node: SchemaNode
    ) throws(TokenizerFormatError) -> PostProcessingStep.SpecialToken {
        let elements = try node.elements
        guard elements.count == 2 else { throw node.error("expected a token and its id") }
        return .init(try elements[0].string, id: try elements[1].id)
    }

    private func template(
        _ node: SchemaNode
    ) throws(TokenizerFormatError) -> PostProcessingStep.Template {
        var specials: [String: [PostProcessingStep.SpecialToken]] = [:]
        for member in node["special_tokens"].isNull ? [] : try node["special_tokens"].members {
            specials[member.key] = try tokens(node["special_tokens"][member.key])
        }
        return .init(
            single: try single(node, specials),
            pair: try parts(node["pair"], specials, ofOneText: false),
            specials: specials
        )
    }

    /// The template for one text, which is in it once, or else its tokens would be lost or doubled.
    private func single(
        _ node: SchemaNode,
        _ specials: [String: [PostProcessingStep.SpecialToken]]
    ) throws(TokenizerFormatError) -> [PostProcessingStep.Template.Part] {
        let parts = try parts(node["single"], specials, ofOneText: true)
        let count = parts.count { if case .first = $0 { true } else { false } }
        if count == 1 { return parts }
        throw node.error("the text, A, must be in it once, not \(count) times", at: "single")
    }

    private func tokens(
        _ node: SchemaNode
    ) throws(TokenizerFormatError) -> [PostProcessingStep.SpecialToken] {
        let (ids, names) = (try node["ids"].elements, try node["tokens"].elements)
        guard ids.count == names.count else {
            throw node.error("there are \(ids.count) ids and \(names.count) tokens")
        }
        var result: [PostProcessingStep.SpecialToken] = []
        for (id, name) in zip(ids, names) { result.append(.init(try name.string, id: try id.id)) }
        return result
    }

    private func parts(
        _ node: SchemaNode,
        _ specials: [String: [PostProcessingStep.SpecialToken]],
        ofOneText: Bool
    ) throws(TokenizerFormatError) -> [PostProcessingStep.Template.Part] {
        var result: [PostProcessingStep.Template.Part] = []
        for element in try node.elements {
            let part = try part(element, specials)
            if ofOneText, case .second = part {
                throw element.error("B is the second text, and there is one only", at: "Sequence")
            }
            result.append(part)
        }
        return result
    }

    private func part(
        _ node: SchemaNode,
        _ specials: [String: [PostProcessingStep.SpecialToken]]
    ) throws(TokenizerFormatError) -> PostProcessingStep.Template.Part {
        let sequence = node["Sequence"]
        if !sequence.isNull {
            let type = try sequence["type_id"].count
            switch try sequence["id"].string {
            case "A": return .first(type: type)
            case "B": return .second(type: type)
            default: throw sequence.error("neither A nor B", at: "id")
            }
        }
        let special = node["SpecialToken"]
        let name = try special["id"].string
        guard specials[name] != nil else {
            throw special.error("\(quoted(name)) is not among special_tokens", at: "id")
        }
        return .special(name, type: try special["type_id"].count)
    }
}
