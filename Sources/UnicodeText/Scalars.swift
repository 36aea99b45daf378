internal import CICU

/// Reads scalars from bytes, and answers what tokenizers ask about them.
package enum Scalars {
    /// The scalar at `index` and its length; an ill-formed byte is U+FFFD of length 1.
    package static func scalar(
        in text: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (value: UInt32, length: Int) {
        let first = UInt32(text[index])
        if first < 0x80 { return (first, 1) }
        let length = UTF8Validation.sequenceLength(in: text, at: index)
        if length == 0 { return (0xFFFD, 1) }
        var value = first & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
        return (value, length)
    }

    /// The scalar that ends at `end`, which must be greater than 0.
    package static func scalar(
        in text: UnsafeBufferPointer<UInt8>,
        endingAt end: Int
    ) -> (value: UInt32, length: Int) {
        var start = end - 1
        while start > 0, end - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
        let found = scalar(in: text, at: start)
        return start + found.length == end ? found : (0xFFFD, 1)
    }

    /// Whether the scalar makes a word of what holds it: it is alphabetic, or a number.
    package static func isWordy(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 {
            return 0x61...0x7A ~= scalar | 0x20 || 0x30...0x39 ~= scalar
        }
        return traits(of: scalar) & wordy != 0
    }

    /// Whether the scalar is white space.
    package static func isWhiteSpace(_ scalar: UInt32) -> Bool {
        traits(of: scalar) & whiteSpace != 0
    }

    /// Whether the scalar is of a script that is written without spaces between words: Han, kana,
    /// and those of South-East Asia that need a dictionary.
    package static func isUnspaced(_ scalar: UInt32) -> Bool {
        scalar >= 0x0E00 && traits(of: scalar) & unspaced != 0
    }

    private static let wordy: UInt8 = 1
    private static let whiteSpace: UInt8 = 2
    private static let unspaced: UInt8 = 4

    /// The traits of the first scalars, for speed.
    private static let table: [UInt8] = (0..<0x3000).map { computedTraits(of: $0) }

    private static func traits(of scalar: UInt32) -> UInt8 {
        scalar < 0x3000 ? table[Int(scalar)] : computedTraits(of: scalar)
    }

    private static func computedTraits(of scalar: UInt32) -> UInt8 {
        let isNumber = 9...11 ~= cicu_general_category(scalar)
        let isWord = isNumber || cicu_is_alphabetic(scalar) != 0
        return (isWord ? wordy : 0)
            | (cicu_is_white_space(scalar) != 0 ? whiteSpace : 0)
            | (isWord && isUnspacedScript(scalar) ? unspaced : 0)
    }

    private static func isUnspacedScript(_ scalar: UInt32) -> Bool {
        guard scalar >= 0x0E00 else { return false }
        if cicu_needs_dictionary(scalar) != 0 { return true }
        return ["Hani", "Hira", "Kana"].contains(String(cString: cicu_script(scalar)))
    }
}
