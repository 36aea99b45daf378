/// A text gathered piece by piece, in which any run of white space is one space.
struct FlowingText {
    private(set) var bytes: [UInt8] = []
    private var hasPendingSpace = false

    /// Whether nothing but white space was added.
    var isEmpty: Bool { bytes.isEmpty }

    /// Adds a part of the text.
    mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < part.count {
            if part[index].isSpace {
                hasPendingSpace = true
                index += 1
            } else {
                let end = Self.endOfRun(part, from: index)
                settleSpace()
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: part[index..<end]))
                index = end
            }
        }
    }

    /// Adds a part of the text.
    mutating func append(_ part: some Collection<UInt8>) {
        let isDone = part.withContiguousStorageIfAvailable { append($0) } != nil
        if !isDone { Array(part).withUnsafeBufferPointer { append($0) } }
    }

    /// Adds white space.
    mutating func appendSpace() {
        hasPendingSpace = true
    }

    /// Joins the halves of a word that a line's end divided; the hyphen at its end goes.
    mutating func joinBrokenWord() {
        hasPendingSpace = false
        if bytes.last == UInt8(ascii: "-") {
            bytes.removeLast()
        } else if bytes.suffix(2) == [0xC2, 0xAD] {
            bytes.removeLast(2)
        }
    }

    /// Takes back the white space at the end.
    mutating func dropSpace() {
        hasPendingSpace = false
    }

    /// Ends the text and returns it, or nil when it is empty.
    mutating func take() -> String? {
        defer { clear() }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Starts a new text.
    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        hasPendingSpace = false
    }

    private mutating func settleSpace() {
        if hasPendingSpace, !bytes.isEmpty { bytes.append(0x20) }
        hasPendingSpace = false
    }

    /// The end of the run of visible bytes, with single spaces between them, that starts at an index.
    ///
    /// Eight bytes are looked at together, each beside the next one: no byte may be below the
    /// space, and no space may stand before a space or less.
    private static func endOfRun(_ part: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(part)
        while index + 9 <= part.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let next = raw.loadUnaligned(fromByteOffset: index + 1, as: UInt64.self)
            if hasControl(word) || hasControl(next) || spaces(word) & spaces(next) != 0 { break }
            index += 8
        }
        while index < part.count {
            let isSingle = part[index] == 0x20 && index + 1 < part.count && !part[index + 1].isSpace
            if part[index].isSpace && !isSingle { break }
            index += 1
        }
        return index
    }

    private static func hasControl(_ word: UInt64) -> Bool {
        let bits = (word &- 0x2020_2020_2020_2020) & ~word
        return bits & 0x8080_8080_8080_8080 != 0
    }

    /// The high bit of each byte that is a space.
    private static func spaces(_ word: UInt64) -> UInt64 {
        let rest = word ^ 0x2020_2020_2020_2020
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        return ~(((rest & low) &+ low) | rest | low)
    }
}
