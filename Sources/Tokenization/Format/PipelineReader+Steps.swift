internal import JSONText
internal import UnicodeText

extension PipelineReader {
    func normalizers(_ node: SchemaNode) throws(TokenizerFormatError) -> [NormalizationStep] {
        NormalizationStep.recognized(try steps(node, "normalizers", normalizer))
    }

    private func normalizer(_ node: SchemaNode) throws(TokenizerFormatError) -> NormalizationStep {
        switch try node.type {
        case "Lowercase": return .lowercase
        case "StripAccents": return .stripAccents
        case "Nmt": return .cleaned
        case "Strip":
            return .strip(
                left: try node["strip_left"].bool(true),
                right: try node["strip_right"].bool(true)
            )
        case "Replace":
            return .replace(try pattern(node["pattern"]), with: try node["content"].string)
        case "Prepend": return .prepend(try node["prepend"].string)
        case "BertNormalizer": return .bert(try bertNormalization(node))
        case "ByteLevel": return .byteLevel
        case "Precompiled": return .mapped(try NormalizationTable(schema: node))
        default:
            guard let transform = try TextTransform(schema: node),
                let step = NormalizationStep.steps(of: transform).first
            else { throw unknown(node, "normalizer") }
            return step
        }
    }

    private func bertNormalization(
        _ node: SchemaNode
    ) throws(TokenizerFormatError) -> NormalizationStep.BertNormalization {
        var result = NormalizationStep.BertNormalization()
        result.cleansText = try node["clean_text"].bool(true)
        result.separatesIdeographs = try node["handle_chinese_chars"].bool(true)
        result.lowercases = try node["lowercase"].bool(true)
        if !node["strip_accents"].isNull {
            result.stripsAccents = try node["strip_accents"].bool(false)
        }
        return result
    }

    func preTokenizers(_ node: SchemaNode) throws(TokenizerFormatError) -> [PreTokenizationStep] {
        try steps(node, "pretokenizers", preTokenizer)
    }

    private func preTokenizer(
        _ node: SchemaNode
    ) throws(TokenizerFormatError) -> PreTokenizationStep {
        switch try node.type {
        case "ByteLevel": return .byteLevel(try ByteLevelOptions(schema: node))
        case "Metaspace":
            return .metaspace(
                replacement: try node["replacement"].scalar,
                prepend: try prependScheme(node),
                splits: try node["split"].bool(true)
            )
        case "IsthmusSegments": return .segments(try segmenter(node))
        case "UnicodeScripts": return .scripts
        case "Whitespace": return .words
        case "WhitespaceSplit": return .whitespaceSplit
        case "BertPreTokenizer": return .bert
        case "Punctuation": return .punctuation(try behavior(node, .isolated))
        case "Digits": return .digits(individually: try node["individual_digits"].bool(false))
        case "FixedLength": return .fixedLength(try length(node["length"]))
        case "CharDelimiterSplit": return .delimiter(try node["delimiter"].scalar)
        case "Split":
            return .split(
                try pattern(node["pattern"]),
                try behavior(node, nil),
                isInverted: try node["invert"].bool(false)
            )
        default: throw unknown(node, "pre-tokenizer")
        }
    }

    /// A number of characters; that of the package is five.
    private func length(_ node: SchemaNode) throws(TokenizerFormatError) -> Int {
        if node.isNull { return 5 }
        let count = try node.count
        if count == 0 { throw node.error("pieces of no characters never end") }
        return count
    }

    private func segmenter(_ node: SchemaNode) throws(TokenizerFormatError) -> Segmenter {
        let name = try node["unit"].string
        guard let unit = SegmentUnit(rawValue: name) else {
            let names = SegmentUnit.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.error("\(quoted(name)) is none of \(names)", at: "unit")
        }
        let isRoot = node["locale"].value.string == ""
        return Segmenter(unit, locale: isRoot ? "" : try node["locale"].locale)
    }

    private func behavior(
        _ node: SchemaNode,
        _ missing: PreTokenizationStep.Behavior?
    ) throws(TokenizerFormatError) -> PreTokenizationStep.Behavior {
        if let missing, node["behavior"].isNull { return missing }
        let name = try node["behavior"].string
        guard let behavior = PreTokenizationStep.Behavior(rawValue: name) else {
            let names = PreTokenizationStep.Behavior.allCases.map(\.rawValue)
            throw node.error(
                "\(quoted(name)) is none of \(names.joined(separator: ", "))",
                at: "behavior"
            )
        }
        return behavior
    }

    /// Where a metaspace is put; older files say `add_prefix_space` instead.
    private func prependScheme(
        _ node: SchemaNode
    ) throws(TokenizerFormatError) -> PreTokenizationStep.PrependScheme {
        guard let name = try node["prepend_scheme"].optionalString else {
            return try node["add_prefix_space"].bool(true) ? .always : .never
        }
        guard let scheme = PreTokenizationStep.PrependScheme(rawValue: name) else {
            throw node.error(
                "\(quoted(name)) is none of always, first, never",
                at: "prepend_scheme"
            )
        }
        return scheme
    }

    func decoders(_ node: SchemaNode) throws(TokenizerFormatError) -> [DecodingStep] {
        DecodingStep.recognized(try steps(node, "decoders", decoder))
    }

    private func decoder(_ node: SchemaNode) throws(TokenizerFormatError) -> DecodingStep {
        switch try node.type {
        case "ByteLevel": return .byteLevel
        case "BPEDecoder": return .endOfWord(suffix: try node["suffix"].optionalString ?? "</w>")
        case "Metaspace":
            return .metaspace(
                replacement: try node["replacement"].scalar,
                prepend: try prependScheme(node)
            )
        case "WordPiece":
            return .wordPiece(
                prefix: try node["prefix"].optionalString ?? "##",
                cleansUp: try node["cleanup"].bool(true)
            )
        case "ByteFallback": return .byteFallback
        case "Fuse": return .fuse
        case "Strip":
            return .strip(
                try node["content"].scalar,
                left: try node["start"].count,
                right: try node["stop"].count
            )
        case "Replace":
            return .replace(try pattern(node["pattern"]), with: try node["content"].string)
        case "CTC":
            return .ctc(
                blank: try node["pad_token"].optionalString ?? "<pad>",
                delimiter: try node["word_delimiter_token"].optionalString ?? "|",
                cleansUp: try node["cleanup"].bool(true)
            )
        default: throw unknown(node, "decoder")
        }
    }
}
