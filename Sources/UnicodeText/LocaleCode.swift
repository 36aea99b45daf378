internal import CICU

/// The codes of locales, such as `tr`, `zh-Hant` or `de_CH`.
public enum LocaleCode {
    /// Whether a text is formed as a code is: a language of two to eight letters, and parts after it.
    ///
    /// A language that ICU has no rules for has those of the root.
    public static func isWellFormed(_ text: String) -> Bool {
        let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x5F }
        guard let language = parts.first, 2...8 ~= language.count, language.allSatisfy(isLetter)
        else { return false }
        return parts.dropFirst().allSatisfy { part in
            1...8 ~= part.count && part.allSatisfy { isLetter($0) || 0x30...0x39 ~= $0 }
        }
    }

    /// The English name of a code's language, such as `Turkish` for `tr` and `tur`, or nil where ICU knows
    /// no such language.
    public static func languageName(of code: String) -> String? {
        text { cicu_language_name(code, $0, $1) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 }

    /// The text that a function writes, or nil where it writes none.
    static func text(_ write: (UnsafeMutablePointer<CChar>?, Int) -> Int) -> String? {
        let bytes = [CChar](unsafeUninitializedCapacity: 256) { buffer, count in
            count = write(buffer.baseAddress, buffer.count)
        }
        return bytes.isEmpty
            ? nil : String(decoding: bytes.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
