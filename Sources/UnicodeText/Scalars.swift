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

    /// Whether the scalar makes a word of what holds it: it is alphabetic or a number, and no mark.
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

    /// Whether the scalar is a letter or a mark of a script that is written without spaces between
    /// words, such as Han, kana and those of South-East Asia.
    package static func isUnspaced(_ scalar: UInt32) -> Bool {
        scalar >= 0x0E00 && traits(of: scalar) & unspaced != 0
    }

    /// Whether the scalar is a letter of such a script.
    package static func isUnspacedLetter(_ scalar: UInt32) -> Bool {
        scalar >= 0x0E00 && traits(of: scalar) & (unspaced | extending) == unspaced
    }

    /// Whether the scalar belongs to whatever precedes it: nearly all marks, format characters other
    /// than the space without width, and colours of skin.
    package static func isExtending(_ scalar: UInt32) -> Bool {
        scalar >= 0xAD && traits(of: scalar) & extending != 0
    }

    /// Whether the scalar belongs to a letter of such a script that precedes it.
    package static func isTrailing(_ scalar: UInt32) -> Bool {
        isExtending(scalar) || UnspacedScripts.trailing.contains { $0.contains(scalar) }
    }

    private static let wordy: UInt8 = 1
    private static let whiteSpace: UInt8 = 2
    private static let unspaced: UInt8 = 4
    private static let extending: UInt8 = 8

    /// The scalars with each trait.
    private static let sets: [(trait: UInt8, scalars: ScalarSet)] = {
        let marks = ScalarSet(named: "M")
        let words = ScalarSet(named: "Alphabetic").union(ScalarSet(named: "N"))
        let extending = marks.union(ScalarSet(named: "Cf")).union(ScalarSet(0x1F3FB...0x1F3FF))
        let others = ScalarSet([0x200B...0x200B] + UnspacedScripts.apart)
        return [
            (wordy, words.intersection(marks.inverted)),
            (whiteSpace, ScalarSet(named: "White_Space")),
            (unspaced, UnspacedScripts.scalars),
            (Self.extending, extending.intersection(others.inverted)),
        ]
    }()

    /// The traits of the basic multilingual plane, for speed.
    private static let table: [UInt8] = {
        var table = Array(repeating: UInt8(0), count: 0x10000)
        for (trait, scalars) in sets {
            for range in scalars.ranges {
                for scalar in range.clamped(to: 0...0xFFFF) where scalar >= range.lowerBound {
                    table[Int(scalar)] |= trait
                }
            }
        }
        return table
    }()

    private static func traits(of scalar: UInt32) -> UInt8 {
        if scalar < 0x10000 { return table[Int(scalar)] }
        return sets.reduce(0) { $1.scalars.contains(scalar) ? $0 | $1.trait : $0 }
    }
}
