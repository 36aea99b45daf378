internal import CICU

/// The classes of characters that the patterns of tokenizers go by, for reading text fast.
///
/// A class is a byte: the general category in ICU's numbering in the low five bits (with 31 for
/// the six control characters that are white space), and whether a pattern's `\w` takes it.
package struct CharacterClasses: Sendable {
    /// The classes of the basic multilingual plane, for inner loops.
    ///
    /// They are never freed: references to an array would be counted by all threads in one place,
    /// for each character, and so no two threads would be faster than one.
    package nonisolated(unsafe) let table: UnsafePointer<UInt8>

    /// The table, which is made once.
    package static let shared = CharacterClasses()

    private init() {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 0x10000)
        for scalar in 0..<UInt32(0x10000) {
            (memory + Int(scalar)).initialize(to: Self.classify(scalar))
        }
        table = UnsafePointer(memory)
    }

    /// Sets of general categories, a bit each.
    package struct Set: OptionSet, Sendable {
        /// The bits.
        package let rawValue: UInt32

        /// Creates a set of the categories whose bits are set.
        package init(rawValue: UInt32) { self.rawValue = rawValue }

        /// Lu and Lt.
        package static let upper = Set(rawValue: 1 << 1 | 1 << 3)
        /// Ll.
        package static let lower = Set(rawValue: 1 << 2)
        /// Lm and Lo.
        package static let caseless = Set(rawValue: 1 << 4 | 1 << 5)
        /// L.
        package static let letter: Set = [.upper, .lower, .caseless]
        /// Mn.
        package static let nonspacingMark = Set(rawValue: 1 << 6)
        /// M.
        package static let mark = Set(rawValue: 1 << 6 | 1 << 7 | 1 << 8)
        /// Nd.
        package static let digit = Set(rawValue: 1 << 9)
        /// N.
        package static let number = Set(rawValue: 1 << 9 | 1 << 10 | 1 << 11)
        /// White space: Z, and the controls that are.
        package static let space = Set(rawValue: 1 << 12 | 1 << 13 | 1 << 14 | 1 << 31)
        /// Cc, Cf, Co, Cs, other than white space.
        package static let control = Set(rawValue: 1 << 15 | 1 << 16 | 1 << 17 | 1 << 18)
        /// P.
        package static let punctuation = Set(rawValue: 0x1F << 19 | 1 << 28 | 1 << 29)
    }

    /// The class of a character.
    @inline(__always)
    package func code(of scalar: UInt32) -> UInt8 {
        scalar < 0x10000 ? table[Int(scalar)] : Self.classify(scalar)
    }

    /// Whether a character of the class is in the set.
    @inline(__always)
    package static func contains(_ set: Set, _ code: UInt8) -> Bool {
        set.rawValue >> UInt32(code & 31) & 1 != 0
    }

    /// Whether a character is in the set.
    @inline(__always)
    package func contains(_ set: Set, _ scalar: UInt32) -> Bool {
        Self.contains(set, code(of: scalar))
    }

    /// Whether a character is of a word, as `\w` has it: alphabetic, a mark, a decimal digit, a
    /// connector or a joiner.
    @inline(__always)
    package func isWord(_ scalar: UInt32) -> Bool { code(of: scalar) & 0x20 != 0 }

    private static func classify(_ scalar: UInt32) -> UInt8 {
        let category = cicu_general_category(scalar)
        let isBlankControl = 9...13 ~= scalar || scalar == 0x85
        let isWord =
            6...9 ~= category || category == 22 || cicu_is_alphabetic(scalar) != 0
            || scalar == 0x200C || scalar == 0x200D
        return UInt8(isBlankControl ? 31 : category) | (isWord ? 0x20 : 0)
    }
}
