internal import UnicodeText

/// Tidies white space: none at the ends, one character for each run inside.
enum Tidying {
    /// The tidied text, or nil when there is nothing to tidy.
    static func tidied(_ text: [UInt8]) -> TransformedText? {
        text.withUnsafeBufferPointer { text in
            if isTidy(text) { return nil }
            var result: [UInt8] = []
            result.reserveCapacity(text.count)
            var builder = Alignment.Builder()
            var index = 0
            while index < text.count {
                let (end, blank) = run(in: text, from: index)
                if end == index {
                    let length = Scalars.scalar(in: text, at: index).length
                    result += text[index..<index + length]
                    builder.keep(length)
                    index += length
                } else {
                    let isInside = index > 0 && end < text.count
                    let spelled = isInside || blank != space ? blank : []
                    result += spelled
                    builder.replace(end - index, by: spelled.count)
                    index = end
                }
            }
            return TransformedText(bytes: result, alignment: builder.alignment)
        }
    }

    private static let space: [UInt8] = [0x20]

    /// Whether no run is longer than a character, none but no-break spaces is at an end, and all
    /// are spaces or no-break spaces.
    static func isTidy(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, let last = text.last else { return true }
        if first <= 0x20 || last <= 0x20 { return false }
        var index = 0
        var isAfterBlank = false
        while index < text.count {
            if 0x21...0x7E ~= text[index] {
                isAfterBlank = false
                index += 1
                continue
            }
            let (value, length) = Scalars.scalar(in: text, at: index)
            let isBlank = value == 0x20 || Scalars.isWhiteSpace(value)
            if isBlank, isAfterBlank || !(value == 0x20 || isNoBreak(value)) { return false }
            isAfterBlank = isBlank
            index += length
        }
        return true
    }

    /// The end of the white space at `start`, and the character that stands for all of it.
    private static func run(
        in text: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> (end: Int, blank: [UInt8]) {
        var end = start
        var blank = space
        while end < text.count {
            let (value, length) = Scalars.scalar(in: text, at: end)
            if !Scalars.isWhiteSpace(value) { break }
            if isNoBreak(value), blank == space { blank = Array(text[end..<end + length]) }
            end += length
        }
        return (end, blank)
    }

    /// Whether the character is a no-break space, which typography sets on purpose.
    static func isNoBreak(_ scalar: UInt32) -> Bool { scalar == 0xA0 || scalar == 0x202F }
}
