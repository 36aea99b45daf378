/// A text gathered piece by piece, in which any run of white space is one space.
struct FlowingText {
    private(set) var bytes: [UInt8] = []
    private var hasPendingSpace = false
    private var dropsNextSpaceBeforeMark = false

    /// Whether nothing but white space was added.
    var isEmpty: Bool { bytes.isEmpty }

    /// Adds a part of the text.
    mutating func append(_ part: some Sequence<UInt8>) {
        for byte in part {
            if byte.isSpace {
                hasPendingSpace = true
            } else {
                settleSpace(before: byte)
                bytes.append(byte)
            }
        }
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

    /// What follows is a mark of punctuation: the space before it goes if the mark closes.
    mutating func markPunctuation() {
        dropsNextSpaceBeforeMark = true
    }

    /// Ends the text and returns it, or nil when it is empty.
    mutating func take() -> String? {
        defer { self = FlowingText() }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }

    private mutating func settleSpace(before byte: UInt8) {
        let isClosing = dropsNextSpaceBeforeMark && Self.closingMarks.contains(byte)
        if hasPendingSpace, !bytes.isEmpty, !isClosing { bytes.append(0x20) }
        hasPendingSpace = false
        dropsNextSpaceBeforeMark = false
    }

    private static let closingMarks = Set(",.;:!?)]}".utf8)
}
