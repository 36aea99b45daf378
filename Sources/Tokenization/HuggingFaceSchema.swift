internal import JSONText
internal import UnicodeText

/// How the stages of a tokenizer are spelled in Hugging Face's `tokenizer.json`, version 1.
///
/// The pre-tokenizers there are regular expressions of Oniguruma. Those for SMILES, for
/// characters and for white space give the same pieces as ours, as far as both know the same
/// version of Unicode. Word boundaries that need a dictionary cannot be written as a regular
/// expression; the one for words differs
/// - in scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese), where ICU has a
///   dictionary and the expression takes a run of such characters as a word;
/// - where text starts or ends with a space, which it does not strip, so that `<unk>` inside
///   text, which is cut out first, keeps its neighbours as they are;
/// - in Greek when lower-casing, where it knows no final sigma.
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
        case .word: split(wordPattern, behavior: "Removed", invert: true)
        }
    }

    /// The decoder of a kind.
    static func decoder(_ kind: Tokenizer.Kind) -> JSONValue {
        switch kind {
        case .whitespace, .subword: nil
        case .character, .smiles, .selfies: ["type": "Fuse"]
        case .word: sequence("decoders", wordDecoders)
        }
    }

    /// Joining with spaces, and taking away those beside signs.
    ///
    /// The signs' own spaces are put aside meanwhile.
    private static let wordDecoders: [JSONValue] = [
        replace("String", " ", by: "\u{2581}"),
        ["type": "WordPiece", "prefix": "\u{0}", "cleanup": false],
        ["type": "Fuse"],
        replace("Regex", jointPattern, by: ""),
        replace("String", "\u{2581}", by: " "),
    ]

    /// The normalizer.
    static func normalizer(_ normalizer: Normalizer) -> JSONValue {
        var steps = normalizer.transforms.flatMap(\.schemas)
        if normalizer.isTidied { steps += tidyingSteps }
        return steps.isEmpty ? nil : sequence("normalizers", steps)
    }

    /// The steps of the normalizer that tidies.
    static let tidyingSteps: [JSONValue] = [
        replace("Regex", #"[\s&&[^\u202F]]*\u00A0[\s&&[^\u202F]]*"#, by: "\u{A0}"),
        replace("Regex", #"\s*\u202F\s*"#, by: "\u{202F}"),
        replace("Regex", #"[\s&&[^\u00A0\u202F]]+"#, by: " "),
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

    /// Scripts without spaces between words.
    private static let unspaced =
        #"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"#

    /// A letter of a script with spaces, or a number: what makes a word.
    private static let wordy = "[[\\p{Alphabetic}\\p{N}]&&[^\(unspaced)]]"

    /// What continues a word.
    private static let inWord =
        "[[\\p{Alphabetic}\\p{N}\\p{M}\\p{Cf}_\\u05F3]&&[^\\u200B\(unspaced)]]"

    /// What joins two letters, and what joins two digits.
    private static let midLetter = #"[.'\u2018\u2019\u2024\u00B7\u0387\u055F\u05F4\u2027]"#
    private static let midNumber = #"[.,;'\u2018\u2019\u037E\u0589\u060C\u066C\u2044]"#

    /// A word: letters, numbers and low lines, and single signs that stand between two letters or
    /// between two digits.
    private static let word = """
        _*\(wordy)(?:\(inWord)|\
        (?<=[\\p{Alphabetic}\\p{M}])\(midLetter)(?=\\p{Alphabetic})|\
        (?<=\\p{Hebrew})"(?=\\p{Hebrew})|(?<=\\p{Nd})\(midNumber)(?=\\p{Nd}))*
        """

    private static let blank = #"[ \u00A0\u202F]"#

    /// A sign, with the spaces beside it; a word; what has no spaces; a space beside that.
    static let wordPattern = """
        \(word)|[\(unspaced)]+|\
        \(blank)?(?:_+(?![_\\p{Alphabetic}\\p{N}])|(?!\(blank)|[_\\p{Alphabetic}\\p{N}])\\X)\
        [\\p{Cf}&&[^\\u200B]]*(?:\(blank)(?=_*[\\p{Alphabetic}\\p{N}]|$))?|\
        (?<=[\(unspaced)])\(blank)|\(blank)(?=[\(unspaced)])|[\\u00A0\\u202F]
        """

    /// The spaces that joining with spaces puts beside signs and into scripts without spaces.
    private static let jointPattern = """
         (?=(?!<unk>)[^\\p{Alphabetic}\\p{N}\\p{M}_]|[\(unspaced)])|\
        (?:(?<=[[^\\p{Alphabetic}\\p{N}\\p{M}\\p{Cf}_]\\u200B])(?<!<unk>)|(?<=[\(unspaced)])) 
        """
}
