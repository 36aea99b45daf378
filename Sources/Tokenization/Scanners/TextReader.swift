internal import UnicodeText

/// Sets of general categories, a bit each, as ``CharacterClasses/Set`` has them.
enum ClassMask {
    /// L.
    static let letter: UInt32 = 0x3E
    /// Lu and Lt.
    static let upper: UInt32 = 1 << 1 | 1 << 3
    /// Ll.
    static let lower: UInt32 = 1 << 2
    /// Lm and Lo.
    static let caseless: UInt32 = 1 << 4 | 1 << 5
    /// M.
    static let mark: UInt32 = 0x1C0
    /// N.
    static let number: UInt32 = 0xE00
    /// White space.
    static let space: UInt32 = 0x7000 | 1 << 31
    /// L, N and white space.
    static let wordy: UInt32 = letter | number | space
}

/// Text with the classes of its characters, as scanners read it.
struct TextReader {
    /// The text.
    let text: UnsafeBufferPointer<UInt8>

    /// Where the part that is read ends.
    let limit: Int

    private let table = CharacterClasses.shared.table

    /// Reads a text up to `limit`.
    init(_ text: UnsafeBufferPointer<UInt8>, limit: Int) {
        self.text = text
        self.limit = limit
    }

    /// The class of the character at `index`, as a bit, and its length in bytes.
    @inline(__always)
    func code(at index: Int) -> (bit: UInt32, length: Int) {
        let first = text[index]
        if first < 0x80 { return (1 << UInt32(table[Int(first)] & 31), 1) }
        return wideCode(at: index)
    }

    private func wideCode(at index: Int) -> (bit: UInt32, length: Int) {
        let (value, length) = Scalars.scalar(in: text, at: index)
        let code = value < 0x10000 ? table[Int(value)] : CharacterClasses.shared.code(of: value)
        return (1 << UInt32(code & 31), length)
    }

    /// The length of the character at `index` if it is in the set, else 0.
    @inline(__always)
    func length(of mask: UInt32, at index: Int) -> Int {
        guard index < limit else { return 0 }
        let (bit, length) = code(at: index)
        return bit & mask != 0 ? length : 0
    }

    /// The end of the run of characters of the set that starts at `start`.
    @inline(__always)
    func end(of mask: UInt32, from start: Int) -> Int {
        if mask == ClassMask.letter { return endOfLetters(from: start) }
        var index = start
        while index < limit {
            let (bit, length) = code(at: index)
            guard bit & mask != 0 else { break }
            index += length
        }
        return index
    }

    /// The end of the run of letters that starts at `start`.
    @inline(__always)
    private func endOfLetters(from start: Int) -> Int {
        var index = start
        while true {
            index = endOfASCIILetters(from: index)
            guard index < limit, text[index] >= 0x80 else { return index }
            let (bit, length) = wideCode(at: index)
            guard bit & ClassMask.letter != 0 else { return index }
            index += length
        }
    }

    /// The end of the run of ASCII letters that starts at `start`, found eight bytes at a time.
    @inline(__always)
    private func endOfASCIILetters(from start: Int) -> Int {
        let bytes = UnsafeRawBufferPointer(text)
        var index = start
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let others = ~Self.letters(of: UInt64(littleEndian: word)) & Self.highBits
            if others != 0 { return min(limit, index + others.trailingZeroBitCount / 8) }
            index += 8
        }
        while index < limit, Self.letters(of: UInt64(text[index])) & 0x80 != 0 { index += 1 }
        return min(limit, index)
    }

    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The highest bit of each of eight bytes that is an ASCII letter.
    ///
    /// Seven bits of a byte and a number carry into the eighth where they are 128 or more.
    @inline(__always)
    private static func letters(of word: UInt64) -> UInt64 {
        let small = (word | 0x2020_2020_2020_2020) & ~highBits
        let fromA = small + 0x1F1F_1F1F_1F1F_1F1F
        let afterZ = small + 0x0505_0505_0505_0505
        return fromA & ~afterZ & ~word & highBits
    }

    /// Whether a line feed or a carriage return is at `index`.
    func isLineEnd(at index: Int) -> Bool {
        index < limit && (text[index] == 0x0A || text[index] == 0x0D)
    }

    /// The end of white space that starts at `start`, less its last character if text follows:
    /// what `\s+(?!\S)|\s+` takes.
    func endOfBlank(from start: Int) -> Int {
        let end = end(of: ClassMask.space, from: start)
        if end == limit { return end }
        let last = end - Scalars.scalar(in: text, endingAt: end).length
        return last > start ? last : end
    }

    /// The end of an English contraction at `start`, where an apostrophe is, or `start`.
    ///
    /// `ignoringCase` says that capital letters, and the long s, count too.
    func endOfContraction(from start: Int, ignoringCase: Bool) -> Int {
        guard start + 1 < limit else { return start }
        let first = letter(at: start + 1, ignoringCase)
        switch first {
        case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
            return start + 2
        case 0xC5 where ignoringCase && start + 2 < limit && text[start + 2] == 0xBF:
            return start + 3
        default: break
        }
        guard start + 2 < limit else { return start }
        switch (first, letter(at: start + 2, ignoringCase)) {
        case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
            (UInt8(ascii: "l"), UInt8(ascii: "l")):
            return start + 3
        default: return start
        }
    }

    private func letter(at index: Int, _ ignoringCase: Bool) -> UInt8 {
        let byte = text[index]
        return ignoringCase && 0x41...0x5A ~= byte ? byte | 0x20 : byte
    }
}
