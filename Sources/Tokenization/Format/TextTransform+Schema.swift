internal import JSONText
internal import UnicodeText

/// How transforms of text are spelled in `tokenizer.json`.
///
/// Hugging Face's schema has normalisation forms, and lower-casing of each character by itself, which
/// is written after a replacement of the capital sigmas that end words. Stripping of accents is
/// written as three steps that it has: decomposition, a replacement of the accents by nothing, and
/// composition. What it lacks are steps of our own, whose names say whose they are:
///
///     {"type": "IsthmusLowercase", "locale": "tr"}
///     {"type": "IsthmusCaseFold"}
///     {"type": "IsthmusTransliterate", "to": "Latin"}
extension TextTransform {
    /// The steps that the transform is written as.
    var schemas: [JSONValue] {
        switch self {
        case .normalized(let form): [["type": .string(form.rawValue.uppercased())]]
        case .lowercased(""): Self.lowercaseSteps
        case .lowercased(let locale): [["type": "IsthmusLowercase", "locale": .string(locale)]]
        case .caseFolded: [["type": "IsthmusCaseFold"]]
        case .latinized: [["type": "IsthmusTransliterate", "to": "Latin"]]
        case .accentsStripped: Self.accentSteps
        }
    }

    /// Reads a transform that is one step; nil for a step that is none.
    init?(schema node: SchemaNode) throws(TokenizerFormatError) {
        switch node.value["type"]?.string {
        case "NFC": self = .normalized(.nfc)
        case "NFD": self = .normalized(.nfd)
        case "NFKC": self = .normalized(.nfkc)
        case "NFKD": self = .normalized(.nfkd)
        case "Lowercase": self = .lowercased()
        case "IsthmusLowercase": self = .lowercased(locale: try node["locale"].locale)
        case "IsthmusCaseFold": self = .caseFolded
        case "IsthmusTransliterate":
            guard try node["to"].string == "Latin" else {
                throw node.error("text can be written in Latin letters only", at: "to")
            }
            self = .latinized
        default: return nil
        }
    }

    /// Reads the transform that the steps begin with, and how many of them it is; nil when there is
    /// none.
    static func first(
        of steps: ArraySlice<SchemaNode>
    ) throws(TokenizerFormatError) -> (transform: TextTransform, stepCount: Int)? {
        for transform in [TextTransform.accentsStripped, .lowercased()] {
            let schemas = transform.schemas
            if steps.count >= schemas.count,
                zip(steps, schemas).allSatisfy({ $0.value.isSame(as: $1) })
            {
                return (transform, schemas.count)
            }
        }
        guard let step = steps.first, let transform = try TextTransform(schema: step) else {
            return nil
        }
        return (transform, 1)
    }

    private static let lowercaseSteps: [JSONValue] = [
        [
            "type": "Replace", "pattern": ["Regex": .string(SplitPattern.finalSigma.text)],
            "content": "ς",
        ],
        ["type": "Lowercase"],
    ]

    private static let accentSteps: [JSONValue] = [
        ["type": "NFD"],
        [
            "type": "Replace", "pattern": ["Regex": .string(SplitPattern.accents.text)],
            "content": "",
        ],
        ["type": "NFC"],
    ]
}

extension SchemaNode {
    /// The code of a locale.
    var locale: String {
        get throws(TokenizerFormatError) {
            let code = try string
            guard LocaleCode.isWellFormed(code) else {
                throw error(
                    "\(JSONValue.string(code).serialized()) is not the code of a locale",
                    advice: "Give a code such as \"tr\" or \"sv-FI\"."
                )
            }
            return code
        }
    }
}

extension JSONValue {
    /// Whether two values are the same, in whatever order objects have their members.
    func isSame(as other: JSONValue) -> Bool {
        guard let object, let otherObject = other.object else { return self == other }
        return object.count == otherObject.count
            && object.members.allSatisfy { member in
                otherObject[member.key].map(member.value.isSame) ?? false
            }
    }
}
