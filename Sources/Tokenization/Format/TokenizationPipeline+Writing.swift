internal import JSONText
internal import UnicodeText

extension TokenizationPipeline {
    /// The pipeline as a `tokenizer.json` of Hugging Face's schema, version 1, in UTF-8.
    ///
    /// - Returns: The file's contents. Equal pipelines give equal bytes.
    public func json() -> [UInt8] {
        let root: JSONValue = [
            "version": "1.0", "truncation": nil, "padding": nil,
            "added_tokens": .array(addedTokens.map(\.schema)),
            "normalizer": sequence("normalizers", normalizerSchemas),
            "pre_tokenizer": sequence("pretokenizers", preTokenizerSchemas),
            "post_processor": sequence("processors", postProcessors.map(\.schema)),
            "decoder": sequence("decoders", decoders.flatMap(\.schemas)),
            "model": model.schema.value,
        ]
        return Array((root.serialized(pretty: true) + "\n").utf8)
    }

    /// The steps of the first stage as they are written.
    var normalizerSchemas: [JSONValue] { normalizers.flatMap(\.schemas) }

    /// The steps of the second stage as they are written.
    var preTokenizerSchemas: [JSONValue] { preTokenizers.map(\.schema) }

    private func sequence(_ name: String, _ steps: [JSONValue]) -> JSONValue {
        if steps.count < 2 { return steps.first ?? .null }
        return ["type": "Sequence", .init(name): .array(steps)]
    }
}

extension AddedToken {
    fileprivate var schema: JSONValue {
        [
            "id": JSONValue(Int(id)), "content": .string(content),
            "single_word": .bool(isSingleWord), "lstrip": .bool(stripsLeft),
            "rstrip": .bool(stripsRight), "normalized": .bool(isNormalized),
            "special": .bool(isSpecial),
        ]
    }
}

extension SplitPattern {
    fileprivate var schema: JSONValue {
        isRegex ? ["Regex": .string(text)] : ["String": .string(text)]
    }
}

extension SplitPattern {
    /// A step that writes text for the pattern.
    fileprivate func replacement(_ content: String) -> JSONValue {
        ["type": "Replace", "pattern": schema, "content": .string(content)]
    }
}

extension SMILESShorthand {
    /// The symbols, each with its character.
    fileprivate var pairs: [(symbol: String, character: String)] {
        symbols.enumerated().map { ($1, String(Self.character($0))) }
    }
}

extension NormalizationStep {
    /// The steps there that this one is.
    fileprivate var schemas: [JSONValue] {
        switch self {
        case .transformed(let transform): transform.schemas
        case .form(let form): TextTransform.normalized(form).schemas
        case .lowercase: [["type": "Lowercase"]]
        case .shorthand(let shorthand):
            shorthand.pairs.map { SplitPattern($0.symbol).replacement($0.character) }
        default: [schema]
        }
    }

    private var schema: JSONValue {
        switch self {
        case .form, .lowercase, .transformed, .shorthand: nil
        case .stripAccents: ["type": "StripAccents"]
        case .cleaned: ["type": "Nmt"]
        case .strip(let left, let right):
            ["type": "Strip", "strip_left": .bool(left), "strip_right": .bool(right)]
        case .replace(let pattern, let content): pattern.replacement(content)
        case .prepend(let prefix): ["type": "Prepend", "prepend": .string(prefix)]
        case .bert(let bert):
            [
                "type": "BertNormalizer", "clean_text": .bool(bert.cleansText),
                "handle_chinese_chars": .bool(bert.separatesIdeographs),
                "strip_accents": bert.stripsAccents.map { .bool($0) } ?? .null,
                "lowercase": .bool(bert.lowercases),
            ]
        case .byteLevel: ["type": "ByteLevel"]
        case .mapped(let table):
            ["type": "Precompiled", "precompiled_charsmap": .string(Base64.encode(table.bytes))]
        }
    }
}

