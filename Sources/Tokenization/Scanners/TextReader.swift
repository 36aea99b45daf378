internal import UnicodeText

/// Text with the classes of its characters, as scanners read it.
struct TextReader {
    /// The text.
    let text: UnsafeBufferPointer<UInt8>

    /// Where the part that is read ends.
    let limit: Int

    private let classes = CharacterClasses.shared

    /// Reads a text up to `limit`.
    init(_ text: UnsafeBufferPointer<UInt8>, limit: Int) {
        self.text = text
        self.limit = limit
    }

    /// The class of the character at `index` and its length in bytes.
    @inline(__always)
    func code(at index: Int) -> (code: UInt8, length: Int) {
        let first = text[index]
        if first < 0x80 { return (classes.code(of: UInt32(first)), 1) }
        let (value, length) = Scalars.scalar(in: text, at: index)
        return (classes.code(of: value), length)
    }

    /// The length of the character at `index` if it is in the set, else 0.
    @inline(__always)
    func length(of set: CharacterClasses.Set, at index: Int) -> Int {
        guard index < limit else { return 0 }
        let (code, length) = code(at: index)
        return CharacterClasses.contains(set, code) ? length : 0
    }

    /// The end of the run of characters of the set that starts at `start`.
    @inline(__always)
    func end(of set: CharacterClasses.Set, from start: Int) -> Int {
        var index = start
        while index < limit {
            let (code, length) = code(at: index)
            guard CharacterClasses.contains(set, code) else { break }
            index += length
        }
        return index
    }

    /// The end of the run of characters that are not in the set.
    @inline(__always)
    func end(ofAllBut set: CharacterClasses.Set, from start: Int) -> Int {
        var index = start
        while index < limit {
            let (code, length) = code(at: index)
            guard !CharacterClasses.contains(set, code) else { break }
            index += length
        }
        return index
    }

    /// Whether a line feed or a carriage return is at `index`.
    func isLineEnd(at index: Int) -> Bool {
        index < limit && (text[index] == 0x0A || text[index] == 0x0D)
    }

    /// The end of white space that starts at `start`, less its last character if text follows:
    /// what `\s+(?!\S)|\s+` takes.
    func endOfBlank(from start: Int) -> Int {
        let end = end(of: .space, from: start)
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
