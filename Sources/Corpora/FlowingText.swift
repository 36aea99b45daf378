/// A text gathered piece by piece, in which any run of white space is one space.
struct FlowingText {
    /// The length beyond which nothing is added, so that texts without an end take no more memory; what
    /// is longer is rejected as a record.
    static let maximumBytes = 32 << 20

    private(set) var bytes: [UInt8] = []
    private var hasPendingSpace = false

    /// Whether nothing but white space was added.
    var isEmpty: Bool { bytes.isEmpty }

    /// Adds a part of the text.
    mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= Self.maximumBytes else { return }
        var index = 0
        while index < part.count {
            if part[index].isSpace {
                hasPendingSpace = true
                index += 1
            } else {
                let end = ByteScan.endOfVisible(part, from: index)
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

    /// Adds a byte that is neither white space nor text.
    mutating func append(mark: UInt8) {
        settleSpace()
        bytes.append(mark)
    }

    /// Puts another text in place of what was added.
    mutating func replaceBytes(with other: [UInt8]) {
        bytes = other
    }

    /// Adds white space.
    mutating func appendSpace() {
        hasPendingSpace = true
    }

    /// Joins the halves of a word that a line's end divided; the hyphen at its end goes.
    mutating func joinBrokenWord() {
        hasPendingSpace = false
        Self.removeHyphen(from: &bytes)
    }

    /// Removes the hyphen, hard or soft, at the end of the first half of a word.
    static func removeHyphen(from half: inout [UInt8]) {
        if half.last == UInt8(ascii: "-") {
            half.removeLast()
        } else if half.suffix(2) == [0xC2, 0xAD] {
            half.removeLast(2)
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

    /// Ends the text and adds it to passages, unless it is empty.
    mutating func take(into passages: inout Passages, identifier: [UInt8]?, line: Int) {
        if !bytes.isEmpty { passages.append(bytes, identifier: identifier, line: line) }
        clear()
    }

    /// Starts a new text.
    mutating func clear() {
        if !bytes.isEmpty { bytes.removeAll(keepingCapacity: true) }
        hasPendingSpace = false
    }

    private mutating func settleSpace() {
        if hasPendingSpace, !bytes.isEmpty { bytes.append(0x20) }
        hasPendingSpace = false
    }
}
