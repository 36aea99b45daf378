/// A text gathered piece by piece, in which any run of white space is one space.
struct FlowingText {
    private(set) var bytes: [UInt8] = []
    private var hasPendingSpace = false

    /// Whether nothing but white space was added.
    var isEmpty: Bool { bytes.isEmpty }

    /// Adds a part of the text.
    mutating func append(_ part: some Sequence<UInt8>) {
        for byte in part {
            if byte.isSpace {
                hasPendingSpace = true
            } else {
                if hasPendingSpace, !bytes.isEmpty { bytes.append(0x20) }
                hasPendingSpace = false
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

    /// Takes back the white space at the end.
    mutating func dropSpace() {
        hasPendingSpace = false
    }

    /// Ends the text and returns it, or nil when it is empty.
    mutating func take() -> String? {
        defer { self = FlowingText() }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
