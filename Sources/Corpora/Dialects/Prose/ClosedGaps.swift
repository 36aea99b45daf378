/// Closes the gaps that skipped elements, such as citations, leave in a text: brackets that hold no word,
/// and spaces before marks that close.
package enum ClosedGaps {
    /// Whether a text has such gaps, which most have not.
    ///
    /// The text has single spaces only, and none at its ends.
    package static func hasGaps(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { text in
            var opening: Int?
            var index = ByteScan.endOfUnmarked(text, from: 0)
            while index < text.count {
                switch text[index] {
                case UInt8(ascii: "("), UInt8(ascii: "["): opening = index
                case UInt8(ascii: ")"), UInt8(ascii: "]"):
                    if let opening, !text[opening..<index].contains(where: isOfWord) { return true }
                    opening = nil
                case 0x20: break
                default: if index > 0, text[index - 1] == 0x20 { return true }
                }
                index = ByteScan.endOfUnmarked(text, from: index + 1)
            }
            return false
        }
    }

    /// The text without its gaps.
    package static func closing(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        text.withUnsafeBufferPointer { text in
            var opening: Int?
            var index = 0
            while index < text.count {
                let end = ByteScan.endOfUnmarked(text, from: index)
                if text[index] != 0x20, end > index {
                    result.append(contentsOf: UnsafeBufferPointer(rebasing: text[index..<end]))
                    index = end
                } else {
                    append(text[index], to: &result, &opening)
                    index += 1
                }
            }
        }
        return result
    }

    /// Adds a mark or a space, and closes the gap that it ends.
    private static func append(_ byte: UInt8, to result: inout [UInt8], _ opening: inout Int?) {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["): opening = result.count
        case UInt8(ascii: ")"), UInt8(ascii: "]"):
            defer { opening = nil }
            if let start = opening, !result[start...].contains(where: isOfWord) {
                result.removeSubrange(start...)
                return
            }
        case 0x20: if result.last == 0x20 { return }
        default: if result.last == 0x20 { result.removeLast() }
        }
        result.append(byte)
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "+"): true
        default: byte >= 0x80 && byte != 0xE2 || byte.isLetterOrDigit
        }
    }
}