extension PreTokenizationStep {
    fileprivate var schema: JSONValue {
        switch self {
        case .byteLevel(let options): options.schema
        case .metaspace(let replacement, let prepend, let splits):
            [
                "type": "Metaspace", "replacement": .string(String(replacement)),
                "prepend_scheme": .string(prepend.rawValue), "split": .bool(splits),
            ]
        case .segments(let segmenter):
            [
                "type": "IsthmusSegments", "unit": .string(segmenter.unit.rawValue),
                "locale": .string(segmenter.locale),
            ]
        case .scripts: ["type": "UnicodeScripts"]
        case .words: ["type": "Whitespace"]
        case .whitespaceSplit: ["type": "WhitespaceSplit"]
        case .bert: ["type": "BertPreTokenizer"]
        case .punctuation(let behavior):
            ["type": "Punctuation", "behavior": .string(behavior.rawValue)]
        case .digits(let individually):
            ["type": "Digits", "individual_digits": .bool(individually)]
        case .fixedLength(let count): ["type": "FixedLength", "length": JSONValue(count)]
        case .delimiter(let scalar):
            ["type": "CharDelimiterSplit", "delimiter": .string(String(scalar))]
        case .split(let pattern, let behavior, let isInverted):
            [
                "type": "Split", "pattern": pattern.schema, "behavior": .string(behavior.rawValue),
                "invert": .bool(isInverted),
            ]
        }
    }
}

extension DecodingStep {
    /// The steps there that this one is.
    fileprivate var schemas: [JSONValue] {
        guard case .shorthand(let shorthand) = self else { return [schema] }
        return shorthand.pairs.map { SplitPattern($0.character).replacement($0.symbol) }
    }

    private var schema: JSONValue {
        switch self {
        case .byteLevel: ByteLevelOptions().schema
        case .endOfWord(let suffix): ["type": "BPEDecoder", "suffix": .string(suffix)]
        case .metaspace(let replacement, let prepend):
            [
                "type": "Metaspace", "replacement": .string(String(replacement)),
                "prepend_scheme": .string(prepend.rawValue), "split": true,
            ]
        case .wordPiece(let prefix, let cleansUp):
            ["type": "WordPiece", "prefix": .string(prefix), "cleanup": .bool(cleansUp)]
        case .byteFallback: ["type": "ByteFallback"]
        case .fuse: ["type": "Fuse"]
        case .strip(let scalar, let left, let right):
            [
                "type": "Strip", "content": .string(String(scalar)), "start": JSONValue(left),
                "stop": JSONValue(right),
            ]
        case .replace(let pattern, let content): pattern.replacement(content)
        case .shorthand: nil
        case .ctc(let blank, let delimiter, let cleansUp):
            [
                "type": "CTC", "pad_token": .string(blank),
                "word_delimiter_token": .string(delimiter), "cleanup": .bool(cleansUp),
            ]
        }
    }
}

extension PostProcessingStep {
    fileprivate var schema: JSONValue {
        switch self {
        case .byteLevel(let options): options.schema
        case .template(let template): template.schema
        case .bert(let first, let last):
            ["type": "BertProcessing", "sep": last.schema, "cls": first.schema]
        case .roberta(let first, let last, let trimsOffsets, let addsPrefixSpace):
            [
                "type": "RobertaProcessing", "sep": last.schema, "cls": first.schema,
                "trim_offsets": .bool(trimsOffsets), "add_prefix_space": .bool(addsPrefixSpace),
            ]
        }
    }
}

extension PostProcessingStep.SpecialToken {
    fileprivate var schema: JSONValue { [.string(content), JSONValue(Int(id))] }
}

extension PostProcessingStep.Template {
    fileprivate var schema: JSONValue {
        var tokens = JSONObject()
        for (name, each) in specials.sorted(by: { $0.key < $1.key }) {
            tokens[name] = [
                "id": .string(name), "ids": .array(each.map { JSONValue(Int($0.id)) }),
                "tokens": .array(each.map { .string($0.content) }),
            ]
        }
        return [
            "type": "TemplateProcessing", "single": .array(single.map(\.schema)),
            "pair": .array(pair.map(\.schema)), "special_tokens": .object(tokens),
        ]
    }
}

extension PostProcessingStep.Template.Part {
    fileprivate var schema: JSONValue {
        switch self {
        case .first(let type): ["Sequence": ["id": "A", "type_id": JSONValue(type)]]
        case .second(let type): ["Sequence": ["id": "B", "type_id": JSONValue(type)]]
        case .special(let name, let type):
            ["SpecialToken": ["id": .string(name), "type_id": JSONValue(type)]]
        }
    }
}
