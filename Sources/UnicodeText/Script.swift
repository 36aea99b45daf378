internal import CICU

/// A script, such as Latin or Cyrillic.
public struct Script: Hashable, Sendable, CustomStringConvertible {
    private let code: Int32

    private init(code: Int32) { self.code = code }

    /// The script of a character; ``common`` and ``inherited`` ones are of many.
    public init(of scalar: Unicode.Scalar) { code = cicu_script_code(scalar.value) }

    /// The script of characters that all scripts use, such as digits and punctuation.
    public static let common = Script(code: cicu_script_named("Zyyy"))

    /// The script of marks that take on their letter's.
    public static let inherited = Script(code: cicu_script_named("Zinh"))

    /// The script of no character that is assigned.
    public static let unknown = Script(code: cicu_script_named("Zzzz"))

    /// The script that a character had in version 9 of Unicode; nil when there was no such
    /// character.
    ///
    /// Of the characters of that version four have another script since.
    package static func inUnicode9(_ scalar: UInt32) -> Script? {
        switch scalar {
        case 0x0589, 0x061C: return .common
        case 0x0953, 0x0954: return .devanagari
        default: break
        }
        let script = Script(code: cicu_script_code(scalar))
        return script == .unknown || cicu_age(scalar) > 9 ? nil : script
    }

    /// The scripts of which rules speak by name.
    package static let latin = Script(code: cicu_script_named("Latn"))
    package static let han = Script(code: cicu_script_named("Hani"))
    package static let hiragana = Script(code: cicu_script_named("Hira"))
    package static let katakana = Script(code: cicu_script_named("Kana"))
    private static let devanagari = Script(code: cicu_script_named("Deva"))

    /// The four-letter code of ISO 15924, such as "Latn".
    public var description: String { String(cString: cicu_script_name(code)) }

    /// The scripts that a name stands for: one for "Latn" or "Latin"; several for "Jpan" (Han and
    /// both kana), "Kore" (Hangul and Han) and "Hans" and "Hant", which are both Han.
    ///
    /// - Returns: The scripts, or nil when there are none of the name.
    public static func named(_ name: String) -> Set<Script>? {
        if let members = groups[name.lowercased()] {
            return Set(members.compactMap { named($0) }.flatMap(\.self))
        }
        let code = cicu_script_named(name)
        return code < 0 ? nil : [Script(code: code)]
    }

    private static let groups = [
        "jpan": ["Hani", "Hira", "Kana"], "kore": ["Hang", "Hani"], "hrkt": ["Hira", "Kana"],
        "hans": ["Hani"], "hant": ["Hani"],
    ]

    /// The number of letters of each script in a text; marks and digits are none.
    public static func letterCounts(of text: String) -> [Script: Int] {
        var counts: [Script: Int] = [:]
        var plainCount = 0
        for scalar in text.unicodeScalars {
            if scalar.isPlain {
                plainCount += 1
            } else if scalar.value >= 0x80, CharacterProperties.category(of: scalar) == .letter {
                counts[Script(of: scalar), default: 0] += 1
            }
        }
        if plainCount > 0 { counts[Script(of: "a"), default: 0] += plainCount }
        return counts
    }
}
