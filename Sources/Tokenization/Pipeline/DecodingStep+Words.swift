internal import UnicodeText

extension DecodingStep {
    /// Adds tokens with spaces before those that begin a word.
    static func setWords(
        _ parts: DecodedParts,
        _ prefix: [UInt8],
        _ cleansUp: Bool,
        into result: inout DecodedParts
    ) {
        var word: [UInt8] = []
        parts.forEach { index, part in
            word.removeAll(keepingCapacity: true)
            if index > 0, part.starts(with: prefix) {
                word.append(contentsOf: part.dropFirst(prefix.count))
            } else {
                if index > 0 { word.append(0x20) }
                word.append(contentsOf: part)
            }
            result.add { $0 += cleansUp ? cleaned(word) : word }
        }
    }

    /// Adds one of each run of equal tokens, without blanks.
    static func collapse(
        _ parts: DecodedParts,
        _ blank: String,
        _ delimiter: String,
        _ cleansUp: Bool,
        into result: inout DecodedParts
    ) {
        let (blank, delimiter) = (SplitPattern(blank), SplitPattern(delimiter))
        var last: [UInt8]?
        parts.forEach { _, part in
            if last.map({ part.elementsEqual($0) }) == true { return }
            last = Array(part)
            var text = replacing(blank, in: Array(part), by: [])
            if cleansUp { text = replacing(delimiter, in: cleaned(text), by: [0x20]) }
            if !text.isEmpty { result.add { $0 += text } }
        }
    }

    /// What cleaning replaces, in order.
    private static let rules: [(old: SplitPattern, new: [UInt8])] = [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
        (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ].map { (SplitPattern($0), Array($1.utf8)) }

    /// What follows the space at the start of all that cleaning replaces.
    private static let secondBytes = Set(".?!,'nd".utf8)

    /// English punctuation and contractions without the space before them.
    private static func cleaned(_ part: [UInt8]) -> [UInt8] {
        let isClean = part.indices.dropLast().allSatisfy {
            part[$0] != 0x20 || !secondBytes.contains(part[$0 + 1])
        }
        if isClean { return part }
        return rules.reduce(part) { replacing($1.old, in: $0, by: $1.new) }
    }

    private static func replacing(
        _ pattern: SplitPattern,
        in part: [UInt8],
        by new: [UInt8]
    ) -> [UInt8] {
        var result: [UInt8] = []
        part.withUnsafeBufferPointer { pattern.append($0, replacingBy: new, to: &result) }
        return result
    }
}

/// Tokens that are bytes, in vocabularies of characters: `<0x00>` to `<0xFF>`.
enum ByteFallback {
    /// The token of a byte.
    static func token(of byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "<0x" + (digits.count < 2 ? "0" : "") + digits + ">"
    }

    /// The byte that a token is, or nil.
    static func byte(of token: UnsafeBufferPointer<UInt8>) -> UInt8? {
        guard token.count == 6, token.starts(with: "<0x".utf8), token[5] == UInt8(ascii: ">") else {
            return nil
        }
        guard let high = value(token[3]), let low = value(token[4]) else { return nil }
        return high << 4 | low
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Adds runs of byte tokens as the text they are; those that are not UTF-8 as a U+FFFD each.
    static func run(on parts: DecodedParts, into result: inout DecodedParts) {
        var bytes: [UInt8] = []
        parts.forEach { _, part in
            if let byte = byte(of: part) {
                bytes.append(byte)
            } else {
                flush(&bytes, into: &result)
                result.add { $0.append(contentsOf: part) }
            }
        }
        flush(&bytes, into: &result)
    }

    private static func flush(_ bytes: inout [UInt8], into result: inout DecodedParts) {
        if bytes.isEmpty { return }
        if String(validating: bytes, as: UTF8.self) != nil {
            result.add { $0 += bytes }
        } else {
            for _ in bytes { result.add { $0 += "\u{FFFD}".utf8 } }
        }
        bytes.removeAll(keepingCapacity: true)
    }
}
