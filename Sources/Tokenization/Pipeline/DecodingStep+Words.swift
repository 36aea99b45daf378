internal import UnicodeText

extension DecodingStep {
    /// Tokens with spaces before those that begin a word.
    static func words(_ parts: [[UInt8]], _ prefix: String, _ cleansUp: Bool) -> [[UInt8]] {
        let prefix = Array(prefix.utf8)
        return parts.enumerated().map { index, part in
            var part = part
            if index > 0 {
                part =
                    part.starts(with: prefix) ? Array(part.dropFirst(prefix.count)) : [0x20] + part
            }
            return cleansUp ? cleaned(part) : part
        }
    }

    /// One of each run of equal tokens, without blanks.
    static func collapsed(
        _ parts: [[UInt8]],
        _ blank: String,
        _ delimiter: String,
        _ cleansUp: Bool
    ) -> [[UInt8]] {
        let blank = Array(blank.utf8)
        var result: [[UInt8]] = []
        for (index, part) in parts.enumerated() where index == 0 || parts[index - 1] != part {
            var part = replacing(part, blank, by: [])
            if cleansUp { part = replacing(cleaned(part), Array(delimiter.utf8), by: [0x20]) }
            if !part.isEmpty { result.append(part) }
        }
        return result
    }

    /// English punctuation and contractions without the space before them.
    private static func cleaned(_ part: [UInt8]) -> [UInt8] {
        let rules = [
            " .": ".", " ?": "?", " !": "!", " ,": ",", " ' ": "'", " n't": "n't", " 'm": "'m",
            " do not": " don't", " 's": "'s", " 've": "'ve", " 're": "'re",
        ]
        let order = [
            " .", " ?", " !", " ,", " ' ", " n't", " 'm", " do not", " 's", " 've", " 're",
        ]
        return order.reduce(part) { part, old in
            replacing(part, Array(old.utf8), by: Array((rules[old] ?? old).utf8))
        }
    }

    private static func replacing(_ part: [UInt8], _ old: [UInt8], by new: [UInt8]) -> [UInt8] {
        part.withUnsafeBufferPointer {
            SplitPattern(String(decoding: old, as: UTF8.self))
                .replaced(in: $0, 0..<$0.count, by: new)?.bytes ?? part
        }
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
    static func byte(of token: [UInt8]) -> UInt8? {
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

    /// Runs of byte tokens as the text they are; those that are not UTF-8 as a U+FFFD each.
    static func run(on parts: [[UInt8]]) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var bytes: [UInt8] = []
        func flush() {
            if bytes.isEmpty { return }
            if String(validating: bytes, as: UTF8.self) != nil {
                result.append(bytes)
            } else {
                result += Array(repeating: Array("\u{FFFD}".utf8), count: bytes.count)
            }
            bytes = []
        }
        for part in parts {
            if let byte = byte(of: part) {
                bytes.append(byte)
            } else {
                flush()
                result.append(part)
            }
        }
        flush()
        return result
    }
}
