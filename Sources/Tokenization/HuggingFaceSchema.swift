internal import JSONText
internal import UnicodeText

/// How the stages of a tokenizer are spelled in Hugging Face's `tokenizer.json`, version 1.
///
/// The pre-tokenizers there are regular expressions of Oniguruma. They give the same pieces as ours,
/// as far as both know the same version of Unicode. Words that need a dictionary cannot be written
/// as a regular expression, so the rules of a locale have a name of our own, and no other program
/// reads a file that has it.
enum HuggingFaceSchema {
    /// The type of a pre-tokenizer of words by the rules of a locale.
    static let localWords = "IsthmusWords"

    /// The pre-tokenizer of a kind; the rules of a locale for words have a name of our own.
    static func preTokenizer(_ kind: Tokenizer.Kind, locale: String = "") -> JSONValue {
        if !locale.isEmpty { return ["type": .string(localWords), "locale": .string(locale)] }
        return switch kind {
        case .whitespace: ["type": "WhitespaceSplit"]
        case .character: split(characterPattern, behavior: "Isolated", invert: false)
        case .smiles: split(smilesPattern, behavior: "Isolated", invert: false)
        case .selfies: split(selfiesPattern, behavior: "Isolated", invert: false)
        case .subword: nil
        case .word: split(WordExpression.pieces, behavior: "Removed", invert: true)
        }
    }

    /// The kind whose pieces a pre-tokenizer cuts, and the locale by whose rules; nil for one that
    /// is none of ours.
    static func kind(of preTokenizer: JSONValue) -> Tokenizer.Kind? {
        if preTokenizer["type"]?.string == localWords { return .word }
        if preTokenizer.isSame(as: earlierWords) { return .word }
        return Tokenizer.Kind.allCases.first { preTokenizer.isSame(as: Self.preTokenizer($0)) }
    }

    /// The pre-tokenizer of earlier files, whose words were found by dictionaries whatever they said.
    static let earlierWords = split(WordExpression.earlier, behavior: "Removed", invert: true)

    /// The decoder of a kind.
    static func decoder(_ kind: Tokenizer.Kind) -> JSONValue {
        switch kind {
        case .whitespace, .subword: nil
        case .character, .smiles, .selfies: ["type": "Fuse"]
        case .word: sequence("decoders", wordDecoders)
        }
    }

    /// The marks U+FDD0 and U+FDD1, which are no characters.
    private static let wordEnd = String(decoding: [0xEF, 0xB7, 0x90] as [UInt8], as: UTF8.self)
    private static let wordStart = String(decoding: [0xEF, 0xB7, 0x91] as [UInt8], as: UTF8.self)

    /// Marking the ends of words and their starts, and writing a space where both meet.
    private static let wordDecoders: [JSONValue] = [
        replace("Regex", WordExpression.end, by: wordEnd),
        replace("Regex", WordExpression.start, by: wordStart),
        ["type": "Fuse"],
        replace("String", wordEnd + wordStart, by: " "),
        replace("Regex", #"[\x{FDD0}\x{FDD1}]"#, by: ""),
    ]

    /// The normalizer.
    static func normalizer(_ normalizer: Normalizer) -> JSONValue {
        var steps = normalizer.transforms.flatMap(\.schemas)
        if normalizer.isTidied { steps += tidyingSteps }
        return steps.isEmpty ? nil : sequence("normalizers", steps)
    }

    /// The steps of the normalizer that tidies: of a run of white space its first no-break space is
    /// left, or else a space, and no space at the ends.
    static let tidyingSteps: [JSONValue] = [
        replace("Regex", #"(?<=[\u00A0\u202F])\s+"#, by: ""),
        replace("Regex", #"[\s&&[^\u00A0\u202F]]+(?=[\u00A0\u202F])"#, by: ""),
        replace("Regex", #"[\s&&[^\u00A0\u202F]]+"#, by: " "),
        replace("Regex", #"\A | \z"#, by: ""),
    ]

    /// The steps of files that left the white space at the ends.
    static let earlierTidyingSteps: [JSONValue] = [
        replace("Regex", #"[\s&&[^\u202F]]*\u00A0[\s&&[^\u202F]]*"#, by: "\u{A0}"),
        replace("Regex", #"\s*\u202F\s*"#, by: "\u{202F}"),
    ]

    private static func split(_ pattern: String, behavior: String, invert: Bool) -> JSONValue {
        [
            "type": "Split", "pattern": ["Regex": .string(pattern)],
            "behavior": .string(behavior), "invert": .bool(invert),
        ]
    }

    private static func replace(_ kind: String, _ pattern: String, by text: String) -> JSONValue {
        var what = JSONObject()
        what[kind] = .string(pattern)
        return ["type": "Replace", "pattern": .object(what), "content": .string(text)]
    }

    private static func sequence(_ name: String, _ steps: [JSONValue]) -> JSONValue {
        var result = JSONObject()
        result["type"] = "Sequence"
        result[name] = .array(steps)
        return .object(result)
    }
}

// MARK: - Patterns

extension HuggingFaceSchema {
    /// A grapheme cluster, with the conjuncts of six Indic scripts that ICU keeps whole: clusters
    /// that end in a virama, with or without a joiner, and one that starts with a letter.
    static let characterPattern = """
        \\X(?:(?:(?<=\(virama))|(?<=\(virama)\\u200D))\
        (?=[\\p{L}&&[\\p{Devanagari}\\p{Bengali}\\p{Gujarati}\\p{Oriya}\\p{Telugu}\\p{Malayalam}]])\
        \\X)*
        """

    private static let virama = #"[\u094D\u09CD\u0ACD\u0B4D\u0C4D\u0D4D]"#

    static let smilesPattern =
        #"\[[!-Z\\^-~]+\]|%\([0-9]+\)|%[0-9]{2}|Cl|Br|>>|(?m:.)"#

    /// Of text that is SELFIES already, as there is no name for the step that makes it.
    static let selfiesPattern = #"\[[^\]]*\]|\.|[^\[.]+"#
}
