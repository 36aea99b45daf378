/// Closes the gaps that skipped elements, such as citations, leave in a text: brackets that hold no word,
/// and spaces before marks that close.
package enum ClosedGaps {
    /// Whether a text has such gaps, which most have not.
    ///
    /// The text has single spaces only, and none at its ends.
    package static func hasGaps(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { text in
            var opening: Int?
            for index in text.indices where isMark(text[index]) {
                switch text[index] {
                case UInt8(ascii: "("), UInt8(ascii: "["): opening = index
                case UInt8(ascii: ")"), UInt8(ascii: "]"):
                    if let opening, !text[opening..<index].contains(where: isOfWord) { return true }
                    opening = nil
                default: if index > 0, text[index - 1] == 0x20 { return true }
                }
            }
            return false
        }
    }

    /// The text without its gaps.
    package static func closing(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var opening: Int?
        for byte in text {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["): opening = result.count
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                if let start = opening, !result[start...].contains(where: isOfWord) {
                    result.removeSubrange(start...)
                    opening = nil
                    continue
                }
                opening = nil
            case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"):
                if result.last == 0x20 { result.removeLast() }
            case 0x20: if result.last == 0x20 { continue }
            default: break
            }
            result.append(byte)
        }
        return result
    }

    /// Whether a byte is one of `(),.;[]`.
    private static func isMark(_ byte: UInt8) -> Bool {
        let low: UInt64 = 1 << 0x28 | 1 << 0x29 | 1 << 0x2C | 1 << 0x2E | 1 << 0x3B
        let high: UInt64 = 1 << 0x1B | 1 << 0x1D
        return byte < 0x80 && (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 != 0
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 && byte != 0xE2 || byte.isLetterOrDigit
            || [UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "+")]
                .contains(byte)
    }
}
