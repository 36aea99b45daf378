internal import CICU

/// Transforms that ICU does not align with the original: parts of the text are transformed by
/// themselves, and a changed part stands for its original as a whole.
extension TextTransform {
    /// Text without the accents of its letters; letters without one stay as they are spelled.
    static func withoutAccents(_ text: [UInt8]) -> TransformedText {
        let clusters = Segmenter(.graphemes).segments(of: text).map(\.range)
        return changed(text, in: clusters) { cluster in
            let parts = TextTransform.normalized(.nfd)(cluster).unicodeScalars
            let rest = parts.filter { !isAccent($0.value) }
            if rest.count == parts.count || rest.isEmpty { return nil }
            return TextTransform.normalized(.nfc)(String(scalars: rest))
        }
    }

    /// Whether a character is an accent: a mark of Unicode's blocks of combining diacritical marks.
    package static func isAccent(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F:
            true
        default: false
        }
    }

    /// Text in Latin letters, by ICU's rules, for each part between white space.
    static func inLatin(_ text: [UInt8]) -> TransformedText {
        changed(text, in: partsBetweenSpaces(text)) { part in
            let bytes = Array(part.utf8)
            return bytes.withUnsafeBufferPointer { bytes in
                guard
                    let result = cicu_transliterate("Any-Latin", bytes.baseAddress, bytes.count)
                else { preconditionFailure("TextTransform: ICU lacks the rules Any-Latin") }
                defer { cicu_text_free(result) }
                return String(decoding: result.bytes, as: UTF8.self)
            }
        }
    }

    private static func partsBetweenSpaces(_ text: [UInt8]) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        for (index, byte) in text.enumerated() where byte <= 0x20 {
            if start < index { parts.append(start..<index) }
            parts.append(index..<index + 1)
            start = index + 1
        }
        if start < text.count { parts.append(start..<text.count) }
        return parts
    }

    /// Replaces the parts beyond ASCII for which `change` gives another text.
    ///
    /// Parts that are not UTF-8 stay.
    private static func changed(
        _ text: [UInt8],
        in parts: [Range<Int>],
        _ change: (String) -> String?
    ) -> TransformedText {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var builder = Alignment.Builder()
        for range in parts {
            let part = text[range]
            if !part.allSatisfy({ $0 < 0x80 }),
                let source = String(validating: part, as: UTF8.self),
                let new = change(source), !new.utf8.elementsEqual(part)
            {
                result += new.utf8
                builder.replace(range.count, by: new.utf8.count)
            } else {
                result += part
                builder.keep(range.count)
            }
        }
        return TransformedText(bytes: result, alignment: builder.alignment)
    }
}
