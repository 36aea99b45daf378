internal import CICU

/// Properties of characters by the Unicode data of the ICU that is linked.
///
/// The standard library has some of them too, by the data of the Swift release; segmentation and
/// the classes it goes by must come from one version.
public enum CharacterProperties {
    /// The version of Unicode whose data is used, such as "15.0".
    public static var unicodeVersion: String { String(cString: cicu_unicode_version()) }

    /// The version of ICU, such as "72.1".
    public static var icuVersion: String { String(cString: cicu_version()) }

    /// A major general category.
    public enum Category: Hashable, Sendable, CaseIterable {
        /// The categories, after the first letter of their names in Unicode.
        case other, letter, mark, number, separator, punctuation, symbol
    }

    /// The major general category of a character.
    public static func category(of scalar: Unicode.Scalar) -> Category {
        switch cicu_general_category(scalar.value) {
        case 1...5: .letter
        case 6...8: .mark
        case 9...11: .number
        case 12...14: .separator
        case 19...23, 28, 29: .punctuation
        case 24...27: .symbol
        default: .other
        }
    }

    /// Whether the character is alphabetic: a letter, a letter number or a vowel sign.
    public static func isAlphabetic(_ scalar: Unicode.Scalar) -> Bool {
        cicu_is_alphabetic(scalar.value) != 0
    }

    /// Whether the character is white space.
    public static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        cicu_is_white_space(scalar.value) != 0
    }

    /// The four-letter code of the script, such as "Latn"; "Zyyy" for common characters and
    /// "Zinh" for marks that take on their base's script.
    public static func script(of scalar: Unicode.Scalar) -> String {
        String(cString: cicu_script(scalar.value))
    }

    /// The script that most characters of a word are in, leaving common and inherited ones
    /// aside; of two equally frequent scripts the first in the alphabet.
    public static func script(of word: String) -> String? {
        var counts: [String: Int] = [:]
        for scalar in word.unicodeScalars { counts[script(of: scalar), default: 0] += 1 }
        counts["Zyyy"] = nil
        counts["Zinh"] = nil
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}
